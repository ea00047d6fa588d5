/** Who is responsible: read as of an instant, never kept. What a unit holds is the same from the other side, for its inbox: `tasks/reach.ts`. */
import type postgres from 'postgres'
import type { Matter, Responsible } from '../../../domain/territory/matter.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { custodyFor, joinCustody, keeperOf } from './custody.ts'

export type AsOf = number | { column: string }

export const instantOf = (sql: Querying, asOf: AsOf): postgres.PendingQuery<postgres.Row[]> =>
  typeof asOf === 'number' ? sql`instant(${asOf})` : sql`${sql(asOf.column)}`

/**
 * The area of a task at an instant: a placement that was decided later has moved the task since. What was accepted before it is
 * judged by where the task was then.
 */
export const areaAt = (sql: Querying, of: string, asOf: AsOf): postgres.PendingQuery<postgres.Row[]> => sql`
  coalesce((
    select p.from_area_id from placement p
    where p.dossier_id = ${sql(`${of}.dossier_id`)} and p.decided_at > ${instantOf(sql, asOf)}
    order by p.decided_at limit 1), ${sql(`${of}.area_id`)})`

/**
 * The unit responsible for the row `of` has in scope, as a subquery with `unit_id`, `custodian` and `held_by`:
 * `from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r`. The row has area_id,
 * procedure_code, field, power and tier. One row at most: overlap is excluded by constraint.
 * @param asOf ms, or a column of another row in scope
 * @param byField which rows a custodian by field may keep; of others the general custodian is responsible
 */
export function responsibleFor(
  sql: Querying,
  of: string,
  asOf: AsOf,
  byField: postgres.PendingQuery<postgres.Row[]> | null = null,
): postgres.PendingQuery<postgres.Row[]> {
  const kept = byField === null ? sql`j.custodian` : sql`j.custodian and ${byField}`
  return sql`
    select coalesce(held.unit_id, kept.unit_id, j.unit_id) as unit_id, coalesce(j.custodian, false) as custodian, held.held_by
    from (${competenceFor(sql, of, asOf)}) held
    left join jurisdiction j on held.unit_id is null and j.area_id = ${sql(`${of}.area_id`)}
      and j.tier = held.held_by and j.valid @> ${instantOf(sql, asOf)}
    left join lateral (${custodyFor(sql, of, instantOf(sql, asOf), kept)}) kept on true
    where held.unit_id is not null or j.unit_id is not null`
}

/** The one competence row that counts: a procedure's wins over its field's, that over the one for all. */
export function competenceFor(sql: Querying, of: string, asOf: AsOf): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select c.id, c.held_by, c.unit_id from competence c
    where c.power = ${sql(`${of}.power`)} and c.tier = ${sql(`${of}.tier`)} and c.valid @> ${instantOf(sql, asOf)}
      and (c.scope, c.subject) in (('procedure', ${sql(`${of}.procedure_code`)}), ('field', ${sql(`${of}.field`)}), ('all', '*'))
    order by array_position(array['procedure', 'field', 'all'], c.scope)
    limit 1`
}

/**
 * `responsibleFor` every row of a table at once, each at its own instant: its columns, `unit_id` (null in a gap), `custodian`
 * and `held_by`. By joins of whole sets, where asking row by row takes half a millisecond each.
 * @param of a table with area_id, procedure_code, field, power and tier, and without those three
 * @param asOf its column of instants
 * @param law its column of numbers of changes, each row as known at its own; what is known now where left out
 */
export function responsibleForAll(
  sql: Querying,
  of: string,
  asOf: string,
  law?: string,
): postgres.PendingQuery<postgres.Row[]> {
  const [competence, jurisdiction] =
    law === undefined
      ? [sql`competence`, sql`jurisdiction`]
      : [sql`competence_history`, sql`jurisdiction_history`]
  const known = (alias: string, row: string) =>
    law === undefined ? sql`` : sql` and ${sql(alias)}.known @> ${sql(`${row}.${law}`)}`
  const competent = (scope: string, subject: postgres.PendingQuery<postgres.Row[]>) => sql`
    left join ${competence} ${sql(`by_${scope}`)} on ${sql(`by_${scope}`)}.scope = ${scope} and ${sql(`by_${scope}`)}.subject = ${subject}
      and ${sql(`by_${scope}`)}.power = m.power and ${sql(`by_${scope}`)}.tier = m.tier
      and ${sql(`by_${scope}`)}.valid @> m.${sql(asOf)}${known(`by_${scope}`, 'm')}`
  // The narrowest row counts, also where what it says is that no unit is named.
  const first = (column: string) => sql`
    case when by_procedure.id is not null then by_procedure.${sql(column)}
      when by_field.id is not null then by_field.${sql(column)} else by_all.${sql(column)} end as ${sql(column)}`
  return sql`
    select held.*, coalesce(held.named_id, ${keeperOf(sql)}, j.unit_id) as unit_id, coalesce(j.custodian, false) as custodian
    from (
      select m.*, named.held_by, named.unit_id as named_id from ${sql(of)} m
      ${competent('procedure', sql`m.procedure_code`)} ${competent('field', sql`m.field`)} ${competent('all', sql`'*'`)}
      cross join lateral (select ${first('held_by')}, ${first('unit_id')}) named) held
    left join ${jurisdiction} j on held.named_id is null and j.area_id = held.area_id and j.tier = held.held_by
      and j.valid @> held.${sql(asOf)}${known('j', 'held')}
    ${joinCustody(sql, 'held', sql`held.${sql(asOf)}`, sql`j.custodian`, law === undefined ? null : sql`held.${sql(law)}`)}`
}

/** Null only where the area is not valid then, or the tables have a gap. */
export async function responsibleUnit(
  sql: Querying,
  matter: Matter,
  asOfMs: number,
): Promise<Responsible | null> {
  const [row] = await typedRows(sql, 'territory.responsibleUnit')`
    select r.unit_id as "unitId", r.custodian
    from (${matterRow(sql, matter)}) m cross join lateral (${responsibleFor(sql, 'm', asOfMs)}) r`
  return row ?? null
}

/** A matter as a row that `responsibleFor` can be asked about. */
export function matterRow(sql: Querying, matter: Matter): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    select ${matter.areaId}::text as area_id, ${matter.procedureCode}::text as procedure_code,
      ${matter.field}::text as field, ${matter.power}::text as power, ${matter.tier}::text as tier`
}
