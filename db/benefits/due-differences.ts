/** Where the lines of an entitlement and a period do not sum to what is owed: parts of a statement, after those of `owed.ts`. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type BenefitScope, endOfMonths, owedCtes, type Reckoning } from './owed.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Facts that change what is owed; the others say where and to whom. */
const thatChangeSums = ['granted', 'suspended', 'resumed', 'ended', 'withdrawn'] as const

/**
 * CTEs whose last is `difference (entitlement_id, period, owed_dong, booked_dong, lines, last_month, amount_id)`. A period in which there are
 * lines is compared, whatever it is; of the others those of `wanted`.
 * @param wanted names of periods, among `reckoning.periods`
 */
export const differenceCtes = (
  sql: Querying,
  reckoning: Reckoning,
  wanted: readonly string[] = reckoning.periods,
): Fragment => sql`
  ${owedCtes(sql, reckoning)},
  ${
    reckoning.comparing !== undefined
      ? bookedSinceCompared(sql)
      : sql`
  booked as (
    select line.entitlement_id, line.period, sum(line.amount_dong)::bigint as amount_dong, count(*)::int as lines
    from due_line line join scoped on scoped.id = line.entitlement_id
    where line.period <> 'once' group by line.entitlement_id, line.period)`
  },
  difference as (
    select entitlement_id, period, coalesce(owed.amount_dong, 0)::bigint as owed_dong,
      coalesce(booked.amount_dong, 0)::bigint as booked_dong, booked.lines, owed.last_month, owed.amount_id
    from owed full join booked using (entitlement_id, period)
    where coalesce(owed.amount_dong, 0) <> coalesce(booked.amount_dong, 0)
      and (booked.lines is not null or period = any(${[...wanted]}::text[])))`

/**
 * Of entitlements that changed the lines of all periods, else of the periods since. Joined laterally, so that lines are found by the index
 * whatever the planner takes the sets for.
 */
const bookedSinceCompared = (sql: Querying): Fragment => sql`
  booked as (
    select scoped.id as entitlement_id, line.period, line.amount_dong, line.lines
    from scoped cross join lateral (
      select period, sum(amount_dong)::bigint as amount_dong, count(*)::int as lines from due_line
      where entitlement_id = scoped.id and period <> 'once' group by period) line
    where scoped.through = ''
    union all
    select line.entitlement_id, line.period, line.amount_dong, line.lines
    from (select distinct period from compared_period where through <> '') since cross join lateral (
      select entitlement_id, period, sum(amount_dong)::bigint as amount_dong, count(*)::int as lines from due_line
      where period = since.period and period <> 'once' group by entitlement_id, period) line
    join scoped on scoped.id = line.entitlement_id and scoped.through <> '' and line.period > scoped.through)`

/** Periods in which there are lines of monthly and yearly benefits. */
export async function bookedPeriods(
  sql: Querying,
  { entitlementIds }: BenefitScope,
): Promise<readonly string[]> {
  if (entitlementIds === undefined) {
    // From one period to the next in the index: the lines themselves are millions.
    const found = await typedRows(sql, 'benefits.allBookedPeriods')`
      with recursive listed as (
        select min(period) as period from due_line where period <> 'once'
        union all
        select (select min(period) from due_line where period <> 'once' and period > listed.period) from listed
        where listed.period is not null)
      select period from listed where period is not null`
    return found.map(({ period }) => period)
  }
  const rows = await typedRows(sql, 'benefits.bookedPeriods')`
    select distinct period from due_line where period <> 'once' and entitlement_id = any(${[...entitlementIds]}::uuid[])`
  return rows.map(({ period }) => period)
}

export interface Booking {
  /** When the lines are owed, ms; places are those of then. */
  atMs: number
  /** The last month of the run: where a person is paid in it, all lines of the run are accounted for. */
  lastMonth: string
  /** Periods whose first line is not an arrear. */
  regular: readonly string[]
  /** What such a first line is. @defaultValue 'regular' */
  first?: 'regular' | 'oneOff'
  /** What the first lines rest on. */
  causeRef: string
}

/**
 * CTEs whose last is `due`: the lines that make up for each difference, with an id of their own, and `missing` where none can be written: no
 * place whose unit is known, or nobody to pay.
 */
export const dueCtes = (
  sql: Querying,
  { first = 'regular', ...booking }: Booking,
  unitIds: readonly string[] | undefined,
): Fragment => sql`
  place as (
    select distinct on (f.entitlement_id) f.entitlement_id, f.area_id, j.unit_id
    from known_fact f left join jurisdiction j on j.area_id = f.area_id and j.tier = 'commune' and j.valid @> instant(${booking.atMs})
    where f.kind = 'placed'
    order by f.entitlement_id, f.from_month <= ${booking.lastMonth} desc, f.from_month desc, f.number desc),
  payees as (
    select id as fact_id, entitlement_id, lead(from_month, 1, ${endOfMonths}) over listed as until_month,
      case when row_number() over listed = 1 then '' else from_month end as from_month
    from known_fact where kind = 'payees' window listed as (partition by entitlement_id order by from_month, number)),
  latest_change as (
    select distinct on (f.entitlement_id) f.entitlement_id, f.id, f.dossier_id, f.recorded_at
    from entitlement_fact f where f.kind = any(${[...thatChangeSums]}::text[])
      and f.entitlement_id in (select entitlement_id from difference where lines is not null or period <> all(${[...booking.regular]}::text[]))
    order by f.entitlement_id, f.number desc),
  due as materialized (
    select uuidv7() as id, scoped.benefit, d.entitlement_id, d.period, d.owed_dong - d.booked_dong as amount_dong, place.area_id,
      place.unit_id, payees.fact_id, kind.cause,
      case when kind.cause = ${first} then null when raised.recorded_at > change.recorded_at then null else change.dossier_id end
        as dossier_id,
      case when kind.cause = ${first} then ${booking.causeRef}
        -- The count of lines before tells two changes of one cause apart, and lets two preparations at once not write both.
        else case when raised.recorded_at > change.recorded_at then 'amount ' || raised.id else 'fact ' || change.id end
          || ' #' || coalesce(d.lines, 0) end as cause_ref,
      case when place.unit_id is null then 'place'
        when d.owed_dong > d.booked_dong and payees.fact_id is null then 'payee' end as missing
    from difference d join scoped on scoped.id = d.entitlement_id
    cross join lateral (select case
      when d.lines is null and d.period = any(${[...booking.regular]}::text[]) then ${first}::text
      when d.owed_dong > d.booked_dong then 'arrears' else 'recovery' end as cause) kind
    left join place on place.entitlement_id = d.entitlement_id
    left join payees on payees.entitlement_id = d.entitlement_id and d.last_month >= payees.from_month and d.last_month < payees.until_month
    left join latest_change change on change.entitlement_id = d.entitlement_id
    left join benefit_amount raised on raised.id = d.amount_id
    where ${unitIds === undefined ? sql`true` : sql`place.unit_id = any(${[...unitIds]}::text[])`})`
