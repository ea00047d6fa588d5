/** A definition as a page for people, in Vietnamese: what to bring, what it costs, how long it takes, who does what. */
import type { Duration } from '../domain/calendar.ts'
import { dateInShort, durationInWords } from '../domain/date-words.ts'
import { channels, endings, roles, type Tier } from '../domain/dossier.ts'
import { dong, formatDong } from '../domain/money.ts'
import { cite } from './grammar/basis.ts'
import { type Evidence, evidenceOf } from './grammar/evidence.ts'
import { type Desk, type Plan, type PlanStep, planOf, stepsInOrder } from './grammar/plan.ts'
import type { PaperRequirement, Procedure } from './grammar/procedure.ts'
import { sourceText } from './grammar/source.ts'

const evidenceInWords: Record<Evidence, string> = {
  full: 'đã có thời hạn, căn cứ và thành phần hồ sơ',
  partial: 'nguồn chỉ cho biết một phần',
  nameOnly: 'nguồn chỉ cho biết tên',
}
const channelsInWords = { online: 'trực tuyến', counter: 'trực tiếp', post: 'bưu chính' } as const
const tiersInWords: Record<Tier, string> = { commune: 'xã', department: 'Sở', city: 'Thành phố' }

/** Markdown; the same definition gives the same page. */
export function handbookOf(procedure: Procedure): string {
  const plan = planOf(procedure)
  const { code, name, field, edition, until, total, totalAssumed, basis, source, assumed = [] } = procedure
  const valid =
    until === undefined
      ? `từ ${dateInShort(edition)}`
      : `từ ${dateInShort(edition)} đến ${dateInShort(until)}`
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Thành phần hồ sơ', papersOf(procedure)],
    ['Phí, lệ phí', [feesOf(procedure)]],
    ['Thời hạn', [`${durationInWords(total)}${totalAssumed === undefined ? '' : ' (tạm lấy)'}`]],
    ['Các bước', stepsOf(plan)],
    ['Ví dụ', procedure.examples.map(({ path, ends, spent }) => exampleOf(path, endings[ends], spent))],
    ['Căn cứ', basis.length === 0 ? ['Chưa tìm thấy'] : basis.map(cite)],
    ['Nguồn', [sourceText(source)]],
    ['Giả định', assumed],
  ]
  return [
    `# ${name} (${code})`,
    `Lĩnh vực ${field}; áp dụng ${valid}; ${evidenceInWords[evidenceOf(procedure)]}.`,
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => `## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`),
    '',
  ].join('\n\n')
}

const exampleOf = (path: string, ending: string, spent: Duration): string =>
  `${path.split(' ').join(' → ')}: ${ending}, ${durationInWords(spent)}`

function papersOf({ papers }: Procedure): readonly string[] {
  const all = Object.values(papers)
  return all.length === 0 ? ['Chưa tìm thấy'] : all.map(paperOf)
}

function paperOf({ name, originals = 0, copies = 0, replacedBy }: PaperRequirement): string {
  const amounts = [
    ...(originals > 0 ? [`${originals} bản chính`] : []),
    ...(copies > 0 ? [`${copies} bản sao`] : []),
  ]
  const counted = amounts.length === 0 ? name : `${name}: ${amounts.join(', ')}`
  return replacedBy === undefined ? counted : `${counted}; không phải nộp khi ${replacedBy} có thông tin`
}

function feesOf({ feeDong }: Procedure): string {
  const words = (fee: number | null) =>
    fee === null ? 'theo quy định' : fee === 0 ? 'không thu' : formatDong(dong(fee))
  const fees = channels.map((channel) => words(feeDong[channel]))
  const [first = ''] = fees
  if (fees.every((fee) => fee === first)) return first
  return channels.map((channel) => `${channelsInWords[channel]} ${words(feeDong[channel])}`).join('; ')
}

function stepsOf(plan: Plan): readonly string[] {
  return stepsInOrder(plan).flatMap((id) => {
    const step = plan.steps[id]
    return step === undefined ? [] : [stepOf(id, step)]
  })
}

function stepOf(id: string, { name, desks, within, does, when, pausesClock }: PlanStep): string {
  const who = desks.map(deskOf).join('; ')
  const parts = [
    does?.work === 'issue' ? does.result : who,
    within === null ? '' : durationInWords(within),
    pausesClock ? 'thời hạn tạm dừng' : '',
    when === null ? '' : 'nếu có',
  ].filter((part) => part !== '')
  return `${name} (\`${id}\`): ${parts.join(', ')}`
}

const deskOf = ({ role, tier }: Desk): string =>
  `${roles[role]}${tier === 'commune' ? '' : `, cấp ${tiersInWords[tier]}`}`
