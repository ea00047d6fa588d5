import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '../../db/sql-error.ts'

/** How long a service waits at its start for a database that is away. */
export const answersWithinMs = 60_000
const pollMs = 500

/** Asks a database that may be away, until it answers. Any other error, and the last one, is thrown. */
export async function whenItAnswers<T>(waitMs: number, ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + waitMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > until) throw error
      await pause(pollMs)
    }
  }
}
