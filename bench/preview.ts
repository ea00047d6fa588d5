import { z } from 'zod'
import { measuredBy, smallHeap } from './child.ts'
import { type Figure, figure, median, round } from './figure.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

const measured = z.object({ times: z.array(z.number()), tasks: z.int(), peakMiB: z.number() })
const fewDossiers = 100_000
const rounds = 3

/**
 * A preview of the hand-over of reception, with every dossier open, over one plain grouping of the same open tasks by procedure and
 * step; and the peak of memory of its process, over the same with 100,000.
 */
export async function preview(servers: BenchServers): Promise<Figure[]> {
  const { database } = servers
  const asOfMs = Date.now()
  const many = dossiersWanted()
  const few = Math.min(fewDossiers, Math.ceil(many / 10))
  await seedDossiers(database, { dossiers: few, open: few, asOfMs })
  const atFew = await previewed(servers)
  await seedDossiers(database, { first: few + 1, dossiers: many - few, open: many - few, asOfMs })
  const plain: number[] = []
  for (let i = 0; i < rounds; i += 1) plain.push(await plainGrouping(servers, asOfMs))
  const atMany = await previewed(servers)
  if (atMany.tasks !== many) throw new Error(`${atMany.tasks} tasks were previewed of ${many}`)
  const detail = { open: many, system: atMany.times.map(round), plain: plain.map(round) }
  return [
    figure(
      'preview',
      median(atMany.times) / median(plain),
      { atMost: 20 },
      'system/plain grouping, time',
      detail,
    ),
    figure('preview-memory', atMany.peakMiB / atFew.peakMiB, { atMost: 1.2 }, 'peak at many/few', {
      ...{ many, few, atManyMiB: round(atMany.peakMiB), atFewMiB: round(atFew.peakMiB) },
    }),
  ]
}

async function previewed({ env }: BenchServers): Promise<z.infer<typeof measured>> {
  const [found] = await measuredBy(measured, 'preview.ts', { node: smallHeap, env })
  if (found === undefined) throw new Error('the preview ended before it was measured')
  return found
}

async function plainGrouping({ database: { sql } }: BenchServers, asOfMs: number): Promise<number> {
  const began = performance.now()
  await sql`
    select procedure_code, step, due_at < instant(${asOfMs}) as late, count(*)::int as tasks from task
    where closed_at is null and holder = 'desk' group by 1, 2, 3`
  return performance.now() - began
}
