/** Who keeps what is not placed, by field: the one place that says which row of `custody` counts. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Whether the row `k` is about the procedure, or field, of the row `of`. */
export const isAbout = (sql: Querying, k: string, of: string): Fragment => sql`
  ${sql(k)}.subject = case ${sql(k)}.scope when 'procedure' then ${sql(`${of}.procedure_code`)} else ${sql(`${of}.field`)} end`

const covers = (sql: Querying, k: string, of: string): Fragment => sql`
  (${sql(k)}.area_id is null or ${sql(k)}.area_id = ${sql(`${of}.area_id`)}) and ${isAbout(sql, k, of)}`

/** The least counts: a row for the area before one for all areas, of these a procedure's before its field's. */
const rankOf = (sql: Querying, k: string): Fragment =>
  sql`(case when ${sql(k)}.area_id is null then 2 else 0 end + case ${sql(k)}.scope when 'field' then 1 else 0 end)`

/**
 * The rows of any time for the row `of`, each with its `rank`, from 0 to 3: the lowest valid one counts, and wins over
 * the general custodian.
 * @param of has area_id, procedure_code and field
 */
export const custodyOver = (sql: Querying, of: string): Fragment => sql`
  select k.*, ${rankOf(sql, 'k')} as rank from custody k where ${covers(sql, 'k', of)}`

/**
 * The row that counts for the row `of`, as a subquery; none where the general custodian keeps it. Ask it only of areas that a
 * custodian keeps.
 * @param kept what must hold besides, so that nothing is looked up where nobody keeps anything
 */
export const custodyFor = (
  sql: Querying,
  of: string,
  asOf: Fragment,
  kept: Fragment = sql`true`,
): Fragment => sql`
  select * from (${custodyOver(sql, of)}) over_it where ${kept} and valid @> ${asOf} order by rank limit 1`

/**
 * The same for every row of a table at once, as joins to follow it; then `keeperOf` is the unit, null where none counts.
 * @param kept which rows are asked about
 * @param law the number of the change as known at which it is read; what is known now where left out
 */
export const joinCustody = (
  sql: Querying,
  of: string,
  asOf: Fragment,
  kept: Fragment,
  law: Fragment | null = null,
): Fragment => {
  const table = law === null ? sql`custody` : sql`custody_history`
  const known = (alias: string) => (law === null ? sql`` : sql` and ${sql(alias)}.known @> ${law}`)
  const joined = (alias: string, scope: string, subject: string, area: Fragment) => sql`
    left join ${table} ${sql(alias)} on ${kept} and ${sql(alias)}.scope = ${scope} and ${sql(alias)}.subject = ${sql(`${of}.${subject}`)}
      and ${sql(alias)}.area_id ${area} and ${sql(alias)}.valid @> ${asOf}${known(alias)}`
  const here = sql`= ${sql(`${of}.area_id`)}`
  return sql`
    ${joined('procedure_here', 'procedure', 'procedure_code', here)} ${joined('field_here', 'field', 'field', here)}
    ${joined('procedure_anywhere', 'procedure', 'procedure_code', sql`is null`)} ${joined('field_anywhere', 'field', 'field', sql`is null`)}`
}

export const keeperOf = (sql: Querying): Fragment => sql`
  coalesce(procedure_here.unit_id, field_here.unit_id, procedure_anywhere.unit_id, field_anywhere.unit_id)`

/** The rows valid at the instant, each with its rank: the table `rule` of the conditions below. */
export const custodyAt = (sql: Querying, asOfMs: number): Fragment => sql`
  select k.scope, k.subject, k.area_id, k.unit_id, ${rankOf(sql, 'k')} as rank from custody k where k.valid @> instant(${asOfMs})`

/**
 * The procedures and fields for which rows of `rule` (`custodyAt`) count in an area, as arrays of one row.
 * @param besides which rows, as `other`
 */
export const keptApart = (sql: Querying, areaId: string, besides: Fragment): Fragment => sql`
  select coalesce(array_agg(other.subject order by other.subject) filter (where other.scope = 'procedure'), '{}') as procedures,
    coalesce(array_agg(other.subject order by other.subject) filter (where other.scope = 'field'), '{}') as fields
  from rule other where (other.area_id is null or other.area_id = ${sql(areaId)}) and ${besides}`

const keptByField = (sql: Querying, of: string, besides: Fragment): Fragment => sql`
  exists (select 1 from rule other where ${covers(sql, 'other', of)} and ${besides})`

/** Whether the row `rule` is the one that counts for the row `of`. */
export const keptUnder = (sql: Querying, of: string): Fragment =>
  sql`${covers(sql, 'rule', of)} and not ${keptByField(sql, of, sql`other.rank < rule.rank`)}`
