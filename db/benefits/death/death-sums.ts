/**
 * The lump sum and the funeral grant at a death: what is owed of each, and the lines for it. Both are entitlements of who died, granted from the
 * month of death by a decision (`proposals.ts`), and their lines are of that month.
 */
import { deathSums, groundOfDeathSums, lumpSumOfDossiers } from '../../../domain/benefits/death.ts'
import { funeralGrantAt, lumpSumAtDeath } from '../../../domain/benefits/sums.ts'
import type { Dong } from '../../../domain/money.ts'
import type { Querying } from '../../database.ts'
import { type Transaction, typedRows } from '../../statement.ts'
import { dueCtes } from '../due-differences.ts'
import { type BenefitScope, knownFactCte, narrowed, type OwedRow, owedOf } from '../owed.ts'
import { type PreparedTotal, totalOf, writtenCtes } from '../written-lines.ts'

/**
 * What is owed of the sums at deaths: three months of what was owed to the person for the month of death, so that a raise from an earlier
 * month raises it; and the funeral grant by the reference level of that month. Nothing of what ended, was withdrawn or has no amount.
 */
export async function owedAtDeaths(sql: Querying, scope: BenefitScope): Promise<readonly OwedRow[]> {
  const sums = await typedRows(sql, 'benefits.deathSums')`
    with scoped as (${scopedSums(sql, scope)}), ${knownFactCte(sql, null)}
    select distinct on (scoped.id) scoped.id as "entitlementId", scoped.benefit, f.from_month as period,
      (select amount_dong from reference_level level where level.from_month <= f.from_month order by level.from_month desc, level.number desc
        limit 1)::text as "levelDong"
    from scoped join known_fact f on f.entitlement_id = scoped.id and f.kind = 'granted'
    where not exists (select from known_fact e where e.entitlement_id = scoped.id and e.kind = 'ended')
    order by scoped.id, f.number desc`
  const lumpSums = await lumpSumsOf(
    sql,
    sums.filter(({ benefit }) => benefit === deathSums.lumpSum),
  )
  return sums.flatMap(({ entitlementId, period, levelDong, benefit }) => {
    const ofLevel = levelDong === null ? 0n : funeralGrantAt(BigInt(levelDong))
    const amountDong = benefit === deathSums.lumpSum ? (lumpSums.get(entitlementId) ?? 0n) : ofLevel
    return amountDong === 0n ? [] : [{ entitlementId, period, amountDong }]
  })
}

const scopedSums = (sql: Querying, scope: BenefitScope) => sql`
  select e.id, e.benefit from entitlement e where e.ground = 'death' and ${narrowed(sql, scope)}`

/** By entitlement; month of death by month of death, as each has amounts of its own. */
async function lumpSumsOf(
  sql: Querying,
  sums: readonly { entitlementId: string; period: string }[],
): Promise<ReadonlyMap<string, Dong>> {
  const ids = sums.map(({ entitlementId }) => entitlementId)
  const held = await typedRows(sql, 'benefits.heldAtDeaths')`
    select s.id as "sumId", held.id as "entitlementId", b.kind
    from entitlement s cross join lateral beneficiaries_of(s.beneficiary_id) one (id)
    join entitlement held on held.beneficiary_id = one.id join benefit b on b.code = held.benefit and b.cadence = 'monthly'
    where s.id = any(${ids}::uuid[])`
  const found = new Map<string, Dong>()
  for (const month of new Set(sums.map(({ period }) => period))) {
    const died = new Set(sums.flatMap((sum) => (sum.period === month ? [sum.entitlementId] : [])))
    const heldThen = held.filter(({ sumId }) => died.has(sumId))
    const scope = { entitlementIds: heldThen.map(({ entitlementId }) => entitlementId) }
    const owed = await owedOf(sql, { scope, periods: [month], knownMs: null })
    const byId = new Map(owed.map(({ entitlementId, amountDong }) => [entitlementId, amountDong]))
    for (const id of died) {
      const had = heldThen.filter(({ sumId }) => sumId === id)
      const monthly = had.map(({ kind, entitlementId }) => ({
        kind,
        monthlyDong: byId.get(entitlementId) ?? 0n,
      }))
      found.set(id, lumpSumAtDeath(monthly))
    }
  }
  return found
}

