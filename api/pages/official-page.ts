/** One page of A5 for every official form: what differs is what is in it. */
import { createHash } from 'node:crypto'
import type { OfficialForm } from '../../domain/dossier/official-form.ts'
import { dateInWords } from '../../domain/time/date-words.ts'
import { Html, html } from './html.ts'
import { qrCode } from './qr-code.ts'

export interface OfficialPage {
  /** Undefined where its date had no such form; then the page has a title and no number. */
  form: OfficialForm | undefined
  title: string
  /** Who issues it. */
  unit: string
  /** Instant of what it tells, ms. */
  at: number
  rows: readonly (readonly [label: string, value: string])[]
  list: { headings: readonly string[]; rows: readonly (readonly (string | number)[])[] } | null
  /** What the law says to the applicant, and what is assumed. */
  remarks: readonly string[]
  /** Name and capacity of who signs; null where no officer decided it. */
  signer: { capacity: string; name: string } | null
  /** What its QR code says; null where it has none. */
  qr: string | null
}

const style = `
@page { size: A5; margin: 10mm }
body { font: 11pt/1.35 "Times New Roman", Tinos, serif; color: #000; max-width: 128mm; margin: 0 auto; padding: 4mm }
header { display: flex; justify-content: space-between; text-align: center; gap: 4mm; font-size: 10pt }
h1 { font-size: 13pt; text-align: center; text-transform: uppercase; margin: 5mm 0 3mm }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 }
th { text-align: left; font-weight: normal; width: 34%; vertical-align: top; padding: 0.6mm 2mm 0.6mm 0 }
td { vertical-align: top; padding: 0.6mm 0; white-space: pre-line; overflow-wrap: anywhere }
.list th, .list td { border: 0.2mm solid #000; padding: 0.6mm 1.5mm; width: auto; text-align: left }
.many { font-size: 8.5pt }
.qr svg { width: 24mm; height: 24mm }
.number { text-align: right; font-size: 9pt }
.code { font-weight: bold; font-family: "DejaVu Sans Mono", monospace }
.signed { text-align: center; margin: 4mm 0 0 50% }
.sheet { break-before: page }
footer { font-size: 9pt; margin-top: 4mm; break-inside: avoid }
`

/** The page may load nothing and run nothing; of styles it may have only its own. */
export const pageHeaders = headersFor(style)

/** A page with the one style of its own; of personal data, unless its caller says that it may be kept. */
export function headersFor(styleSheet: string): Record<string, string> {
  const hash = createHash('sha256').update(styleSheet).digest('base64')
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

export const officialPage = (page: OfficialPage): string => officialPages(page.title, [page])

/** Several to print at once, each on a sheet of its own. */
export function officialPages(title: string, pages: readonly OfficialPage[]): string {
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${title}</title><style>${new Html(style)}</style></head>
<body>
${pages.map((page, n) => (n === 0 ? bodyOf(page) : html`<div class="sheet">${bodyOf(page)}</div>`))}
</body>
</html>`.text
}

function bodyOf({ form, title, unit, at, rows, list, remarks, signer, qr }: OfficialPage): Html {
  const numbered =
    form === undefined ? null : html`<p class="number">Mẫu số ${form.number} (${form.basis})</p>`
  return html`${numbered}
<header>
<div><strong>${unit}</strong></div>
<div><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong><br>Độc lập - Tự do - Hạnh phúc<br><em>Hà Nội, ${dateInWords(at)}</em></div>
</header>
<h1>${title}</h1>
<table>${rows.map(([label, value]) => html`<tr><th>${label}</th><td>${value}</td></tr>`)}</table>
${listTable(list)}
<div class="signed"><strong>${signer?.capacity ?? unit}</strong><br><br>${signer?.name ?? null}</div>
${qr === null ? null : html`<div class="qr">${qrCode(qr)}</div>`}
<footer>${remarks.map((remark) => html`<p>${remark}</p>`)}</footer>`
}

function listTable(list: OfficialPage['list']): Html | null {
  if (list === null) return null
  const { headings, rows } = list
  return html`<table class="${headings.length > 4 ? 'list many' : 'list'}">
<tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</table>`
}
