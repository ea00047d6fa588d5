/** What is owed for entitlements and periods, from the facts and amounts that are recorded: parts of a statement. */
import type postgres from 'postgres'
import { addMonths, type Period, periodOf } from '../../domain/benefits/month.ts'
import type { Dong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Which entitlements a statement is about; what is left out does not narrow it. */
export interface BenefitScope {
  entitlementIds?: readonly string[]
  benefits?: readonly string[]
  /** Units that pay: those of the area where the person is paid, at `atMs`. */
  unitIds?: readonly string[]
}

export interface Reckoning {
  scope: BenefitScope
  /** Names of periods, months or years. */
  periods: readonly string[]
  /** As known at this instant, ms; null: now. */
  knownMs: number | null
  /** For a preparation. `changes`: of entitlements that were compared and are as they were then, only the periods since. */
  comparing?: 'changes' | 'all'
}

/** Later than each month that a fact may name. */
export const endOfMonths = '9999-99'

/**
 * CTEs whose last is `owed (entitlement_id, period, amount_dong, amount_id, last_month)`: a row for each of the entitlements and periods in
 * which something is owed. Others that may be of use: `scoped`, `known_fact`, `due_period`.
 *
 * Owed from the first granted month on, save in the months of a suspension that nothing lifted, and until the first end. A year of a yearly
 * benefit is judged at its first month, or the first granted one, and has the amount of its last: `assumed`.
 */
export const owedCtes = (sql: Querying, { scope, periods, knownMs, comparing }: Reckoning): Fragment => sql`
  ${
    comparing !== undefined
      ? comparedSoFar(sql, scope, comparing === 'all')
      : sql`
  scoped as (
    select e.id, e.benefit, b.cadence, '' as through from entitlement e join benefit b on b.code = e.benefit
    where ${narrowed(sql, scope)})`
  },
  due_period as (
    select * from json_to_recordset(${JSON.stringify(periods.map(periodRow))}::text::json)
      as given (period text, cadence text, first_month text, last_month text)),
  -- Joined by equality: each of the scoped with each period, and most of them dropped, takes longer with every month.
  compared_period as (
    select far.through, due_period.* from (select distinct cadence, through from scoped) far
    join due_period on due_period.cadence = far.cadence and due_period.period > far.through),
  ${knownFactCte(sql, knownMs)},
  granted as (
    select entitlement_id, times, from_month, min(from_month) over whole as first_month,
      lead(from_month, 1, ${endOfMonths}) over (whole order by from_month, number) as until_month
    from known_fact where kind = 'granted' window whole as (partition by entitlement_id)),
  ended as (select entitlement_id, min(from_month) as from_month from known_fact where kind = 'ended' group by entitlement_id),
  suspended as (
    select s.entitlement_id, s.from_month, coalesce(min(r.from_month), ${endOfMonths}) as until_month
    from known_fact s left join known_fact r on r.kind = 'resumed' and r.of_fact = s.id
    where s.kind = 'suspended' group by s.id, s.entitlement_id, s.from_month),
  amount as (
    select id, benefit, amount_dong, from_month, lead(from_month, 1, ${endOfMonths}) over (partition by benefit order by from_month)
      as until_month
    from (
      select distinct on (benefit, from_month) id, benefit, from_month, amount_dong from benefit_amount a
      where ${recordedBy(sql, 'a', knownMs)} order by benefit, from_month, number desc) latest),
  entitled as (
    select scoped.id as entitlement_id, scoped.benefit, due_period.period, due_period.last_month, granted.times
    from scoped join compared_period due_period on due_period.cadence = scoped.cadence and due_period.through = scoped.through
    join granted on granted.entitlement_id = scoped.id
      and granted.first_month <= due_period.last_month
      and greatest(due_period.first_month, granted.first_month) >= granted.from_month
      and greatest(due_period.first_month, granted.first_month) < granted.until_month
    left join ended on ended.entitlement_id = scoped.id
    where (ended.from_month is null or greatest(due_period.first_month, granted.first_month) < ended.from_month)
      and not exists (select from suspended s where s.entitlement_id = scoped.id
        and greatest(due_period.first_month, granted.first_month) >= s.from_month
        and greatest(due_period.first_month, granted.first_month) < s.until_month)),
  owed as (
    select entitled.entitlement_id, entitled.period, entitled.times * amount.amount_dong as amount_dong, amount.id as amount_id,
      entitled.last_month
    from entitled join amount on amount.benefit = entitled.benefit
      and entitled.last_month >= amount.from_month and entitled.last_month < amount.until_month)`

/**
 * The CTE `scoped` whose column `through` is the last period up to which lines and what is owed agree for certain, as
 * `entitlement_compared` has it; empty where there are other facts or amounts since. Both are counted in the snapshot of the statement, so that one
 * that was committed late, or is from an earlier month, counts when it is seen first.
 */
const comparedSoFar = (sql: Querying, scope: BenefitScope, all: boolean): Fragment => sql`
  fact_count as (select entitlement_id, count(*)::int as facts from entitlement_fact group by entitlement_id),
  amount_count as (select benefit, count(*)::int as amounts from benefit_amount group by benefit),
  scoped as materialized (
    select e.id, e.benefit, b.cadence, coalesce(fact_count.facts, 0) as facts, coalesce(amount_count.amounts, 0) as amounts,
      case when not ${all}::boolean and was.facts = coalesce(fact_count.facts, 0)
        and was.amounts = coalesce(amount_count.amounts, 0) then was.through else '' end as through
    from entitlement e join benefit b on b.code = e.benefit
    left join fact_count on fact_count.entitlement_id = e.id left join amount_count on amount_count.benefit = e.benefit
    left join entitlement_compared was on was.entitlement_id = e.id
    where ${narrowed(sql, scope)})`

const periodRow = (name: string) => {
  const { cadence, firstMonth, lastMonth } = periodOf(name)
  return { period: name, cadence, first_month: firstMonth, last_month: lastMonth }
}

/** Without what was recorded after the instant. */
export const recordedBy = (sql: Querying, table: string, knownMs: number | null): Fragment =>
  knownMs === null ? sql`true` : sql`${sql(table)}.recorded_at <= instant(${knownMs})`

export const narrowed = (sql: Querying, { entitlementIds, benefits }: BenefitScope): Fragment => sql`
  ${entitlementIds === undefined ? sql`true` : sql`e.id = any(${[...entitlementIds]}::uuid[])`}
  and ${benefits === undefined ? sql`true` : sql`e.benefit = any(${[...benefits]}::text[])`}`

/** The facts of those in `scoped` that nothing withdrew. */
export const knownFactCte = (sql: Querying, knownMs: number | null): Fragment => sql`
  known_fact as (
    select f.* from entitlement_fact f join scoped on scoped.id = f.entitlement_id
    where ${recordedBy(sql, 'f', knownMs)} and f.kind <> 'withdrawn' and not exists (
      select from entitlement_fact w where w.of_fact = f.id and w.kind = 'withdrawn' and ${recordedBy(sql, 'w', knownMs)}))`

export interface OwedRow {
  entitlementId: string
  period: string
  amountDong: Dong
}

/** What is owed for each entitlement and period, as known at an instant; nothing where nothing is. @throws RangeError where a period is none */
export async function owedOf(sql: Querying, reckoning: Reckoning): Promise<readonly OwedRow[]> {
  const rows = await typedRows(sql, 'benefits.owedOf')`
    with ${owedCtes(sql, reckoning)}
    select entitlement_id as "entitlementId", period, amount_dong::text as "amountDong" from owed order by entitlement_id, period`
  return rows.map((row) => ({ ...row, amountDong: BigInt(row.amountDong) }))
}

/** The periods of a cadence from one to another, both included. @throws RangeError where one of them is no period of that cadence */
export function periodsThrough(first: Period, last: Period): readonly string[] {
  if (first.cadence !== last.cadence) {
    throw new RangeError(`"${first.name}" and "${last.name}" are not both months, or both years`)
  }
  const names: string[] = []
  for (let month = first.firstMonth; month <= last.firstMonth; ) {
    names.push(first.cadence === 'monthly' ? month : month.slice(0, 4))
    month = addMonths(month, first.cadence === 'monthly' ? 1 : 12)
  }
  return names
}
