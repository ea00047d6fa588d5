import type { Database } from '../../db/database.ts'
import { acknowledge } from '../../db/dossier/requests/requests.ts'
import { RepeatedFailure, type WarningLog } from '../../domain/repeated-failure.ts'

/** Notes in batches for which requests the engine has answered. */
export interface Acknowledger {
  add(id: string): void
  close(): Promise<void>
}

const flushAfterMs = 100

/** A lost acknowledgement is harmless: the relay sends the request again and the engine repeats its first answer. */
export function createAcknowledger(
  database: Pick<Database, 'sql'>,
  now: () => number,
  log: WarningLog,
): Acknowledger {
  const failure = new RepeatedFailure(log, 'the acknowledgement of requests')
  let ids: string[] = []
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    const batch = ids
    ids = []
    timer = null
    if (batch.length > 0) {
      flushing = flushing
        .then(() => acknowledge(database.sql, batch, now()))
        .then(
          () => failure.succeeded(),
          (error: unknown) => failure.failed(error),
        )
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
