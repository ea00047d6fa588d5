/** One page of A5 for every official form: what differs is what stands in it. */
import { createHash } from 'node:crypto'
import { dateInWords } from '../domain/date-words.ts'
import type { OfficialForm } from '../domain/official-form.ts'
import { Html, html } from './html.ts'

export interface OfficialPage {
  /** Undefined where its date had no such form; then the page has a title and no number. */
  form: OfficialForm | undefined
  title: string
  /** Who issues it. */
  unit: string
  /** Instant of what it tells, ms. */
  at: number
  rows: readonly (readonly [label: string, value: string])[]
  papers: readonly { name: string; originals: number; copies: number }[]
  /** What the law says to the applicant, and what is assumed. */
  remarks: readonly string[]
  /** Name and capacity of who signs; null where no officer decided it. */
  signer: { capacity: string; name: string } | null
}

const style = `
@page { size: A5; margin: 10mm }
body { font: 11pt/1.35 "Times New Roman", Tinos, serif; color: #000; max-width: 128mm; margin: 0 auto; padding: 4mm }
header { display: flex; justify-content: space-between; text-align: center; gap: 4mm; font-size: 10pt }
h1 { font-size: 13pt; text-align: center; text-transform: uppercase; margin: 5mm 0 3mm }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 }
th { text-align: left; font-weight: normal; width: 34%; vertical-align: top; padding: 0.6mm 2mm 0.6mm 0 }
td { vertical-align: top; padding: 0.6mm 0; white-space: pre-line; overflow-wrap: anywhere }
.papers th, .papers td { border: 0.2mm solid #000; padding: 0.6mm 1.5mm; width: auto; text-align: left }
.number { text-align: right; font-size: 9pt }
.code { font-weight: bold; font-family: "DejaVu Sans Mono", monospace }
.signed { text-align: center; margin: 4mm 0 0 50% }
footer { font-size: 9pt; margin-top: 4mm; break-inside: avoid }
`

/** The page may load nothing and run nothing; of styles it may have only its own. */
export const pageSecurityPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function officialPage(page: OfficialPage): string {
  const { form, title, unit, at, rows, papers, remarks, signer } = page
  const numbered =
    form === undefined ? null : html`<p class="number">Mẫu số ${form.number} (${form.basis})</p>`
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${title}</title><style>${new Html(style)}</style></head>
<body>
${numbered}
<header>
<div><strong>${unit}</strong></div>
<div><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong><br>Độc lập - Tự do - Hạnh phúc<br><em>Hà Nội, ${dateInWords(at)}</em></div>
</header>
<h1>${title}</h1>
<table>${rows.map(([label, value]) => html`<tr><th>${label}</th><td>${value}</td></tr>`)}</table>
${papersTable(papers)}
<div class="signed"><strong>${signer?.capacity ?? unit}</strong><br><br>${signer?.name ?? null}</div>
<footer>${remarks.map((remark) => html`<p>${remark}</p>`)}</footer>
</body>
</html>`.text
}

function papersTable(papers: OfficialPage['papers']): Html | null {
  if (papers.length === 0) return null
  const rows = papers.map(
    ({ name, originals, copies }, i) =>
      html`<tr><td>${i + 1}</td><td>${name}</td><td>${originals}</td><td>${copies}</td></tr>`,
  )
  return html`<table class="papers">
<tr><th>STT</th><th>Thành phần hồ sơ</th><th>Bản chính</th><th>Bản sao</th></tr>${rows}</table>`
}
