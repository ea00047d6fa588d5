/** Connections that one piece of work has to itself, for what is held by a session: an advisory lock. */
import type postgres from 'postgres'
import { ConnectionLost } from '../sql-error.ts'
import { watchStatements } from './watch-statements.ts'
import type { Statement } from './written-statement.ts'

/** How long a connection that nobody holds is kept for the next who asks. */
const keptIdleMs = 60_000

/**
 * The driver's own `reserve` does not say when its connection is lost: the next statement goes to a socket that is gone, an
 * exception nobody can catch, or to a connection that has lost the lock. So each reservation is a client of one connection,
 * which refuses every statement after a loss.
 * Its client must have no idle time-out: the driver cannot tell one that holds a lock and runs nothing from one that nobody holds.
 */
export class Reservations {
  readonly #open: (closed: () => void) => postgres.Sql
  readonly #most: number
  readonly #keptIdleMs: number
  readonly #idle: Reserved[] = []
  readonly #waiting: (() => void)[] = []
  readonly #all = new Set<Reserved>()

  /**
   * @param most how many may be held at once; others wait their turn
   * @param idleMs how long one that nobody holds is kept
   */
  constructor(open: (closed: () => void) => postgres.Sql, most: number, idleMs: number = keptIdleMs) {
    this.#open = open
    this.#most = most
    this.#keptIdleMs = idleMs
  }

  /** Calls `work` with a connection of its own. A connection whose work failed may still hold what it locked: it is closed. */
  async run<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    const reserved = await this.#take()
    let keep = false
    try {
      const result = await work(reserved.sql)
      keep = !reserved.lost
      return result
    } finally {
      if (keep) this.#keep(reserved)
      else this.#drop(reserved)
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    for (const reserved of this.#idle) clearTimeout(reserved.idleTimer)
    await Promise.all([...this.#all].map((reserved) => reserved.close()))
  }

  #keep(reserved: Reserved): void {
    this.#idle.push(reserved)
    reserved.idleTimer = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(reserved), 1)
      this.#drop(reserved)
    }, this.#keptIdleMs)
    reserved.idleTimer.unref()
  }

  async #take(): Promise<Reserved> {
    for (;;) {
      const idle = this.#idle.pop()
      clearTimeout(idle?.idleTimer)
      if (idle?.lost === true) this.#drop(idle)
      else if (idle !== undefined) return idle
      else if (this.#all.size < this.#most) {
        const opened = new Reserved(this.#open)
        this.#all.add(opened)
        return opened
      } else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #drop(reserved: Reserved): void {
    this.#all.delete(reserved)
    void reserved.close()
  }
}

class Reserved {
  readonly sql: postgres.Sql
  /** Runs while nobody holds it. */
  idleTimer: NodeJS.Timeout | undefined
  readonly #client: postgres.Sql
  readonly #pending = new Set<Statement>()
  #lost = false

  constructor(open: (closed: () => void) => postgres.Sql) {
    this.#client = open(() => this.#lose())
    this.sql = watchStatements(this.#client, (statement, onward) => {
      if (this.#lost) {
        statement.reject(new ConnectionLost())
        return
      }
      this.#pending.add(statement)
      const done = () => void this.#pending.delete(statement)
      statement.then(done, done)
      onward()
    })
  }

  get lost(): boolean {
    return this.#lost
  }

  async close(): Promise<void> {
    this.#lost = true
    await this.#client.end({ timeout: 1 })
  }

  #lose(): void {
    this.#lost = true
    for (const statement of this.#pending) statement.reject(new ConnectionLost())
  }
}
