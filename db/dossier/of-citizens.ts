import type postgres from 'postgres'
import { INTERNAL_FIELD } from '../../domain/dossier/dossier.ts'
import type { Querying } from '../database.ts'

/**
 * The row is about what people requested, and not the government's own business. What is public, and what counts the work that people
 * cause, has it in its `where`; `tests/db/internal-dossiers.test.ts` names each statement that has not, and why.
 * @param of an alias with a column `field`
 */
export const ofCitizens = (sql: Querying, of: string): postgres.PendingQuery<postgres.Row[]> =>
  sql`${sql(of)}.field <> ${INTERNAL_FIELD}`
