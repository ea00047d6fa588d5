import { errorTrace } from './error-trace.ts'

export interface WarningLog {
  warn(fields: object, message: string): void
}

/** Something that is tried again by itself: the log gets its first failure, and that it works again, and nothing of the tries between. */
export class RepeatedFailure {
  #failing = false

  /** @param what a noun phrase, as `the acknowledgement of requests` */
  constructor(
    private readonly log: WarningLog,
    private readonly what: string,
  ) {}

  failed(error: unknown): void {
    if (!this.#failing)
      this.log.warn({ failure: errorTrace(error) }, `${this.what} fails, and is tried again`)
    this.#failing = true
  }

  succeeded(): void {
    if (this.#failing) this.log.warn({}, `${this.what} works again`)
    this.#failing = false
  }
}
