/** Who holds a desk at an instant as known at a change: two derivations that share no rule, so that each can prove the other. */
import type postgres from 'postgres'
import type { Matter } from '../../domain/territory/matter.ts'
import { competenceScopes } from '../../domain/territory/unit.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong, jurisdictionTables } from '../territory/as-known.ts'
import { responsibleForAll } from '../territory/responsibility/responsibility.ts'

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

/** A name by which rows tell matters apart: of a procedure or field, for a power of a tier; for each where these are null. */
export interface NamedSubject {
  power: string | null
  tier: string | null
  subject: string
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

/** What `holdersByResponsibility` may tell matters apart by, at any instant. */
export async function namedByRules(sql: Querying, { law }: Pick<Judging, 'law'>) {
  return await typedRows(sql, 'certificate.namedByRules')`
    select power, tier, subject from competence_history where known @> ${law}::bigint
    union select null, null, subject from custody_history where known @> ${law}::bigint`
}

/** What `holdersByInbox` may tell matters apart by: read by itself, so that a name forgotten by one side is found by the other. */
export async function namedByReach(sql: Querying, { at, law }: Judging) {
  return await typedRows(sql, 'certificate.namedByReach')`
    with ${asKnownAmong(sql, law, ['competence', 'custody'])}
    kept as (select k.subject from custody k where k.valid @> instant(${at}))
    select c.power, c.tier, c.subject from competence c where c.valid @> instant(${at})
    union select null, null, kept.subject from kept`
}

/** Areas that the same units hold at the instant, for each tier: `holdersByResponsibility` cannot tell them apart. */
export async function areasByRules(sql: Querying, { at, law }: Judging) {
  return await typedRows(sql, 'certificate.areasByRules')`
    with held as materialized (
      select area_id, jsonb_agg(jsonb_build_array(tier, unit_id, custodian) order by tier) as by_tier
      from jurisdiction_history where known @> ${law}::bigint and valid @> instant(${at}) group by area_id),
    named as materialized (
      select distinct area_id from custody_history
      where area_id is not null and known @> ${law}::bigint and valid @> instant(${at}))
    select array_agg(held.area_id) as "areaIds"
    from held left join named on named.area_id = held.area_id
    group by held.by_tier, named.area_id`
}

/** Areas that the inboxes of all units reach alike at the instant: `holdersByInbox` cannot tell them apart. Read by itself, as the names are. */
export async function areasByReach(sql: Querying, { at, law }: Judging) {
  return await typedRows(sql, 'certificate.areasByReach')`
    with ${asKnownAmong(sql, law, ['area', 'jurisdiction', 'custody'])}
    reaching as materialized (
      select j.area_id, jsonb_agg(jsonb_build_array(j.unit_id, j.tier, j.custodian) order by j.unit_id, j.tier, j.custodian) as by
      from jurisdiction j where j.valid @> instant(${at}) group by j.area_id),
    kept as materialized (
      select distinct k.area_id from custody k where k.area_id is not null and k.valid @> instant(${at}))
    select array_agg(area.id) as "areaIds"
    from area left join reaching on reaching.area_id = area.id left join kept on kept.area_id = area.id
    group by reaching.by, kept.area_id, area.splits_at is null`
}

/**
 * From the unit to the task: what the inbox of every unit reaches, as `db/tasks/reach.ts` has it for one. A competence is taken
 * without what a narrower one takes out of it, a unit reaches by area what it holds in a layer, and what it keeps by field it reaches
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
    held_area as materialized (select area_id, tier, unit_id, custodian from jurisdiction j where j.valid @> ${asOf}),
    taken as materialized (
      select power, tier, array_agg(subject) filter (where scope = 'procedure') as procedures,
        array_agg(subject) filter (where scope = 'field') as fields
      from in_force group by power, tier),
    left_over as materialized (
      select a.*, coalesce(a.procedure_code = any (taken.procedures), false) as by_procedure, coalesce(a.field = any (taken.fields), false) as by_field
      from asked a left join taken on taken.power = a.power and taken.tier = a.tier),
    reached as materialized (
      ${competenceScopes.map((scope) => reachedBy(sql, scope)).reduce((one, other) => sql`${one} union all ${other}`)})
    select distinct matter::int as matter, held."unitId", held.custodian from (
      select a.matter, a.named_id as "unitId", false as custodian from reached a where a.named_id is not null
      union all
      select a.matter, unit.id, j.custodian
      from unit join held_area j on j.unit_id = unit.id
      join reached a on a.area_id = j.area_id and a.held_by = j.tier and a.named_id is null
      where not (j.custodian and exists (select from rule where ${isAbout('rule')}))
      union all
      select a.matter, rule.unit_id, true
      from rule join reached a on ${isAbout('rule')} and a.named_id is null
      join area on area.id = a.area_id and area.splits_at is not null
      join held_area j on j.area_id = a.area_id and j.tier = a.held_by and j.custodian
      where not exists (select from rule other where other.rank < rule.rank and ${isAbout('other')})) held
    order by 1, 2, 3`
}

/** What a competence of this scope reaches, without what a narrower one takes out of it: each is found by its key alone. */
const reachedBy = (sql: Querying, scope: string): Fragment => sql`
  select a.*, c.held_by, c.unit_id as named_id
  from left_over a join in_force c on c.scope = ${scope} and c.power = a.power and c.tier = a.tier
    ${
      scope === 'all'
        ? sql`where not a.by_procedure and not a.by_field`
        : scope === 'field'
          ? sql`and c.subject = a.field where not a.by_procedure`
          : sql`and c.subject = a.procedure_code`
    }`
