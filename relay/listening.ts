import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import { RepeatedFailure, type WarningLog } from '../domain/repeated-failure.ts'

/** Hears PostgreSQL's notifications to the relay. Where PostgreSQL is away at the start, it is tried again every `retryMs`. */
export class Listening {
  #unlisten: (() => Promise<void>) | null = null
  #running = true

  readonly #failure: RepeatedFailure

  constructor(sql: Database['sql'], log: WarningLog, retryMs: number, onNotification: () => void) {
    this.#failure = new RepeatedFailure(log, 'listening to PostgreSQL')
    void this.#listen(sql, retryMs, onNotification)
  }

  async #listen(sql: Database['sql'], retryMs: number, onNotification: () => void): Promise<void> {
    while (this.#running && this.#unlisten === null) {
      try {
        const { unlisten } = await sql.listen('relay', onNotification)
        this.#unlisten = unlisten
        this.#failure.succeeded()
      } catch (error) {
        this.#failure.failed(error)
        await pause(retryMs, undefined, { ref: false })
      }
    }
  }

  async stop(): Promise<void> {
    this.#running = false
    await this.#unlisten?.().catch(() => undefined)
  }
}
