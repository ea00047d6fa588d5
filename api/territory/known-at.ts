import type { Database } from '../../db/database.ts'
import { changeKnownAt } from '../../db/territory/reference-change.ts'
import { wrongField } from '../../domain/errors.ts'

/**
 * The change as known at which a route answers; null where it answers as known now.
 * @throws {DomainError} `invalidInput` for an instant still to come, by the clock of the database
 */
export async function changeAt({ sql }: Database, knownAt: string | undefined): Promise<number | null> {
  if (knownAt === undefined) return null
  const change = await changeKnownAt(sql, Date.parse(knownAt))
  if (change === null) throw wrongField('/querystring/knownAt', 'lies in the future')
  return change
}
