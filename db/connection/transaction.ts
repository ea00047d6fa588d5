/** The one way to run a transaction: however it ends, its connection is released or destroyed, and the process goes on. */
import { setImmediate as turn } from 'node:timers/promises'
import postgres from 'postgres'
import { isConnectionLost } from '../sql-error.ts'
import type { Transaction } from '../statement.ts'
import { enterPool } from './pool-load.ts'
import { watchStatements } from './watch-statements.ts'

/**
 * Runs `work` in a transaction of its own: committed when it resolves, rolled back when it rejects, for every class of
 * error. Statements of `work` after the end are refused: the connection may then belong to another caller.
 * @throws DatabaseBusy when no connection was free within the pool's wait; `work` has not been called
 */
export async function transaction<T>(
  sql: postgres.Sql,
  work: (tx: Transaction) => Promise<T> | PromiseLike<T> | T,
): Promise<T> {
  const lease = new Lease()
  const place = enterPool(sql)
  // Set within the driver's function, which may never return.
  const outcome: { committed: { value: T } | null } = { committed: null }
  const begun = sql.begin(async (tx) => {
    lease.require()
    place.started()
    outcome.committed = { value: await untilLost(lease, () => work(lease.guard(tx))) }
  })
  begun.catch((error: unknown) => lease.lose(error))
  try {
    await Promise.race([begun, place.tooLong])
  } catch (error) {
    lease.end(error)
    throw error
  } finally {
    lease.end(new TransactionOver())
    place.leave()
  }
  if (outcome.committed === null) throw new Error('the driver committed a transaction without its work')
  return outcome.committed.value
}

/**
 * When the connection of a transaction is lost, the driver rejects `begin`, and then still sends the rollback or commit
 * of the transaction's function: to a closed socket, an exception that nobody can catch, or to the next user of the connection
 * So that function never returns once its connection is lost; `begin` has already rejected.
 */
async function untilLost<T>(lease: Lease, work: () => Promise<T> | PromiseLike<T> | T): Promise<T> {
  try {
    const result = await work()
    if (!lease.lost) return result
  } catch (error) {
    // PostgreSQL's own answer came over a connection that is there. After any other the driver may be about to close it.
    if (!(error instanceof postgres.PostgresError)) await turn()
    if (!lease.lost) throw error
  }
  return await new Promise<never>(() => {})
}

class TransactionOver extends Error {
  override readonly name = 'TransactionOver'
  constructor() {
    super('the transaction is over; a statement of it came too late')
  }
}

/** How long statements may go over the transaction's connection. */
class Lease {
  lost = false
  #over: { because: unknown } | null = null

  require(): void {
    if (this.#over !== null) throw this.#over.because
  }

  end(because: unknown): void {
    this.#over ??= { because }
  }

  lose(because: unknown): void {
    this.lost = true
    this.end(because)
  }

  guard(tx: postgres.TransactionSql): postgres.TransactionSql {
    return watchStatements(tx, (statement, onward) => {
      if (this.#over !== null) {
        statement.reject(this.#over.because)
        return
      }
      statement.catch((error) => {
        if (isConnectionLost(error)) this.lose(error)
      })
      onward()
    })
  }
}
