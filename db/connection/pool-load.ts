/** How many wait for the connections of a pool, and for how long: a caller that would wait too long is refused at once. */
import type postgres from 'postgres'
import { DatabaseBusy } from '../sql-error.ts'
import { watchStatements } from './watch-statements.ts'
import type { Statement } from './written-statement.ts'

interface Load {
  connections: number
  /** Infinity: for ever. */
  waitMs: number
  /** When each statement or transaction in progress came, the oldest first. */
  inProgress: Set<{ since: number }>
}

const loads = new WeakMap<object, Load>()

/** A place in a pool, for a transaction. */
interface Place {
  /** Rejects with DatabaseBusy when the place was waited for too long. */
  tooLong: Promise<never>
  started(): void
  leave(): void
}

/**
 * The same pool, which refuses what would wait longer than `waitMs` for a connection.
 * @param connections how many the pool has
 */
export function limitWait(
  sql: postgres.Sql,
  { connections, waitMs }: Omit<Load, 'inProgress'>,
): postgres.Sql {
  const load: Load = { connections, waitMs, inProgress: new Set() }
  const limited = watchStatements(sql, (statement, onward) => admit(load, statement, onward))
  loads.set(limited, load)
  return limited
}

function admit(load: Load, statement: Statement, onward: () => void): void {
  if (isStuck(load)) {
    statement.reject(new DatabaseBusy())
    return
  }
  const one = { since: performance.now() }
  load.inProgress.add(one)
  const done = () => void load.inProgress.delete(one)
  statement.then(done, done)
  onward()
}

/** Whether as many as there are connections have been in progress for so long that who comes now would wait too long. */
function isStuck({ connections, waitMs, inProgress }: Load): boolean {
  if (inProgress.size < connections) return false
  const before = performance.now() - waitMs
  let old = 0
  for (const { since } of inProgress) {
    if (since > before) return false
    old += 1
    if (old === connections) return true
  }
  return false
}

/** @throws DatabaseBusy where the pool is stuck already; a pool without a limit never is */
export function enterPool(sql: postgres.Sql): Place {
  const load = loads.get(sql) ?? { connections: 1, waitMs: Number.POSITIVE_INFINITY, inProgress: new Set() }
  if (isStuck(load)) throw new DatabaseBusy()
  const one = { since: performance.now() }
  load.inProgress.add(one)
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    if (Number.isFinite(load.waitMs)) timer = setTimeout(() => reject(new DatabaseBusy()), load.waitMs)
  })
  return {
    tooLong,
    started: () => clearTimeout(timer),
    leave() {
      clearTimeout(timer)
      load.inProgress.delete(one)
    },
  }
}
