/** Due lines of benefits: what is owed and in no line yet, and what has changed since a line was written. */
import type { LineCause } from '../../domain/benefits/benefit.ts'
import { periodOf } from '../../domain/benefits/month.ts'
import type { Dong } from '../../domain/money.ts'
import { joiningSets } from '../connection/joining-sets.ts'
import type { RowTypes } from '../row-types.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { type Booking, bookedPeriods, differenceCtes, dueCtes } from './due-differences.ts'
import { type BenefitScope, periodsThrough } from './owed.ts'

export interface Preparation {
  /** Months, or years of yearly benefits; two months together are two periods. */
  periods: readonly string[]
  scope: BenefitScope
  /** When the lines are owed, ms. */
  atMs: number
  /** What its regular lines rest on, as the run that they are prepared for. */
  causeRef: string
  /** Compares every period of every entitlement; it gives the same lines. @defaultValue false */
  inFull?: boolean
}

/** Lines of one unit, benefit and cause. */
export interface PreparedTotal {
  /** Null where no unit is known. */
  unitId: string | null
  benefit: string
  cause: LineCause
  lines: number
  amountDong: Dong
  /** Why no line was written. It is still owed, and the next preparation finds it again. */
  missing: 'place' | 'payee' | null
}

/**
 * Writes the lines of the periods that have none, and of every period up to them whose lines do not sum to what is owed now. A period
 * that was paid ahead gets no second line, but the difference where it has changed since. To repeat it writes nothing. Of entitlements of
 * which nothing was recorded since they were compared, it reads the periods since.
 * @param tx a transaction; preparations wait for each other until its end
 * @throws RangeError where a period is no month or year, or there is none
 */
export async function prepareLines(tx: Transaction, of: Preparation): Promise<readonly PreparedTotal[]> {
  await tx`select pg_advisory_xact_lock(hashtext('thong-suot due lines of benefits'))`
  const { ctes, unitIds, through } = await reckoned(tx, of)
  const rows = await joiningSets(
    tx,
    () => typedRows(tx, 'benefits.prepareLines')`
    with ${ctes(unitIds)},
    written as (
      insert into due_line (id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, valid_at)
      select id, entitlement_id, period, cause, cause_ref, dossier_id, amount_dong, area_id, unit_id, instant(${of.atMs})
      from due where missing is null),
    posted as (
      insert into ledger_posting (id, debit, credit, amount_dong, due_line_id, area_id, unit_id, valid_at)
      select 'line ' || id, case when amount_dong > 0 then 'entitlement' else 'payable' end,
        case when amount_dong > 0 then 'payable' else 'entitlement' end, abs(amount_dong), id, area_id, unit_id, instant(${of.atMs})
      from due where missing is null),
    shared as (
      select due.id, payee.payee_id, payee.share::bigint as share from due join entitlement_payee payee on payee.fact_id = due.fact_id
      where due.missing is null and due.amount_dong > 0
      union all
      -- Who was paid returns it, in proportion.
      select due.id, part.payee_id, sum(part.amount_dong)::bigint
      from due cross join lateral (
        select part.payee_id, part.amount_dong from due_line line join due_part part on part.due_line_id = line.id
        where line.entitlement_id = due.entitlement_id and line.period = due.period offset 0) part
      where due.missing is null and due.amount_dong < 0 group by due.id, part.payee_id having sum(part.amount_dong) > 0),
    divided as (
      select shared.id, payee_id, due.amount_dong, share, sum(share) over whole as shares,
        sum(share) over (whole order by payee_id rows unbounded preceding) as until_share
      from shared join due on due.id = shared.id window whole as (partition by shared.id)),
    paid as (
      insert into due_part (id, due_line_id, payee_id, amount_dong)
      select uuidv7(), id, payee_id, part.amount_dong from divided cross join lateral (
        select (div(divided.amount_dong * until_share, shares) - div(divided.amount_dong * (until_share - share), shares))::bigint
          as amount_dong) part
      where part.amount_dong <> 0),
    ${unitIds === undefined ? comparedCte(tx, through) : comparedCte(tx, through, unitIds)}
    select unit_id as "unitId", benefit, cause, missing, count(*)::int as lines, sum(amount_dong)::text as "amountDong"
    from due group by unit_id, benefit, cause, missing order by unit_id, benefit, cause`,
  )
  return rows.map(totalOf)
}

/**
 * Writes how far each entitlement was compared: of those whose cadence the run has, in whose place it is, and of which no line is missing.
 * @param through the last period of each cadence
 */
const comparedCte = (tx: Transaction, through: ThroughOf, unitIds?: readonly string[]) => tx`
  compared as (
    insert into entitlement_compared as was (entitlement_id, through, facts, amounts)
    select scoped.id, far.through, scoped.facts, scoped.amounts
    from scoped join json_to_recordset(${JSON.stringify(through)}::text::json) as far (cadence text, through text)
      on far.cadence = scoped.cadence and scoped.through < far.through
    left join place on place.entitlement_id = scoped.id
    where ${unitIds === undefined ? tx`true` : tx`place.unit_id = any(${[...unitIds]}::text[])`}
      and not exists (select from due where due.entitlement_id = scoped.id and due.missing is not null)
    on conflict (entitlement_id) do update set through = excluded.through, facts = excluded.facts, amounts = excluded.amounts)`

type ThroughOf = readonly { cadence: string; through: string }[]

const totalOf = (row: RowTypes['benefits.prepareLines']): PreparedTotal => ({
  ...row,
  amountDong: BigInt(row.amountDong),
})

function throughOf(periods: readonly string[]): ThroughOf {
  const last = new Map<string, string>()
  for (const { cadence, name } of periods.map(periodOf).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    last.set(cadence, name)
  }
  return [...last].map(([cadence, through]) => ({ cadence, through }))
}

async function reckoned(tx: Transaction, { periods, scope, atMs, causeRef, inFull = false }: Preparation) {
  const { all, wanted, lastMonth } = await periodsToCompare(tx, periods, scope)
  const booking: Booking = { atMs, causeRef, lastMonth, regular: periods }
  return {
    unitIds: scope.unitIds,
    through: throughOf(periods),
    ctes: (unitIds: readonly string[] | undefined) => tx`
      ${differenceCtes(tx, { scope, periods: all, knownMs: null, comparing: inFull ? 'all' : 'changes' }, wanted)},
      ${dueCtes(tx, booking, unitIds)}`,
  }
}

/**
 * Of each cadence that a run has periods of: those from the first granted month to the last of the run, in which a difference makes a line;
 * and whatever has lines already.
 */
async function periodsToCompare(tx: Transaction, run: readonly string[], scope: BenefitScope) {
  const [last, ...others] = run.map(periodOf).sort((a, b) => (a.lastMonth < b.lastMonth ? 1 : -1))
  if (last === undefined) throw new RangeError('a preparation has at least one period')
  const booked = await bookedPeriods(tx, scope)
  const [begun] = await typedRows(tx, 'benefits.firstGranted')`
    select min(from_month) as month from entitlement_fact where kind = 'granted'`
  const wanted = [last, ...others].flatMap((period) => {
    const first = begun?.month ?? null
    if (first === null || first > period.lastMonth) return [period.name]
    return periodsThrough(periodOf(period.cadence === 'monthly' ? first : first.slice(0, 4)), period)
  })
  const all = [...new Set([...wanted, ...booked])]
  return { all, wanted: [...new Set(wanted)], lastMonth: last.lastMonth }
}
