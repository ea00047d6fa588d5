import { isDatabaseAway } from '../db/sql-error.ts'
import { errorTrace } from '../domain/error-trace.ts'

export interface RelayLog {
  warn(fields: object, message: string): void
}

/** Repeats a round: at once where it says that there is more, else after a pause. */
export class Loop {
  #running = true
  readonly #done: Promise<void>
  readonly #pause = new Pause()

  /** @param round true where there may be more */
  constructor(log: RelayLog, pollMs: number, round: () => Promise<boolean>) {
    this.#done = this.#run(log, pollMs, round)
  }

  /** Ends the pause; a round that is running is followed by another at once. */
  wake(): void {
    this.#pause.end()
  }

  stop(): Promise<void> {
    this.#running = false
    this.wake()
    return this.#done
  }

  async #run(log: RelayLog, pollMs: number, round: () => Promise<boolean>): Promise<void> {
    while (this.#running) {
      const more = await round().catch((error: unknown) => {
        log.warn(
          { failure: errorTrace(error) },
          isDatabaseAway(error)
            ? 'relay waits: PostgreSQL did not answer'
            : 'relay waits: a round of it failed, and is tried again',
        )
        return false
      })
      if (!more && this.#running) await this.#pause.wait(pollMs)
    }
  }
}

/** A wait that can be cut short, also before it begins. */
class Pause {
  #end: (() => void) | null = null
  #ended = false

  wait(ms: number): Promise<void> {
    if (this.#ended) {
      this.#ended = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end(), ms)
      this.#end = () => {
        clearTimeout(timer)
        this.#end = null
        this.#ended = false
        resolve()
      }
    })
  }

  end(): void {
    this.#ended = true
    this.#end?.()
  }
}
