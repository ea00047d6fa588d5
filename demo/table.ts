/** The day by field and procedure, in the words of the office. */
import { formatDong } from '../domain/money.ts'
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

/** Each field with its procedures and, where they are several, their sum; at the end the sum of all. */
export function table(intentions: readonly Intention[], { told, dossiers }: Evidence): string {
  const stored = new Map(dossiers.map((dossier) => [dossier.id, dossier]))
  const idOf = new Map(told.receipts.map(({ number, dossierId }) => [number, dossierId]))
  const filed = intentions.flatMap((intention): readonly Filed[] => {
    const dossier = stored.get(idOf.get(intention.number) ?? '')
    return dossier === undefined ? [] : [{ intention, dossier }]
  })
  const byField = groupBy(filed, ({ intention }) => intention.procedure.field)
  const lines = [...byField].flatMap(([field, ofField]) => {
    const byCode = groupBy(ofField, ({ intention }) => intention.procedure.code)
    return [
      byCode.size > 1 ? line(field, ofField) : `  ${field}`,
      ...[...byCode].map(([code, own]) => line(`  ${code} ${own[0]?.intention.procedure.name ?? ''}`, own)),
    ]
  })
  return [heading(), ...lines, rule, line('Cả Thành phố', filed)].join('\n')
}

const nameWidth = 54
const widths = columns.map(([name]) => Math.max(name.length + 2, name === 'Đã chi' ? 16 : 0))
const rule = `  ${'─'.repeat(nameWidth + widths.reduce((sum, width) => sum + width, 0))}`

const heading = (): string =>
  `  ${'Lĩnh vực, thủ tục'.padEnd(nameWidth)}${columns.map(([name], i) => name.padStart(widths[i] ?? 0)).join('')}`

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
