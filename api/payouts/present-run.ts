/** A payout run, and what one would pay, as routes and commands give them. */
import { z } from 'zod'
import { cashListsOf } from '../../db/payouts/cash-list.ts'
import type { PreparedRun } from '../../db/payouts/prepare-run.ts'
import { progressOf } from '../../db/payouts/run.ts'
import type { RunSheet } from '../../db/payouts/run-report.ts'
import { leftOutReasons, payoutRunSteps } from '../../domain/benefits/payout-run.ts'
import { dossierStatuses } from '../../domain/dossier/dossier.ts'
import { dongToJson, orderStates } from '../../domain/money.ts'
import type { RouteDeps } from '../server/deps.ts'
import { instant, isoOf } from '../server/schemas.ts'
import { dongText } from './money-schemas.ts'

const total = z.object({
  unitId: z.string(),
  benefit: z.string(),
  orders: z.int(),
  amountDong: dongText,
})

export const forecast = z
  .object({
    periods: z.array(z.string()),
    knownAt: instant.describe('What was recorded until then is counted'),
    orders: z.int(),
    amountDong: dongText,
    totalsHash: z
      .string()
      .describe('SHA-256 of the totals by unit and benefit: what the form of the run is to say'),
    totals: z.array(total),
    leftOut: z
      .array(
        z.object({
          ...{ unitId: z.string().nullable(), benefit: z.string(), payees: z.int() },
          why: z.enum(leftOutReasons).describe('What is not recorded'),
        }),
      )
      .describe('Owed, and in no order'),
  })
  .meta({ id: 'PayoutForecast' })

const step = z.object({ kind: z.enum(payoutRunSteps), by: z.string(), reason: z.string(), at: instant })

export const sheet = z
  .object({
    id: z.uuid(),
    code: z.string(),
    status: z.enum(dossierStatuses),
    ending: z.string().nullable(),
    prepared: z
      .object({
        ...{ periods: z.array(z.string()), orders: z.int(), amountDong: dongText, totalsHash: z.string() },
        at: instant,
      })
      .nullable(),
    paused: z.boolean(),
    steps: z.array(step).describe('Who held it up and who let it go on, the latest last'),
    states: z
      .array(z.object({ state: z.enum(orderStates), orders: z.int(), amountDong: dongText }))
      .describe('Its orders; together they are what was prepared'),
    cash: z
      .array(
        z.object({ unit: z.string(), state: z.enum(orderStates), orders: z.int(), amountDong: dongText }),
      )
      .describe(
        'Those among them that units pay in cash: PENDING until the list is opened, INTENT while it is out',
      ),
  })
  .meta({ id: 'PayoutRun' })

/** @param atMs when it was counted, ms */
export function presentForecast(
  periods: readonly string[],
  atMs: number,
  { totals, orders, amountDong, totalsHash, leftOut }: PreparedRun,
): z.infer<typeof forecast> {
  return {
    ...{
      periods: [...periods],
      knownAt: isoOf(atMs),
      orders,
      amountDong: dongToJson(amountDong),
      totalsHash,
    },
    totals: totals.map((of) => ({ ...of, amountDong: dongToJson(of.amountDong) })),
    leftOut: [...leftOut],
  }
}

export async function presentRun(
  { database }: Pick<RouteDeps, 'database'>,
  run: RunSheet,
): Promise<z.infer<typeof sheet>> {
  const { id, code, status, ending, prepared, steps } = run
  const [progress, lists] = await Promise.all([progressOf(database.sql, id), cashListsOf(database.sql, id)])
  const states = orderStates.flatMap((state) => {
    const of = progress.filter((one) => one.state === state)
    const amountDong = of.reduce((sum, one) => sum + one.amountDong, 0n)
    const orders = of.reduce((sum, one) => sum + one.orders, 0)
    return orders === 0 ? [] : [{ state, orders, amountDong: dongToJson(amountDong) }]
  })
  return {
    ...{ id, code, status, ending, states, paused: isPausedBy(run) },
    prepared:
      prepared === null
        ? null
        : {
            ...{ orders: prepared.orders, totalsHash: prepared.totalsHash, at: isoOf(prepared.at) },
            ...{ periods: [...prepared.periods], amountDong: dongToJson(prepared.amountDong) },
          },
    cash: lists.map(({ unitId, amountDong, ...of }) => ({
      ...{ unit: unitId, ...of, amountDong: dongToJson(amountDong) },
    })),
    steps: steps.map(({ actorId, at, ...of }) => ({ ...of, by: actorId, at: isoOf(at) })),
  }
}

export const isPausedBy = ({ steps }: RunSheet): boolean => steps.at(-1)?.kind === 'paused'
