import { alternate, type Figure, figure, median } from './figure.ts'
import { heapPerDossier } from './heap.ts'
import type { BenchServers } from './servers.ts'

/**
 * Heap of one cached dossier in the workflows' thread where every procedure has as many of them, each under a type of its
 * own, over all of one procedure: the one whose plan is as long as they are on average.
 */
export async function corpusHeap(servers: BenchServers): Promise<Figure[]> {
  const kb = async (plans: 'all' | 'average') => (await heapPerDossier(servers, plans)).workflowThread
  const { system, bare, ratios } = await alternate(
    5,
    () => kb('all'),
    () => kb('average'),
  )
  return [
    figure(
      'corpus-heap',
      median(ratios),
      { atMost: 1.1 },
      'all types mixed/one type, heap a cached dossier',
      {
        ...{ system, bare, ratios },
      },
    ),
  ]
}
