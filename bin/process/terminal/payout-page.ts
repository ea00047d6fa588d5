/** Payout runs in words, for a terminal. */
import type { z } from 'zod'
import type { RunReport } from '../../../api/payouts/present-report.ts'
import type { forecast, sheet } from '../../../api/payouts/present-run.ts'
import { formatDong, parseDong } from '../../../domain/money.ts'

const dong = (text: string): string => formatDong(parseDong(text))
/** Lines of a list; the whole is in `--json`, that of a report also in `--csv`. */
const shownLines = 40

export function forecastInWords(of: z.infer<typeof forecast>): string {
  return [
    `${of.periods.join(', ')}: ${of.orders} orders, ${dong(of.amountDong)}, as known at ${of.knownAt}`,
    ...first(
      of.totals,
      (line) => `  ${line.unitId}  ${line.benefit}  ${line.orders}  ${dong(line.amountDong)}`,
    ),
    ...(of.leftOut.length === 0 ? [] : ['left out, since it is not recorded:']),
    ...first(of.leftOut, (line) => `  ${line.unitId ?? '–'}  ${line.benefit}  ${line.payees}  ${line.why}`),
    `totals ${of.totalsHash}`,
    '',
  ].join('\n')
}

export function runInWords(run: z.infer<typeof sheet>): string {
  const { prepared } = run
  const last = run.steps.at(-1)
  return [
    `${run.code}: ${run.ending ?? (run.paused ? 'paused' : run.status)}`,
    prepared === null
      ? '  nothing is prepared'
      : `  ${prepared.periods.join(', ')}: ${prepared.orders} orders, ${dong(prepared.amountDong)}`,
    ...run.states.map(
      ({ state, orders, amountDong }) => `  ${state.padEnd(9)}  ${orders}  ${dong(amountDong)}`,
    ),
    ...(last === undefined ? [] : [`  ${last.kind} by ${last.by} at ${last.at}: ${last.reason}`]),
    '',
  ].join('\n')
}

export function reportInWords({ run, reconciled, items }: RunReport): string {
  return [
    `${run.code}, ${run.periods.join(', ')}: ${reconciled ? 'its orders are what was prepared' : 'NOT RECONCILED: its orders are not what was prepared'}`,
    ...first(items, ({ unitId, benefit, prepared, states }) => {
      const by = states.map(({ state, orders }) => `${orders} ${state}`).join(', ')
      return `  ${unitId}  ${benefit}  ${prepared.orders}  ${dong(prepared.amountDong)}: ${by}`
    }),
    '',
  ].join('\n')
}

function first<T>(all: readonly T[], inWords: (one: T) => string): readonly string[] {
  const more = all.length - shownLines
  return [...all.slice(0, shownLines).map(inWords), ...(more > 0 ? [`  and ${more} more`] : [])]
}
