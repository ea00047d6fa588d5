/** Due lines of benefits: what is owed and in no line yet, and what has changed since a line was written. */
import { periodOf } from '../../domain/benefits/month.ts'
import { joiningSets } from '../connection/joining-sets.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { prepareDeathSums } from './death/death-sums.ts'
import { type Booking, bookedPeriods, differenceCtes, dueCtes } from './due-differences.ts'
import { type BenefitScope, periodsThrough } from './owed.ts'
import { type PreparedTotal, totalOf, writtenCtes } from './written-lines.ts'

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

/**
 * Writes the lines of the periods that have none, and of every period up to them whose lines do not sum to what is owed now. A period
 * that was paid ahead gets no second line, but the difference where it has changed since. To repeat it writes nothing. Of entitlements of
 * which nothing was recorded since they were compared, it reads the periods since. Sums at deaths are compared whole: `death-sums.ts`.
 * @param tx a transaction; preparations wait for each other until its end
 * @throws RangeError where a period is no month or year, or there is none
 */
export async function prepareLines(tx: Transaction, of: Preparation): Promise<readonly PreparedTotal[]> {
  await tx`select pg_advisory_xact_lock(hashtext('thong-suot due lines of benefits'))`
  const { ctes, unitIds, through, lastMonth } = await reckoned(tx, of)
  const rows = await joiningSets(
    tx,
    () => typedRows(tx, 'benefits.prepareLines')`
    with ${ctes(unitIds)},
    ${writtenCtes(tx, of.atMs)},
    ${unitIds === undefined ? comparedCte(tx, through) : comparedCte(tx, through, unitIds)}
    select unit_id as "unitId", benefit, cause, missing, count(*)::int as lines, sum(amount_dong)::text as "amountDong"
    from due group by unit_id, benefit, cause, missing order by unit_id, benefit, cause`,
  )
  const { atMs, scope } = of
  return [...rows.map(totalOf), ...(await prepareDeathSums(tx, { atMs, scope, lastMonth }))]
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
    ...{ unitIds: scope.unitIds, lastMonth },
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
