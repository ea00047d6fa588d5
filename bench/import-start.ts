import { randomUUID } from 'node:crypto'
import { lanes } from '../db/engine/outbox.ts'
import { openEngine } from '../engine/connection.ts'
import { relayLane } from '../relay/relay-messages.ts'
import { alternate, type Figure, figure, inParallel, median } from './figure.ts'
import { untilAllDone } from './first-task-done.ts'
import type { BenchServers } from './servers.ts'

const startsARound = 300
const startsAtOnce = 50
const rounds = 5

/**
 * Dossiers of a backlog whose workflow is at its step a second, over bare workflows that are started and wait. Each side has its
 * worker, and a start counts when the first task of its workflow is completed. System reads the rows and marks what was started; the bare
 * workflow neither reads nor writes.
 */
export async function importStart({ database, env, run }: BenchServers): Promise<Figure> {
  const [worker, bareWorker] = await Promise.all([
    run('bin/worker.ts', /worker runs/),
    run('bench/entry/bare-worker.ts', /worker runs/),
  ])
  const engine = openEngine({ connection: { address: env.TEMPORAL_ADDRESS }, namespace: 'thong-suot' })
  const timed = async (started: () => Promise<readonly string[]>): Promise<number> => {
    const began = performance.now()
    const ids = await started()
    if (ids.length !== startsARound) throw new Error(`${ids.length} were started, not ${startsARound}`)
    await untilAllDone(engine, ids)
    return startsARound / ((performance.now() - began) / 1_000)
  }
  const system = () =>
    timed(async () => {
      const ids: string[] = []
      const pace = { made: (of: readonly string[]) => void ids.push(...of) }
      for (let left = startsARound; left > 0; left -= startsAtOnce) {
        await relayLane(
          { database, engine, pace, now: Date.now },
          lanes.imports,
          Math.min(left, startsAtOnce),
        )
      }
      return ids
    })
  const bare = () =>
    timed(async () => {
      const ids = Array.from({ length: startsARound }, () => randomUUID())
      await inParallel(startsARound, startsAtOnce, async (n) => {
        const [workflowId = ''] = ids.slice(n, n + 1)
        await engine.client.workflow.start('bareWaiting', { workflowId, taskQueue: 'bare', args: [] })
      })
      return ids
    })
  await Promise.all([system(), bare()])
  const result = await alternate(rounds, system, bare)
  await Promise.all([worker.stop(), bareWorker.stop()])
  await engine.close()
  const unit = 'system/bare, workflows at their step a second'
  return figure('import-start', median(result.ratios), { atLeast: 0.5 }, unit, {
    ...result,
    'starts a round': startsARound,
  })
}
