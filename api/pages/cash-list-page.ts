/**
 * The list by which a commune pays in cash: who gets how much, with a column for their signatures, on sheets of A4. Pure.
 *
 * Its layout and title are `assumed`; that a supervisor attends the payment is Thông tư 44/2022/TT-BTC Điều 8.3 as summarised in the project's sources.
 */
import { type Dong, formatDong } from '../../domain/money.ts'
import { dateInWords, instantInShort } from '../../domain/time/date-words.ts'
import { Html, html } from './html.ts'
import { headersFor } from './official-page.ts'

export interface CashList {
  /** By which a signed sheet is found again: run and commune. */
  code: string
  unit: string
  /** Months that are paid, YYYY-MM. */
  periods: readonly string[]
  /** When it was printed, ms. */
  printedAt: number
  rows: readonly CashRow[]
}

/** One order: one payee signs once. */
export interface CashRow {
  payee: string
  /** Of whose benefit, where another person fetches it. */
  beneficiary: string | null
  /** The last digits of the payee's identity number, for the desk to compare; null where none is known. */
  identityEnding: string | null
  /** What it is for, such as `Thương binh 61%`. */
  benefit: string
  amountDong: Dong
}

/** Rows high enough for a signature and for a name on two lines: so many fit on a sheet, with its head and its sums. */
const rowsOnSheet = 14

const style = `
@page { size: A4; margin: 12mm 10mm }
body { font: 11pt/1.25 "Times New Roman", Tinos, serif; color: #000; max-width: 190mm; margin: 0 auto }
header { display: flex; justify-content: space-between; gap: 6mm; font-size: 10pt }
h1 { font-size: 13pt; text-align: center; text-transform: uppercase; margin: 4mm 0 1mm }
p { margin: 1mm 0 }
.middle { text-align: center }
.sheet + .sheet { break-before: page }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 3mm 0 2mm }
th, td { border: 0.2mm solid #000; padding: 0.6mm 1mm; vertical-align: top; text-align: left; overflow-wrap: anywhere }
tbody td { height: 11.5mm }
tr { break-inside: avoid }
col.order { width: 10mm } col.identity { width: 20mm } col.amount { width: 29mm } col.signature { width: 38mm }
.amount { text-align: right; white-space: nowrap }
.signatures { display: flex; justify-content: space-between; text-align: center; margin-top: 6mm; break-inside: avoid }
footer { font-size: 9pt; text-align: right }
@media screen { .sheet { border-bottom: 0.3mm dashed #888; padding: 6mm 0 } }
`

export const cashListHeaders = headersFor(style)

/** The pieces of one HTML page, a sheet each. Broken off, it lacks its last sheet and the sum of all. */
export function* cashListPage(list: CashList): Generator<string> {
  yield html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${title} ${list.code}</title><style>${new Html(style)}</style></head>
<body>
`.text
  const sheets = Math.max(1, Math.ceil(list.rows.length / rowsOnSheet))
  for (let sheet = 1; sheet <= sheets; sheet += 1) yield sheetOf(list, sheet, sheets).text
  yield '</body>\n</html>\n'
}

const title = 'Danh sách chi trả trợ cấp bằng tiền mặt'
const headings = ['STT', 'Người nhận', 'Số cuối CCCD', 'Chế độ', 'Số tiền', 'Ký nhận']

function sheetOf(list: CashList, sheet: number, sheets: number): Html {
  const before = (sheet - 1) * rowsOnSheet
  const rows = list.rows.slice(before, before + rowsOnSheet)
  return html`<section class="sheet">
<header><div><strong>${list.unit}</strong></div><div>Mã danh sách: <strong>${list.code}</strong></div></header>
<h1>${title}</h1>
<p class="middle">Kỳ chi trả: ${list.periods.map(monthInShort).join(', ')}</p>
<table>
<colgroup><col class="order"><col><col class="identity"><col><col class="amount"><col class="signature"></colgroup>
<thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead>
<tbody>
${rows.map((row, at) => line(row, before + at + 1))}</tbody>
<tfoot>
${sum(`Cộng trang ${sheet}`, rows)}
${sheet === sheets ? sum('Tổng cộng', list.rows) : sum('Cộng dồn', list.rows.slice(0, before + rows.length))}
</tfoot>
</table>
${sheet === sheets ? ending(list) : null}
<footer>Trang ${sheet}/${sheets}</footer>
</section>
`
}

function line({ payee, beneficiary, identityEnding, benefit, amountDong }: CashRow, number: number): Html {
  const fetches = beneficiary === null ? null : html`<br>nhận thay ${beneficiary}`
  return html`<tr><td>${number}</td><td>${payee}${fetches}</td><td>${identityEnding ?? ''}</td><td>${benefit}</td><td class="amount">${formatDong(amountDong)}</td><td></td></tr>
`
}

function sum(label: string, rows: readonly CashRow[]): Html {
  const total = rows.reduce((all, { amountDong }) => all + amountDong, 0n)
  return html`<tr><td colspan="4"><strong>${label}: ${rows.length} lượt nhận</strong></td><td class="amount"><strong>${formatDong(total)}</strong></td><td></td></tr>`
}

const signers = ['Người lập danh sách', 'Người chi trả', 'Người giám sát', 'Thủ trưởng đơn vị']

const ending = ({ printedAt }: CashList): Html => html`
<p>In lúc ${instantInShort(printedAt)}. Người không đến nhận thì để trống cột ký nhận; số tiền được chuyển sang kỳ sau.</p>
<p class="middle"><em>Hà Nội, ${dateInWords(printedAt)}</em></p>
<div class="signatures">${signers.map((signer) => html`<div><strong>${signer}</strong><br><em>(ký, ghi rõ họ tên)</em></div>`)}</div>`

const monthInShort = (period: string): string => period.split('-').reverse().join('/')
