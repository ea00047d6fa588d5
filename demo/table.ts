/** The day by field, procedure and route, in the words of the office. */
import { formatDong } from '../domain/money.ts'
import { routeNames } from '../procedures/grammar/definition/standard-route.ts'
import type { Evidence, StoredDossier } from './evidence.ts'
import type { Intention } from './intentions.ts'

interface Filed {
  intention: Intention
  dossier: StoredDossier
}

type Cell = (filed: readonly Filed[]) => string

const counted = (of: (filed: Filed) => boolean): Cell => {
  return (filed) => String(filed.filter(of).length || '·')
}
const endedAs = (...endings: string[]) => counted(({ dossier }) => endings.includes(dossier.ending ?? ''))

const columns: readonly (readonly [heading: string, cell: Cell])[] = [
  ['Tiếp nhận', counted(() => true)],
  ['Nộp giấy', counted(({ dossier }) => dossier.channel !== 'online')],
  ['Xác định địa bàn', counted(({ dossier }) => dossier.placed !== null)],
  ['Trả kết quả', endedAs('issued')],
  ['Từ chối', endedAs('refused', 'notReceived')],
  ['Rút', endedAs('withdrawn')],
  ['Không bổ sung', endedAs('lapsed')],
  ['Bổ sung', counted(({ dossier }) => dossier.items.includes('supplement'))],
  ['Quá hạn', counted(({ dossier }) => dossier.late)],
  ['Đã chi', (filed) => paidOf(filed)],
]

function paidOf(filed: readonly Filed[]): string {
  const paid = filed.reduce((sum, { dossier }) => sum + dossier.paidDong, 0n)
  return paid === 0n ? '·' : formatDong(paid)
}

/**
 * Each field with its sum, procedures of which several were filed each on a line, the others together; then the routes
 * that were gone; at the end the sum of all.
 */
export function table(intentions: readonly Intention[], { observed, dossiers }: Evidence): string {
  const stored = new Map(dossiers.map((dossier) => [dossier.id, dossier]))
  const idOf = new Map(observed.receipts.map(({ number, dossierId }) => [number, dossierId]))
  const filed = intentions.flatMap((intention): readonly Filed[] => {
    const dossier = stored.get(idOf.get(intention.number) ?? '')
    return dossier === undefined ? [] : [{ intention, dossier }]
  })
  const byField = groupBy(filed, ({ intention }) => intention.procedure.field)
  const byRoute = groupBy(filed, ({ intention }) => routeOf(intention))
  return [
    ...[heading('Lĩnh vực, thủ tục'), ...[...byField].flatMap(([field, own]) => linesOf(field, own)), rule],
    ...[heading('Quy trình'), ...[...byRoute].map(([route, own]) => line(route, own)), rule],
    line('Cả Thành phố', filed),
  ].join('\n')
}

function linesOf(field: string, filed: readonly Filed[]): readonly string[] {
  const byCode = [...groupBy(filed, ({ intention }) => intention.procedure.code)]
  const often = byCode.filter(([, of]) => of.length > 1)
  const once = byCode.flatMap(([, of]) => (of.length === 1 ? of : []))
  if (often.length === 0) return [line(`${field} (${once.length})`, filed)]
  return [
    line(field, filed),
    ...often.map(([code, of]) => line(`  ${code} ${of[0]?.intention.procedure.name ?? ''}`, of)),
    ...(once.length === 0 ? [] : [line(`  thủ tục khác (${once.length})`, once)]),
  ]
}

const routeOf = ({ procedure: { route } }: Intention): string =>
  route === undefined ? 'quy trình riêng' : routeNames[route]

const nameWidth = 54
const widths = columns.map(([name]) => Math.max(name.length + 2, name === 'Đã chi' ? 16 : 0))
const rule = `  ${'─'.repeat(nameWidth + widths.reduce((sum, width) => sum + width, 0))}`

const heading = (of: string): string =>
  `  ${of.padEnd(nameWidth)}${columns.map(([name], i) => name.padStart(widths[i] ?? 0)).join('')}`

const line = (name: string, filed: readonly Filed[]): string =>
  `  ${shortened(name).padEnd(nameWidth)}${columns.map(([, cell], i) => cell(filed).padStart(widths[i] ?? 0)).join('')}`

/** Some names are as long as the law. */
const shortened = (name: string): string =>
  name.length < nameWidth ? name : `${name.slice(0, nameWidth - 2).trimEnd()}…`

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, readonly T[]>()
  for (const one of [...all].sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'vi'))) {
    groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  }
  return groups
}
