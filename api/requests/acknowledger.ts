import type { Database } from '../../db/database.ts'
import { acknowledge } from '../../db/dossier/requests/requests.ts'

/** Notes in batches for which requests the engine has answered. */
export interface Acknowledger {
  add(id: string): void
  close(): Promise<void>
}

const flushAfterMs = 100

/** A lost acknowledgement is harmless: the relay sends the request again and the engine repeats its first answer. */
export function createAcknowledger(database: Database, now: () => number): Acknowledger {
  let ids: string[] = []
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    const batch = ids
    ids = []
    timer = null
    if (batch.length > 0) {
      flushing = flushing.then(() => acknowledge(database.sql, batch, now())).catch(() => undefined)
    }
    return flushing
  }
  return {
    add(id) {
      ids.push(id)
      timer ??= setTimeout(flush, flushAfterMs)
    },
    close() {
      if (timer !== null) clearTimeout(timer)
      return flush()
    },
  }
}
