/** Numbered receipts on paper: a unit's series, and what was entered of it. */
import type postgres from 'postgres'
import { lastBlank } from '../../domain/dossier/dossier.ts'
import { type DomainError, wrongField } from '../../domain/errors.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { breaksRule, isUniqueViolation, namesNothing } from '../sql-error.ts'
import { typedRows } from '../statement.ts'

export interface Blank {
  number: number
  /** ms */
  issuedAt: number
}

/**
 * Issues blanks of a unit, one number after the other; after the last one where none is named. Issuers of one unit wait for each other.
 * @returns the first number
 * @throws {DomainError} `invalidInput` where one of the numbers was issued before, or has more than six digits
 */
export async function issueBlanks(
  { sql }: Database,
  of: { unitId: string; from: number | null; count: number },
  by: { actorId: string; at: number },
): Promise<number> {
  const { unitId, from, count } = of
  try {
    return await transaction(sql, async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`paper_blank ${unitId}`}, 0))`
      const [row] = await typedRows(tx, 'papers.issueBlanks')`
        with series as (
          select coalesce(${from}::int, (select max(number) from paper_blank where unit_id = ${unitId}) + 1, 1) as first),
        issued as (
          insert into paper_blank (unit_id, number, issued_by, issued_at)
          select ${unitId}, number, ${by.actorId}, instant(${by.at}) from series, generate_series(first, first + ${count}::int - 1) number)
        select first from series`
      if (row === undefined) throw new Error('a select of one row gave none')
      return row.first
    })
  } catch (error) {
    if (breaksRule(error, 'paper_blank_of_six_digits'))
      throw wrongField('/from', `and \`count\` go beyond ${lastBlank}; name a range of numbers that are free`)
    if (!isUniqueViolation(error, 'paper_blank_')) throw error
    throw wrongField('/from', 'or a number after it was issued before; leave it out to go on after the last')
  }
}

/** By number, from one on. @param list.open only those that nothing was entered of */
export async function blanksOf(
  sql: Querying,
  list: { unitId: string; from: number; open: boolean; limit: number },
): Promise<readonly Blank[]> {
  return await typedRows(sql, 'papers.blanksOf')`
    select number, epoch_ms(issued_at) as "issuedAt" from paper_blank b
    where unit_id = ${list.unitId} and number >= ${list.from} and not (${list.open} and exists (
      select from paper_blank_entered e where e.unit_id = b.unit_id and e.number = b.number))
    order by number limit ${list.limit}`
}

/** A part of the statement that files: what is filed was received on a blank of its reception unit. */
export const enterBlank = (
  sql: Querying,
  { unitId, blank, dossierId }: { unitId: string; blank: number; dossierId: string },
): postgres.PendingQuery<postgres.Row[]> => sql`
  blank_entered as (
    insert into paper_blank_entered (unit_id, number, dossier_id) values (${unitId}, ${blank}, ${dossierId})),`

/** Why a filing on a blank was refused by its constraints; null where it was not. */
export function blankRefusal(error: unknown): DomainError | null {
  if (isUniqueViolation(error, 'paper_blank_entered_once'))
    return wrongField('/received/blank', 'was entered before: each number is of one dossier')
  if (namesNothing(error, 'paper_blank_entered_is_issued'))
    return wrongField('/received/blank', 'is no number that was issued by the reception unit')
  return null
}
