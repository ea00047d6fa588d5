/** Proof that what was booked for benefits is what is owed, person by person and in sum. */
import { periodOf } from '../../domain/benefits/month.ts'
import type { Dong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { unprovedDeathSums } from './death/death-sums.ts'
import { bookedPeriods, differenceCtes } from './due-differences.ts'
import { type BenefitScope, owedCtes } from './owed.ts'

export interface Unproved {
  entitlementId: string
  beneficiaryId: string
  period: string
  owedDong: Dong
  bookedDong: Dong
}

/**
 * Entitlements whose lines of a period do not sum to what is owed now: of the periods given, and of all that have lines.
 * @throws RangeError where a period is none
 */
export async function unprovedEntitlements(
  sql: Querying,
  { periods, scope }: { periods: readonly string[]; scope: BenefitScope },
): Promise<readonly Unproved[]> {
  const all = [...new Set([...periods, ...(await bookedPeriods(sql, scope))])]
  const rows = await typedRows(sql, 'benefits.unproved')`
    with ${differenceCtes(sql, { scope, periods: all, knownMs: null }, periods)}
    select entitlement_id as "entitlementId", entitlement.beneficiary_id as "beneficiaryId", period,
      owed_dong::text as "owedDong", booked_dong::text as "bookedDong"
    from difference join entitlement on entitlement.id = entitlement_id order by entitlement_id, period`
  const atDeaths = await unprovedDeathSums(sql, { periods, scope })
  return [...rows, ...atDeaths].map((row) => ({
    ...row,
    owedDong: BigInt(row.owedDong),
    bookedDong: BigInt(row.bookedDong),
  }))
}

/** In sum, by period: what is owed, and what was booked. @throws RangeError where a period is none */
export async function sumsOfPeriods(
  sql: Querying,
  { periods, scope }: { periods: readonly string[]; scope: BenefitScope },
): Promise<readonly { period: string; owedDong: Dong; bookedDong: Dong }[]> {
  const rows = await typedRows(sql, 'benefits.sumsOfPeriods')`
    with ${owedCtes(sql, { scope, periods, knownMs: null })}
    select due_period.period, coalesce((select sum(amount_dong) from owed where owed.period = due_period.period), 0)::text as "owedDong",
      coalesce((select sum(line.amount_dong) from due_line line join scoped on scoped.id = line.entitlement_id
        where line.period = due_period.period), 0)::text as "bookedDong"
    from due_period order by due_period.period`
  return rows.map((row) => ({
    period: periodOf(row.period).name,
    owedDong: BigInt(row.owedDong),
    bookedDong: BigInt(row.bookedDong),
  }))
}

/**
 * Benefits whose amount of a month waits for an annex: the standard rate was raised after the month that their amount is from. They are paid
 * as published last until the annex is entered, and the difference then: `assumed`.
 * @throws RangeError where it is no month
 */
export async function amountsThatWait(
  sql: Querying,
  { month, knownMs }: { month: string; knownMs: number | null },
): Promise<readonly { benefit: string; fromMonth: string; rateFrom: string; rateBasis: string }[]> {
  const { lastMonth } = periodOf(month)
  const recorded = (table: string) =>
    knownMs === null ? sql`true` : sql`${sql(table)}.recorded_at <= instant(${knownMs})`
  return await typedRows(sql, 'benefits.amountsThatWait')`
    with rate as (
      select from_month, basis from standard_rate r where from_month <= ${lastMonth} and ${recorded('r')}
      order by from_month desc, number desc limit 1)
    select benefit.code as benefit, latest.from_month as "fromMonth", rate.from_month as "rateFrom", rate.basis as "rateBasis"
    from benefit cross join rate join lateral (
      select a.from_month from benefit_amount a
      where a.benefit = benefit.code and a.from_month <= ${lastMonth} and ${recorded('a')} order by a.from_month desc limit 1) latest on true
    where benefit.follows_rate and latest.from_month < rate.from_month order by benefit.code`
}
