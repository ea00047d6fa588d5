/** What is killed while a run pays, and when: each by how much of it is confirmed. */
import { setTimeout as pause } from 'node:timers/promises'
import { reconcile } from '../../activities/reconcile/reconcile.ts'
import { progressOf } from '../../db/payouts/run.ts'
import type { Engine } from '../../engine/connection.ts'
import { acceptDatabase } from '../../engine/known-database.ts'
import type { City, Restartable } from '../city.ts'

export interface Killing {
  city: City
  engine: Engine
  runId: string
  say: (line: string) => void
}

interface Kill {
  /** Once so many of a hundred orders are confirmed. */
  at: number
  what: string
  /** @returns how many processes were started again */
  act(of: Killing): Promise<number>
}

type Named = 'worker' | 'api' | 'bank' | 'temporal' | 'postgres'

const words: Readonly<Record<Named, string>> = {
  ...{ worker: 'the worker', api: 'the API', bank: 'the bank', temporal: 'Temporal', postgres: 'PostgreSQL' },
}

const killed = (at: number, name: Named): Kill => ({
  ...{ at, what: `SIGKILL to ${words[name]}` },
  act: async ({ city }) => await back(city[name]),
})

async function back(server: Restartable): Promise<number> {
  await server.kill()
  await server.start()
  return 1
}

const copied = (at: number): Kill => ({
  ...{ at, what: 'SIGKILL to PostgreSQL, and a copy of its files as they are' },
  async act({ city: { postgres } }) {
    await postgres.kill()
    await postgres.copy()
    await postgres.start()
    return 1
  },
})

/** What was confirmed since the copy is with the bank, and in no row here. */
const restored = (at: number): Kill => ({
  ...{ at, what: 'PostgreSQL is restored from that copy: what was paid since, only the bank knows' },
  async act({ city, engine, say }) {
    const { worker, relay, api, postgres, database } = city
    await Promise.all([worker.kill(), relay.kill(), api.kill()])
    await postgres.kill()
    await postgres.restore()
    await postgres.start()
    // An operator looks at it, and says that the namespace goes on with what was restored.
    await againAndAgain(() => acceptDatabase(engine, database))
    await Promise.all([worker.start(), relay.start(), api.start()])
    const deps = { database, engine, now: Date.now }
    const { compared, differences } = await againAndAgain(() =>
      reconcile(deps, { scope: 'all', beyondBrake: true }),
    )
    say(`  accepted and reconciled: ${compared} open dossiers compared, ${differences.length} differences`)
    return 4
  },
})

/** The driver (3.4.9) meets the first statement on a new connection with the error that ended the one before. */
async function againAndAgain<T>(work: () => Promise<T>, times = 5): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (times === 0) throw error
    await pause(1_000)
    return await againAndAgain(work, times - 1)
  }
}

/** Each of the five twice at least, and between two kills of PostgreSQL the restore. */
export const allKills: readonly Kill[] = [
  ...[killed(4, 'worker'), killed(8, 'bank'), killed(12, 'api'), killed(16, 'temporal'), copied(20)],
  ...[killed(28, 'worker'), killed(34, 'bank'), restored(42), killed(50, 'temporal'), killed(60, 'postgres')],
  ...[killed(70, 'api'), killed(78, 'worker'), killed(84, 'bank')],
]

/** For a run of some dozens or hundreds. */
export const fewKills: readonly Kill[] = [killed(5, 'worker'), killed(20, 'bank')]

/**
 * Watches a run until every order is settled, and kills on the way. PostgreSQL is read by this process between two kills alone: the
 * driver would take it along.
 * @returns how many processes were started again
 * @throws Error where it is not over in time
 */
export async function payThroughKills(
  of: Killing,
  kills: readonly Kill[],
  withinMs: number,
): Promise<number> {
  const { sql } = of.city.database
  const end = Date.now() + withinMs
  const left = [...kills]
  let restarts = 0
  for (;;) {
    const progress = await againAndAgain(() => progressOf(sql, of.runId))
    const count = (states: readonly string[]) =>
      progress.reduce((sum, { state, orders }) => sum + (states.includes(state) ? orders : 0), 0)
    const [all, done] = [
      progress.reduce((sum, { orders }) => sum + orders, 0),
      count(['CONFIRMED', 'REJECTED']),
    ]
    const [next] = left
    if (next !== undefined && all > 0 && done * 100 >= next.at * all) {
      left.shift()
      of.say(`${done} of ${all} settled: ${next.what}`)
      restarts += await next.act(of)
      continue
    }
    if (all > 0 && done === all && left.length === 0) return restarts
    if (Date.now() > end) throw new Error(`${all - done} of ${all} orders were not settled in time`)
    await pause(100)
  }
}
