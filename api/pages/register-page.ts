/** The register of a unit as a page of A4: its head, its lines as they are read, and a last line that confirms it is complete. */
import type { OnRecord } from '../../db/dossier/record/on-record.ts'
import type { RegisterEntry } from '../../db/dossier/record/register.ts'
import type { UnitTurn } from '../../db/territory/units/unit-turns.ts'
import { channelNames, correctionEndings, endings } from '../../domain/dossier/dossier.ts'
import type { OfficialForm } from '../../domain/dossier/official-form.ts'
import { dateInShort, instantInShort } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { Html, html } from './html.ts'
import { headersFor } from './official-page.ts'

const style = `
@page { size: A4 landscape; margin: 10mm }
body { font: 10pt/1.3 "Times New Roman", Tinos, serif; color: #000; max-width: 277mm; margin: 0 auto; padding: 4mm }
h1 { font-size: 14pt; text-align: center; text-transform: uppercase; margin: 3mm 0 1mm }
p { margin: 1mm 0 }
.middle { text-align: center }
.number { text-align: right; font-size: 9pt }
table { width: 100%; border-collapse: collapse; margin: 3mm 0 }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 0.2mm solid #000; padding: 0.8mm 1mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
footer { font-size: 9pt }
`

export const registerHeaders = headersFor(style)

const headings = [
  ...['STT', 'Mã hồ sơ', 'Thủ tục', 'Số bộ', 'Người nộp', 'Cơ quan giải quyết', 'Nhận hồ sơ', 'Hẹn trả'],
  ...['Chuyển giải quyết', 'Có kết quả', 'Trả kết quả', 'Phương thức', 'Ký nhận', 'Ghi chú'],
]

/** Of a date that was overwritten before the record kept it. */
const unknownDate = 'Không ghi trong hệ thống'

export interface RegisterHead {
  form: OfficialForm | undefined
  title: string
  unit: string
  /** First and last local date. */
  from: string
  to: string
  /** When the unit, and its register with it, begins or ends in these days. */
  turns: readonly UnitTurn[]
  /** Set where it shows what stood and was known earlier. */
  on: OnRecord | null
}

/** Pages of entries as pieces of one HTML page; broken off, it lacks its last line. */
export async function* registerPage(
  head: RegisterHead,
  pages: AsyncIterable<readonly RegisterEntry[]>,
  { personal }: { personal: boolean },
): AsyncGenerator<string> {
  yield headOf(head).text
  let count = 0
  for await (const page of pages) {
    const first = count
    yield page.map((entry, i) => line(entry, first + i + 1, personal).text).join('\n')
    count += page.length
  }
  yield footOf(count, head.turns, personal).text
}

function headOf({ form, title, unit, from, to, turns, on }: RegisterHead): Html {
  const numbered =
    form === undefined ? null : html`<p class="number">Mẫu số ${form.number} (${form.basis})</p>`
  const onRecord =
    on === null
      ? null
      : html`<p class="middle">Tình trạng lúc ${instantInShort(on.asOfMs)}, theo dữ liệu đã ghi nhận đến ${instantInShort(on.known.atMs)}</p>`
  return html`<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${title}</title><style>${new Html(style)}</style></head>
<body>
${numbered}
<p><strong>${unit}</strong></p>
<h1>${title}</h1>
<p class="middle">Hồ sơ nhận từ ${dateInShort(from)} đến ${dateInShort(to)}</p>
${onRecord}
${turns.filter(({ begins }) => begins).map(opened)}
<table>
<thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead>
<tbody>
`
}

function line(entry: RegisterEntry, number: number, personal: boolean): Html {
  const { ending } = entry
  const cells = [
    ...[number, entry.code, `${entry.procedureName} (${entry.procedureCode})`, '01'],
    ...[personal ? entry.applicants.join('; ') : '', entry.agency ?? ''],
    ...[day(entry.acceptedAt ?? entry.filedAt), entry.dueIsKnown ? day(entry.dueAt) : unknownDate],
    day(entry.transferredAt),
    ...[ending === 'issued' ? entry.endedAt : null, entry.collectedAt].map(day),
    entry.collectedHow === null ? '' : channelNames[entry.collectedHow],
    '',
    noteOf(entry),
  ]
  return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`
}

function noteOf({ ending, endedAt, acceptedAt, corrected }: RegisterEntry): string {
  if (ending !== null && ending !== 'issued')
    return `${endings[ending]}${endedAt === null ? '' : `, ${day(endedAt)}`}`
  if (corrected) return correctionEndings.issued
  return acceptedAt === null ? 'Chưa tiếp nhận' : ''
}

const opened = ({ at, names, basis }: UnitTurn): Html => html`
<p class="middle">Mở sổ lúc ${instantInShort(at)}${names.length === 0 ? '' : `, tiếp theo sổ của ${names.join(', ')}`} (${basis})</p>`

const closed = ({ at, names, basis }: UnitTurn): Html => html`
<p>Khóa sổ lúc ${instantInShort(at)}${names.length === 0 ? '' : `; hồ sơ chưa giải quyết xong chuyển sang sổ của ${names.join(', ')}`} (${basis}).</p>`

function footOf(count: number, turns: readonly UnitTurn[], personal: boolean): Html {
  return html`
</tbody>
</table>
<p>Tổng số: ${count} hồ sơ.</p>
${turns.filter(({ begins }) => !begins).map(closed)}
<footer>
${personal ? null : html`<p>Tên người nộp chỉ ghi cho công chức của đơn vị.</p>`}
<p>Giả định: phụ lục của Thông tư chưa được đối chiếu; mỗi hồ sơ là một bộ. Đơn vị là nơi đã nhận hồ sơ hoặc nơi đang chịu trách nhiệm một bước của hồ sơ.</p>
</footer>
</body>
</html>`
}

const day = (ms: number | null): string => (ms === null ? '' : dateInShort(localDate(ms)))