/** CTEs up to `difference`, as `differenceCtes` has it. @param periods those without lines that are compared too */
const sumDifferenceCtes = (
  sql: Querying,
  scope: BenefitScope,
  { owed, periods }: { owed: readonly OwedRow[]; periods: readonly string[] },
) => sql`
  scoped as (${scopedSums(sql, scope)}), ${knownFactCte(sql, null)},
  owed as (
    select * from json_to_recordset(${JSON.stringify(owed.map(owedRow))}::text::json)
      as given (entitlement_id uuid, period text, amount_dong bigint)),
  booked as (
    select line.entitlement_id, line.period, sum(line.amount_dong)::bigint as amount_dong, count(*)::int as lines
    from due_line line join scoped on scoped.id = line.entitlement_id group by line.entitlement_id, line.period),
  difference as (
    select entitlement_id, period, coalesce(owed.amount_dong, 0)::bigint as owed_dong,
      coalesce(booked.amount_dong, 0)::bigint as booked_dong, booked.lines, period as last_month, null::uuid as amount_id
    from owed full join booked using (entitlement_id, period)
    where coalesce(owed.amount_dong, 0) <> coalesce(booked.amount_dong, 0)
      and (booked.lines is not null or period = any(${[...periods]}::text[])))`

const owedRow = ({ entitlementId, period, amountDong }: OwedRow) => ({
  ...{ entitlement_id: entitlementId, period },
  amount_dong: amountDong.toString(),
})

export interface SumsToPrepare {
  /** When the lines are owed, ms. */
  atMs: number
  scope: BenefitScope
  /** Sums at deaths after it wait for another preparation. */
  lastMonth: string
}

/**
 * Writes a line for each sum at a death that has none, and one of the difference where what is owed has changed since. To repeat it writes
 * nothing; `due_line_once` refuses a second first line. Run under the lock of preparations.
 */
export async function prepareDeathSums(
  tx: Transaction,
  { atMs, scope, lastMonth }: SumsToPrepare,
): Promise<readonly PreparedTotal[]> {
  const owed = await owedAtDeaths(tx, scope)
  const periods = [...new Set(owed.map(({ period }) => period))].filter((period) => period <= lastMonth)
  const booking = { atMs, lastMonth, regular: periods, first: 'oneOff', causeRef: 'death' } as const
  const rows = await typedRows(tx, 'benefits.prepareDeathSums')`
    with ${sumDifferenceCtes(tx, scope, { owed, periods })}, ${dueCtes(tx, booking, scope.unitIds)}, ${writtenCtes(tx, atMs)}
    select unit_id as "unitId", benefit, cause, missing, count(*)::int as lines, sum(amount_dong)::text as "amountDong"
    from due group by unit_id, benefit, cause, missing order by unit_id, benefit, cause`
  return rows.map(totalOf)
}

/** Sums at deaths whose lines are not what is owed: of the periods given, and of all that have lines. */
export async function unprovedDeathSums(
  sql: Querying,
  { periods, scope }: { periods: readonly string[]; scope: BenefitScope },
) {
  const owed = await owedAtDeaths(sql, scope)
  return await typedRows(sql, 'benefits.unprovedDeathSums')`
    with ${sumDifferenceCtes(sql, scope, { owed, periods })}
    select entitlement_id as "entitlementId", entitlement.beneficiary_id as "beneficiaryId", period,
      owed_dong::text as "owedDong", booked_dong::text as "bookedDong"
    from difference join entitlement on entitlement.id = entitlement_id order by entitlement_id, period`
}

/**
 * Whether a run pays the lump sum at the death that the dossier records. Who asks decides next whether the dossier pays it, so the person is
 * locked until the end of the transaction: `dossierPaysLumpSum` waits for it, and it for the other.
 */
export async function runPaysLumpSum(tx: Querying, dossierId: string): Promise<boolean> {
  await tx`
    select 1 from recorded_death died join beneficiary b on b.id = person_of(died.beneficiary_id)
    where died.dossier_id = ${dossierId} for update of b`
  const [row] = await typedRows(tx, 'benefits.runPaysLumpSum')`
    select true as found from recorded_death died cross join lateral beneficiaries_of(died.beneficiary_id) one (id)
    join entitlement e on e.beneficiary_id = one.id
    where died.dossier_id = ${dossierId} and e.benefit = ${deathSums.lumpSum} and e.ground = ${groundOfDeathSums.ground} limit 1`
  return row !== undefined
}

/** Whether a dossier that relatives filed has booked the lump sum at the death of a person, who is locked until the end of the transaction. */
export async function dossierPaysLumpSum(tx: Transaction, beneficiaryId: string): Promise<boolean> {
  await tx`select 1 from beneficiary where id = person_of(${beneficiaryId}) for update`
  const [row] = await typedRows(tx, 'benefits.dossierPaysLumpSum')`
    select true as found from beneficiaries_of(${beneficiaryId}) one (id) join recorded_death died on died.beneficiary_id = one.id
    join entitlement e on e.benefit = ${lumpSumOfDossiers} and e.ground = 'dossier' and e.ground_ref = died.dossier_id::text
    join due_line line on line.entitlement_id = e.id
    limit 1`
  return row !== undefined
}
