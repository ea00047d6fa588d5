import type { Database } from '../../db/database.ts'
import { rehearsalHere } from '../../db/rehearsal/rehearsal-database.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import { answersWithinMs, whenItAnswers } from './when-it-answers.ts'

/**
 * Keeps API, worker and relay of the live system from a rehearsal: with the bank, the keys or the namespace of a shell they would
 * carry its decisions to the live workflows, pay, or send events. Call it before anything else is read or written: what a rehearsal lacks
 * (keys, a bank) would be complained of in its place. A database that is away is waited for.
 * @throws {StartUpError}
 */
export async function refuseRehearsal({ sql }: Pick<Database, 'sql'>): Promise<void> {
  const rehearsal = await whenItAnswers(answersWithinMs, () => rehearsalHere(sql))
  if (rehearsal === null) return
  throw new StartUpError({
    what: `DATABASE_URL names the rehearsal ${rehearsal.id}.`,
    why: 'A rehearsal is served by processes that cannot reach the bank, other systems or the live workflows.',
    remedy: `npm run rehearsal -- run ${rehearsal.id}; or set DATABASE_URL to the live database.`,
  })
}
