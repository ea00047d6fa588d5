import type postgres from 'postgres'
import type { CorrectionEnding } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** A correction of a result. Instants in ms. */
export interface CorrectionView {
  number: number
  askedAt: number
  dueAt: number
  /** `issued`: with a corrected result; `refused`: there was no error; null while it is open. */
  ending: CorrectionEnding | null
  endedAt: number | null
  /** What is said to be wrong; may name people. */
  ground: string
}

/** A version of a result, the latest first: the first of them is in force. */
export interface ResultVersion {
  /** The correction that issued it; 0 for the first. */
  correction: number
  name: string
  issuedAt: number
}

/** Corrections of a dossier in their order, and every version of its result. */
export async function readCorrections(
  sql: Querying,
  dossierId: string,
): Promise<{ corrections: readonly CorrectionView[]; results: readonly ResultVersion[] }> {
  const [corrections, results] = await Promise.all([
    typedRows(sql, 'dossier.corrections')`
      select number, epoch_ms(asked_at) as "askedAt", epoch_ms(due_at) as "dueAt", ending, epoch_ms(ended_at) as "endedAt", ground
      from correction where dossier_id = ${dossierId} order by number`,
    typedRows(sql, 'dossier.resultVersions')`
      select correction, kind as name, epoch_ms(issued_at) as "issuedAt" from result
      where dossier_id = ${dossierId} order by correction desc`,
  ])
  return { corrections, results }
}

/** A join that gives the row of `result` in force for the dossier in scope; corrections supersede what was issued before. */
export const resultInForce = (sql: Querying, dossier: string): postgres.PendingQuery<postgres.Row[]> => sql`
  left join lateral (
    select * from result where result.dossier_id = ${sql(`${dossier}.id`)} order by result.correction desc limit 1) result on true`

/**
 * Joins that give the plan of a run of `dossier` (and its row of `correction`, where it is one): its correction's, else the
 * dossier's. No row where there is no such correction.
 */
export const planOfRun = (
  sql: Querying,
  number: postgres.PendingQuery<postgres.Row[]>,
): postgres.PendingQuery<postgres.Row[]> => sql`
  left join correction on correction.dossier_id = dossier.id and correction.number = ${number}
  join plan on plan.hash = case ${number} when 0 then dossier.plan_hash else correction.plan_hash end`

/**
 * The hash of the plan that a task is a step of, with the dossier in scope: the one its dossier has left since, its
 * correction's, else the dossier's. Where there is no task it is the dossier's.
 */
export const planHashOf = (
  sql: Querying,
  { task, dossier }: { task: string; dossier: string },
): postgres.PendingQuery<postgres.Row[]> => sql`
  coalesce(${sql(`${task}.plan_hash`)},
    (select correction.plan_hash from correction
      where correction.dossier_id = ${sql(`${task}.dossier_id`)} and correction.number = ${sql(`${task}.correction`)}),
    ${sql(`${dossier}.plan_hash`)})`
