/** Freezes the lists of open runs before their instants, by the clock of the database and without the engine; asks it when it answers. */
import { freezeWhenDue } from '../db/certificate/freeze-when-due.ts'
import type { Database } from '../db/database.ts'
import { recordRound } from '../db/engine/last-round.ts'
import type { Engine } from '../engine/connection.ts'
import { askOfLists } from '../engine/frozen-runs.ts'
import type { EngineWatch } from './engine-watch.ts'
import { Loop, type RelayLog } from './loop.ts'

/** Seconds are left where an instant is set late, and a list is due at once. */
const freezePollMs = 3_000
const askPollMs = 5_000
/** A look each few seconds need not be written down each time. */
const recordedEveryMs = 60_000

export interface FreezeDeps {
  database: Database
  engine: Engine
  now: () => number
  log: RelayLog
  watch: EngineWatch
}

/** Two loops: an engine that is slow to answer must not keep a list from being frozen. */
export function freezeLoops({ database, engine, now, log, watch }: FreezeDeps): readonly Loop[] {
  let recordedAt = Number.NEGATIVE_INFINITY
  return [
    new Loop(log, freezePollMs, async () => {
      const beganAt = now()
      const items = await freezeWhenDue(database)
      const endedAt = now()
      if (items === 0 && endedAt - recordedAt < recordedEveryMs) return false
      await recordRound(database.sql, { kind: 'freeze', beganAt, endedAt, items, differences: 0 })
      recordedAt = endedAt
      return false
    }),
    new Loop(log, askPollMs, async () => {
      if (!(await watch.answers())) return false
      await askOfLists({ database, engine }).catch((error: unknown) => {
        watch.failed(error)
        throw error
      })
      return false
    }),
  ]
}
