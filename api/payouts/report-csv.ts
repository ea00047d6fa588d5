import { csvLine } from '../../domain/csv-cell.ts'
import type { PrintedReport } from './report-page.ts'

const columns = ['unitId', 'unit', 'benefit', 'benefitName', 'state', 'reason', 'orders', 'amountDong']

/** A line for what was prepared for a unit and benefit, in the state `prepared`, and one for each state of its orders. */
export function reportAsCsv({ items }: PrintedReport): string {
  const lines = items.flatMap(({ unitId, unit, benefit, benefitName, prepared, states }) =>
    [{ state: 'prepared', reason: null, ...prepared }, ...states].map(
      ({ state, reason, orders, amountDong }) =>
        csvLine([unitId, unit, benefit, benefitName, state, reason ?? '', String(orders), amountDong]),
    ),
  )
  return [csvLine(columns), ...lines].join('')
}
