import { z } from 'zod'
import { entryPath, measuredBy } from './child.ts'
import { type Figure, figure, round } from './figure.ts'
import type { BenchServers } from './servers.ts'

const measured = z.object({ cached: z.number(), workflowThread: z.number(), mainThread: z.number() })

/** Plans of the dossiers: the bench's own, those of every procedure in turn, or the one of average length. */
export type PlansKept = 'two-decisions' | 'all' | 'average'

/**
 * Heap of one cached dossier workflow in the thread where workflows run: a worker that keeps 200, then 1,000 more
 * of them, after a collection each time. What the main thread keeps for each is printed beside it.
 */
export async function heap(servers: BenchServers): Promise<Figure[]> {
  const { workflowThread, mainThread, few, many } = await heapPerDossier(servers, 'two-decisions')
  return [
    figure('heap', workflowThread, { atMost: 60 }, 'KB a cached dossier', {
      mainThread: round(mainThread),
      few,
      many,
    }),
  ]
}

/** In KB, by a worker of its own. */
export async function heapPerDossier(
  servers: BenchServers,
  plans: PlansKept,
): Promise<{ workflowThread: number; mainThread: number; few: number; many: number }> {
  const [few, many] = await measuredBy(measured, 'heap.ts', {
    args: [plans],
    node: ['--expose-gc', '--import', entryPath('heap-probe.mjs')],
    env: servers.env,
  })
  if (few === undefined || many === undefined)
    throw new Error('the worker ended before it had measured twice')
  const perWorkflow = (key: 'workflowThread' | 'mainThread') =>
    (many[key] - few[key]) / (many.cached - few.cached) / 1024
  return {
    workflowThread: perWorkflow('workflowThread'),
    mainThread: perWorkflow('mainThread'),
    few: few.cached,
    many: many.cached,
  }
}
