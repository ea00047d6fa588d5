/** The report of a payout run, as routes and commands give it. */
import { z } from 'zod'
import type { ReportLine, RunSheet } from '../../db/payouts/run-report.ts'
import { dongToJson, orderStates } from '../../domain/money.ts'
import { instant, isoOf } from '../server/schemas.ts'
import { dongText } from './money-schemas.ts'

const counted = { orders: z.int(), amountDong: dongText }

export const report = z
  .object({
    run: z.object({ id: z.uuid(), code: z.string(), periods: z.array(z.string()) }),
    asOf: instant,
    reconciled: z.boolean().describe('Of each unit and benefit the states sum to what was prepared'),
    items: z.array(
      z.object({
        ...{ unitId: z.string(), unit: z.string(), benefit: z.string(), benefitName: z.string() },
        prepared: z.object(counted),
        states: z.array(z.object({ state: z.enum(orderStates), reason: z.string().nullable(), ...counted })),
      }),
    ),
  })
  .meta({ id: 'PayoutReport' })
export type RunReport = z.infer<typeof report>

/** @param asOfMs when it was read, ms */
export function presentReport(
  run: Pick<RunSheet, 'id' | 'code' | 'prepared'>,
  lines: readonly ReportLine[],
  asOfMs: number,
): RunReport {
  const items = itemsOf(lines)
  return {
    run: { id: run.id, code: run.code, periods: [...(run.prepared?.periods ?? [])] },
    asOf: isoOf(asOfMs),
    reconciled: items.every(({ prepared, states }) => {
      const orders = states.reduce((sum, of) => sum + of.orders, 0)
      const amountDong = states.reduce((sum, of) => sum + BigInt(of.amountDong), 0n)
      return orders === prepared.orders && dongToJson(amountDong) === prepared.amountDong
    }),
    items,
  }
}

/** Lines come sorted: what was prepared first, then the states of the same unit and benefit. */
function itemsOf(lines: readonly ReportLine[]): RunReport['items'] {
  const items: RunReport['items'] = []
  for (const { unitId, unit, benefit, benefitName, state, reason, orders, amountDong } of lines) {
    const counted = { orders, amountDong: dongToJson(amountDong) }
    const last = items.at(-1)
    const same = last !== undefined && last.unitId === unitId && last.benefit === benefit ? last : null
    if (state === null || same === null) {
      const prepared = state === null ? counted : { orders: 0, amountDong: '0' }
      items.push({ unitId, unit, benefit, benefitName, prepared, states: [] })
    }
    if (state !== null) items.at(-1)?.states.push({ state, reason, ...counted })
  }
  return items
}
