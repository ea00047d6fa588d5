/** Who holds a desk at an instant as known at a change: two derivations that share no rule, so that each can prove the other. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong, jurisdictionTables } from '../territory/as-known.ts'
import { type Matter, responsibleForAll } from '../territory/responsibility.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** One unit that holds the matter of this index; none or two where the tables have a gap or overlap. */
export interface Holder {
  matter: number
  unitId: string
  custodian: boolean
}

/** @param at ms @param law number of the change as known at which it is judged */
export interface Judging {
  at: number
  law: number
}

const matterColumns = (sql: Querying, matters: readonly Matter[]): Fragment => sql`
  select given.n - 1 as matter, given."areaId" as area_id, given."procedureCode" as procedure_code, given.field, given.power, given.tier
  from rows from (jsonb_to_recordset(${JSON.stringify(matters)}::jsonb)
    as ("areaId" text, "procedureCode" text, field text, power text, tier text)) with ordinality
    as given ("areaId", "procedureCode", field, power, tier, n)`

/** From the task to the unit: the rule of responsibility, in which the narrowest row counts. */
export async function holdersByResponsibility(
  sql: Querying,
  matters: readonly Matter[],
  { at, law }: Judging,
): Promise<readonly Holder[]> {
  return await typedRows(sql, 'certificate.holdersByResponsibility')`
    with asked as materialized (
      select given.*, instant(${at}) as as_of, ${law}::bigint as law from (${matterColumns(sql, matters)}) given)
    select r.matter::int as matter, r.unit_id as "unitId", r.custodian
    from (${responsibleForAll(sql, 'asked', 'as_of', 'law')}) r
    where r.unit_id is not null order by r.matter, r.unit_id`
}

/**
 * From the unit to the task: what the inbox of every unit reaches, as `db/tasks/inbox.ts` has it for one. A competence is taken
 * without what a narrower one takes out of it, a unit reaches by area what its own tier holds, and what it keeps by field it reaches
 * in areas of others.
 */
export async function holdersByInbox(
  sql: Querying,
  matters: readonly Matter[],
  { at, law }: Judging,
): Promise<readonly Holder[]> {
  const asOf = sql`instant(${at})`
  const isAbout = (rule: string) => sql`
    ${sql(rule)}.subject = case ${sql(rule)}.scope when 'procedure' then a.procedure_code else a.field end
      and (${sql(rule)}.area_id is null or ${sql(rule)}.area_id = a.area_id)`
  return await typedRows(sql, 'certificate.holdersByInbox')`
    with ${asKnownAmong(sql, law, jurisdictionTables)}
    asked as materialized (${matterColumns(sql, matters)}),
    rule as materialized (
      select k.scope, k.subject, k.area_id, k.unit_id,
        (case when k.area_id is null then 2 else 0 end + case k.scope when 'field' then 1 else 0 end) as rank
      from custody k where k.valid @> ${asOf}),
    in_force as materialized (
      select c.id, c.scope, c.subject, c.power, c.tier, c.held_by, c.unit_id from competence c where c.valid @> ${asOf}),
    taken as materialized (
      select power, tier, array_agg(subject) filter (where scope = 'procedure') as procedures,
        array_agg(subject) filter (where scope = 'field') as fields
      from in_force group by power, tier),
    reached as materialized (
      select a.*, c.held_by, c.unit_id as named_id
      from asked a join in_force c on c.power = a.power and c.tier = a.tier
      join taken on taken.power = c.power and taken.tier = c.tier
      where case c.scope
        when 'procedure' then c.subject = a.procedure_code
        when 'field' then c.subject = a.field and not coalesce(a.procedure_code = any (taken.procedures), false)
        else not coalesce(a.procedure_code = any (taken.procedures), false) and not coalesce(a.field = any (taken.fields), false)
        end)
    select distinct matter::int as matter, held."unitId", held.custodian from (
      select a.matter, a.named_id as "unitId", false as custodian from reached a where a.named_id is not null
      union all
      select a.matter, unit.id, j.custodian
      from unit join jurisdiction j on j.unit_id = unit.id and j.valid @> ${asOf}
      join reached a on a.area_id = j.area_id and a.held_by = j.tier and a.named_id is null
      where unit.tier = j.tier and not (j.custodian and exists (select from rule where ${isAbout('rule')}))
      union all
      select a.matter, rule.unit_id, true
      from rule join reached a on ${isAbout('rule')} and a.named_id is null
      join area on area.id = a.area_id and area.splits_at is not null
      join jurisdiction j on j.area_id = a.area_id and j.tier = a.held_by and j.custodian and j.valid @> ${asOf}
      where not exists (select from rule other where other.rank < rule.rank and ${isAbout('other')})) held
    order by 1, 2, 3`
}
