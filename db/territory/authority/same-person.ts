import type postgres from 'postgres'
import type { Querying } from '../../database.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * Whether two ids in a statement are one person: one officer, or two officers with one identity number. Of an officer whose number is not known
 * the id alone tells.
 */
export const samePerson = (sql: Querying, one: Fragment, other: Fragment): Fragment => sql`
  (${one} = ${other} or exists (
    select 1 from officer_identity one_person join officer_identity other_person on other_person.identity_hmac = one_person.identity_hmac
    where one_person.officer_id = ${one} and other_person.officer_id = ${other}))`
