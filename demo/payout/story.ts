/** June and July 2025 paid together to all beneficiaries, by a bank that errs, while everything is killed; then July, and who came late. */
import { createVault } from '../../db/identity/identity-vault.ts'
import { formatDong } from '../../domain/money.ts'
import type { Upkeep } from '../../embedded/upkeep.ts'
import type { Engine } from '../../engine/connection.ts'
import { grantMany, type OwedByPayee } from '../../harness/payouts/grant-many.ts'
import { type Judged, judgePayout } from '../../harness/payouts/judge-payout.ts'
import { releaseRun, wouldBePaid } from '../../harness/payouts/three-persons.ts'
import { until } from '../../harness/until.ts'
import { type City, openCity, openEngineOf } from '../city.ts'
import { allKills, fewKills, payThroughKills } from './kills.ts'

export const bothMonths = ['2025-06', '2025-07'] as const
const newlyGranted = 37

/** Of ten calls or batches three go wrong. */
export const erringBank: readonly string[] = [
  ...['--execute-then-time-out', '0.1', '--half-batch', '0.05', '--time-out-only', '0.05'],
  ...['--refuse', '0.05', '--garbage', '0.05'],
]

/** A page of 500 takes the simulated bank a part of a second. */
export const bankPatience = { PAYMENT_BATCH_TIMEOUT_MS: '4000' } as const

export interface PayoutOptions {
  beneficiaries: number
  seed: number
  /** So many communes at most. */
  units?: number
  /** Kills of everything and the restore of PostgreSQL, of worker and bank alone, or none. */
  kills: 'all' | 'few' | 'none'
  say: (line: string) => void
}

export interface PayoutSummary extends Omit<Judged, 'problems'> {
  beneficiaries: number
  restarts: number
}

export interface PaidThrough {
  payout: PayoutSummary
  problems: readonly string[]
  seconds: number
}

/** On servers that `upkeep` takes down. */
export async function tellPayout(options: PayoutOptions, upkeep: Upkeep): Promise<PaidThrough> {
  const { seed, say } = options
  say('Bringing up PostgreSQL, Temporal, and a bank that errs on three calls in ten')
  const city = await openCity(upkeep, {
    ...{ seed, bank: erringBank, settings: bankPatience },
  })
  return await payEverybody({ city, engine: await openEngineOf(city, upkeep) }, options)
}

/** In a city that is there: grants, pays, and pays again what came late. */
export async function payEverybody(
  { city, engine }: { city: City; engine: Engine },
  { beneficiaries, seed, units, kills, say }: PayoutOptions,
): Promise<PaidThrough> {
  const began = Date.now()
  const grant = async (count: number, drawn: number): Promise<OwedByPayee> => {
    if (city.vaultKeys === null) throw new Error('the city has no keys')
    const of = { count, seed: drawn, ...(units === undefined ? {} : { units }) }
    return await grantMany(city.database, createVault(city.vaultKeys), of)
  }
  const owed = await grant(beneficiaries, seed)
  await city.analyze()
  say(`${beneficiaries} beneficiaries are granted a benefit each, from June 2025 on`)
  const paying = { city, engine, say }
  const first = await payRun(paying, { periods: bothMonths, kills })
  const problems: string[] = []
  const july = await wouldBePaid(city, ['2025-07'])
  say(`The ordinary run of July would pay ${july.orders} orders: July was paid ahead`)
  if (july.orders !== 0) problems.push(`the run of July would pay ${july.orders} orders again`)
  for (const [payee, dong] of await grant(newlyGranted, seed + 1)) owed.set(payee, dong)
  const late = await payRun(paying, { periods: bothMonths, kills: 'none' })
  say(`A late run pays ${late.orders} orders, of who was granted since`)
  if (late.orders !== newlyGranted)
    problems.push(`the late run paid ${late.orders} orders, not ${newlyGranted}`)
  const judged = await judgePayout(city, { owed, runIds: [first.runId, late.runId] })
  const { problems: found, ...payout } = judged
  return {
    payout: { beneficiaries: owed.size, ...payout, restarts: first.restarts },
    problems: [...problems, ...found],
    seconds: Math.round((Date.now() - began) / 1000),
  }
}

async function payRun(
  { city, engine, say }: { city: City; engine: Engine; say: (line: string) => void },
  { periods, kills }: { periods: readonly string[]; kills: PayoutOptions['kills'] },
): Promise<{ runId: string; orders: number; restarts: number }> {
  const prepared = await wouldBePaid(city, periods)
  const { orders, amountDong } = prepared
  say(`Would be paid for ${periods.join(' and ')}: ${orders} orders, ${formatDong(amountDong)}`)
  const runId = await releaseRun(city, { periods, prepared })
  say('Proposed, prepared, checked and released by three persons: the bank is paid')
  const chosen = { all: allKills, few: fewKills, none: [] }[kills]
  const restarts = await payThroughKills({ city, engine, runId, say }, chosen, patienceMs(orders))
  await until('the run is reported', () => isIssued(city, runId), patienceMs(orders))
  say(`All ${orders} orders are settled, and the run is reported`)
  return { runId, orders, restarts }
}

const patienceMs = (orders: number): number => 600_000 + orders * 20

async function isIssued({ database: { sql } }: City, runId: string): Promise<boolean> {
  const [row] = await sql`select ending from dossier where id = ${runId} and status = 'closed'`
  if (row !== undefined && row.ending !== 'issued') throw new Error(`the run ended as ${row.ending}`)
  return row !== undefined
}

/** Whether everybody got what is owed, once, and the books agree. */
export const isRight = ({ payout, problems }: PaidThrough): boolean =>
  problems.length === 0 &&
  payout.due === payout.confirmed &&
  payout.due === payout.beneficiaries &&
  payout.duplicates === 0 &&
  payout.unknown === 0 &&
  payout.differenceDong === '0'
