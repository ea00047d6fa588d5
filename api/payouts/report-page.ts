/** The report of a payout run to print. Pure; its layout is `assumed`. */
import { formatDong, type OrderState, parseDong } from '../../domain/money.ts'
import { instantInShort } from '../../domain/time/date-words.ts'
import { Html, html } from '../pages/html.ts'
import { headersFor } from '../pages/official-page.ts'

interface Counted {
  orders: number
  /** Whole đồng, in digits. */
  amountDong: string
}

export interface PrintedReport {
  run: { id: string; code: string; periods: readonly string[] }
  /** ISO 8601 */
  asOf: string
  reconciled: boolean
  items: readonly ReportItem[]
}

interface ReportItem {
  unitId: string
  unit: string
  benefit: string
  benefitName: string
  prepared: Counted
  states: readonly (Counted & { state: OrderState; reason: string | null })[]
}

const statesInWords: Readonly<Record<OrderState, string>> = {
  PENDING: 'Chưa gửi',
  INTENT: 'Đang gửi',
  SENT: 'Đã gửi, chờ ngân hàng',
  CONFIRMED: 'Đã chi trả',
  REJECTED: 'Không chi trả được',
  UNKNOWN: 'Chưa rõ kết quả',
  RETURNED: 'Ngân hàng trả lại',
}

const style = `
@page { size: A4 landscape; margin: 12mm 10mm }
body { font: 10pt/1.3 "Times New Roman", Tinos, serif; color: #000; max-width: 277mm; margin: 0 auto }
h1 { font-size: 13pt; text-align: center; text-transform: uppercase; margin: 4mm 0 1mm }
p { margin: 1mm 0; text-align: center }
table { width: 100%; border-collapse: collapse; margin: 3mm 0 }
th, td { border: 0.2mm solid #000; padding: 0.6mm 1mm; vertical-align: top; text-align: left; overflow-wrap: anywhere }
thead { display: table-header-group }
tr { break-inside: avoid }
.amount { text-align: right; white-space: nowrap }
.unit td { font-weight: bold }
a { color: inherit }
`

export const reportHeaders = headersFor(style)

const headings = ['Đơn vị, chế độ', 'Được duyệt', 'Số tiền được duyệt', 'Tình trạng', 'Số lệnh', 'Số tiền']

/** Each unit with its sums, then its benefits; each benefit leads to its orders. */
export function reportPage(report: PrintedReport): string {
  const { run, asOf, reconciled, items } = report
  const units = grouped(items, ({ unitId }) => unitId).map(([, of]) => of)
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Báo cáo chi trả ${run.code}</title><style>${new Html(style)}</style></head>
<body>
<h1>Báo cáo kết quả chi trả</h1>
<p>Đợt chi trả ${run.code}, kỳ ${run.periods.map(monthInShort).join(', ')}. Số liệu lúc ${instantInShort(Date.parse(asOf))}.</p>
${reconciled ? null : html`<p><strong>Số liệu chưa khớp với bảng tổng đã duyệt</strong></p>`}
<table>
<thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead>
<tbody>
${units.map((of) => html`${rows('unit', of[0]?.unit ?? '', null, of)}${of.map((item) => rows('benefit', item.benefitName, ordersOf(report, item), [item]))}`)}
${rows('unit', 'Tổng cộng', null, items)}
</tbody>
</table>
</body>
</html>`.text
}

const ordersOf = ({ run }: PrintedReport, { unitId, benefit }: ReportItem): string =>
  `/payout-runs/${run.id}/orders?unit=${encodeURIComponent(unitId)}&benefit=${encodeURIComponent(benefit)}`

/** A row a state, the first with what was approved. */
function rows(
  kind: 'unit' | 'benefit',
  label: string,
  link: string | null,
  items: readonly ReportItem[],
): Html {
  const prepared = sumOf(items.map((item) => item.prepared))
  const states = grouped(
    items.flatMap((item) => item.states),
    ({ state }) => state,
  ).map(([state, of]) => ({ state, ...sumOf(of) }))
  const head = link === null ? html`${label}` : html`<a href="${link}">${label}</a>`
  const first = html`<td rowspan="${Math.max(1, states.length)}">${head}</td><td class="amount" rowspan="${Math.max(1, states.length)}">${prepared.orders}</td><td class="amount" rowspan="${Math.max(1, states.length)}">${formatDong(prepared.amount)}</td>`
  const none = { state: null, orders: 0, amount: 0n }
  const shown = states.length === 0 ? [none] : states
  return html`${shown.map(
    ({ state, orders, amount }, n) =>
      html`<tr class="${kind}">${n === 0 ? first : null}<td>${state === null ? '' : statesInWords[state]}</td><td class="amount">${orders}</td><td class="amount">${formatDong(amount)}</td></tr>
`,
  )}`
}

function grouped<K, T>(all: readonly T[], keyOf: (one: T) => K): readonly (readonly [K, readonly T[]])[] {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return [...groups]
}

const sumOf = (counted: readonly Counted[]): { orders: number; amount: bigint } => ({
  orders: counted.reduce((sum, { orders }) => sum + orders, 0),
  amount: counted.reduce((sum, { amountDong }) => sum + parseDong(amountDong), 0n),
})

const monthInShort = (period: string): string => period.split('-').reverse().join('/')
