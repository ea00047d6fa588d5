/** What people have to know of a procedure, in Vietnamese: where to go, what to bring, what it costs, how long, who does what. */

import { channelNames, channels, endings } from '../../domain/dossier/dossier.ts'
import { feeInWords } from '../../domain/money.ts'
import { dateInShort, durationInWords, shareInWords } from '../../domain/time/date-words.ts'
import { type Evidence, evidenceOf, notFound } from '../grammar/checks/evidence.ts'
import { cite } from '../grammar/definition/basis.ts'
import type { Example } from '../grammar/definition/example.ts'
import type { Form } from '../grammar/definition/field.ts'
import type { Connecting, PaperRequirement, Procedure } from '../grammar/definition/procedure.ts'
import { sourceText } from '../grammar/definition/source.ts'
import { stepNames } from '../grammar/definition/step.ts'
import { type TransitionPolicy, transitionPolicies } from '../grammar/definition/transition-policy.ts'
import { planOf } from '../grammar/plan/compile-plan.ts'
import { conditionInWords } from '../grammar/plan/condition-words.ts'
import { outcomeName } from '../grammar/plan/diagram.ts'
import { type Plan, type PlanStep, stepsInOrder, timeOf } from '../grammar/plan/plan.ts'
import { deskInWords } from '../grammar/plan/plan-words.ts'

/** One content for every page: Markdown and HTML say the same in the same order. */
export interface Handbook {
  code: string
  name: string
  facts: readonly (readonly [label: string, value: string])[]
  /** What to know before relying on the page; null where a source tells all of it. */
  caution: string | null
  sections: readonly HandbookSection[]
}

export interface HandbookSection {
  id: SectionId
  title: string
  /** Lists; those that do not concern everybody have a heading. */
  lists: readonly { heading: string | null; lines: readonly string[] }[]
}

const titles = {
  where: 'Nộp ở đâu',
  papers: 'Giấy tờ cần có',
  fee: 'Phí, lệ phí',
  time: 'Bao lâu có kết quả',
  result: 'Kết quả nhận được',
  steps: 'Các bước giải quyết',
  basis: 'Căn cứ pháp lý',
  ways: 'Hồ sơ có thể đi thế nào',
  source: 'Nguồn thông tin',
  assumed: 'Điều còn giả định',
} as const
export type SectionId = keyof typeof titles

/**
 * @param plan what a dossier of it runs, with the rules of time of its day; those of the edition's first day by default
 * @param counter where the reader would hand it in, where that is known
 */
export function handbookOf(
  procedure: Procedure,
  plan: Plan = planOf(procedure),
  counter: Counter | null = null,
): Handbook {
  const { code, name, field, edition, until, transitionPolicy, basis, source, examples } = procedure
  const from = `từ ${dateInShort(edition)}`
  const sections = [
    sectionOf('where', plain(whereOf(procedure, plan, counter))),
    sectionOf('papers', papersOf(procedure)),
    sectionOf('fee', plain(feesOf(procedure))),
    sectionOf('time', plain(timesOf(procedure, plan))),
    sectionOf('result', plain(resultsOf(plan))),
    sectionOf('steps', plain(stepsOf(procedure, plan))),
    sectionOf('basis', plain(basis.length === 0 ? [notFound.basis] : basis.map(cite))),
    sectionOf('ways', plain([...new Set(examples.map((example) => wayOf(plan, example)))])),
    sectionOf('source', plain([sourceText(source)])),
    sectionOf('assumed', plain((procedure.assumed ?? []).filter((line) => !saidInPlace.has(line)))),
  ]
  return {
    code,
    name,
    facts: [
      ['Mã thủ tục', code],
      ['Lĩnh vực', field],
      ['Áp dụng', until === undefined ? from : `${from} đến hết ${dateInShort(until)}`],
      ...(transitionPolicy === undefined
        ? []
        : [['Hồ sơ nộp trước đó', policyLine(transitionPolicy)] as const]),
    ],
    caution: cautions[evidenceOf(procedure)],
    sections: sections.filter(({ lists }) => lists.length > 0),
  }
}

const policyLine = ({ policy, basis }: TransitionPolicy): string =>
  `${transitionPolicies[policy]} (${cite(basis)})`

const plain = (lines: readonly string[]): HandbookSection['lists'] => [{ heading: null, lines }]

/** Without lists of which nothing is to be said. */
const sectionOf = (id: SectionId, lists: HandbookSection['lists']): HandbookSection => ({
  ...{ id, title: titles[id] },
  lists: lists.filter(({ lines }) => lines.length > 0),
})

/** A gap is printed where the reader looks for the value, and not repeated among the assumptions. */
const saidInPlace: ReadonlySet<string> = new Set(Object.values(notFound))

const ask = 'Xin hỏi nơi nhận hồ sơ trước khi đi.'
const cautions: Record<Evidence, string | null> = {
  full: null,
  partial: `Nguồn công bố chỉ cho biết một phần của thủ tục này; chỗ chưa tìm thấy được ghi rõ ở từng mục. ${ask}`,
  nameOnly: `Nguồn công bố chỉ cho biết tên của thủ tục này: giấy tờ và căn cứ chưa tìm thấy, thời hạn là tạm lấy. ${ask}`,
}

/** A one-stop counter to hand a dossier in. */
export interface Counter {
  unit: string
  address: string | null
}

const placesInWords: Readonly<Record<Connecting, string>> = {
  residence: 'nơi cư trú',
  previousResidence: 'nơi cư trú trước đây',
  seat: 'nơi đặt trụ sở hoặc địa điểm hoạt động',
  object: 'nơi có đất, công trình hoặc việc cần giải quyết',
  reception: 'bất kỳ trong Thành phố',
}

function whereOf({ connecting }: Procedure, plan: Plan, counter: Counter | null): readonly string[] {
  const role = plan.steps[plan.first]?.desks[0]?.role
  const place = placesInWords[connecting]
  if (role === 'police') return [`Công an xã, phường ${place}.`]
  if (role === 'councilOffice') return [`Nơi tiếp công dân của xã, phường ${place}.`]
  if (role === 'military') return [`Ban Chỉ huy Quân sự xã, phường ${place}.`]
  const here =
    counter === null
      ? []
      : [`Bộ phận Một cửa ${counter.unit}${counter.address === null ? '' : `: ${counter.address}`}.`]
  if (connecting === 'reception') return [...here, `Bộ phận Một cửa xã, phường ${place}.`]
  const start =
    timeOf(plan).outOfAreaStart === 'competent'
      ? 'khi đó thời hạn tính từ lúc cơ quan có thẩm quyền nhận được hồ sơ'
      : 'thời hạn vẫn tính từ lúc tiếp nhận'
  return [
    ...here,
    `Bộ phận Một cửa xã, phường ${place}.`,
    `Cũng có thể nộp tại Bộ phận Một cửa xã, phường khác trong Thành phố; ${start} (118/2025/NĐ-CP, Điều 14 khoản 2).`,
  ]
}

function papersOf({ papers, source }: Procedure): HandbookSection['lists'] {
  const all = Object.values(papers)
  if (all.length === 0) return [{ heading: null, lines: [notFound.papers] }]
  const kept = all.filter(({ replacedBy }) => replacedBy === undefined)
  const othersUnknown = kept.length === 0 && typeof source !== 'string'
  return [
    { heading: null, lines: othersUnknown ? [`Giấy tờ phải nộp chưa tìm thấy trong nguồn nào. ${ask}`] : [] },
    { heading: null, lines: kept.filter(({ sometimes }) => sometimes === undefined).map(paperOf) },
    {
      heading: 'Chỉ khi thuộc trường hợp nêu trong tên',
      lines: kept.filter(({ sometimes }) => sometimes).map(paperOf),
    },
    {
      heading: 'Không phải nộp nếu cơ sở dữ liệu đã có thông tin',
      lines: all.flatMap((paper) =>
        paper.replacedBy === undefined ? [] : [`${paperOf(paper)} (${paper.replacedBy})`],
      ),
    },
  ]
}

function paperOf({ name, originals = 0, copies = 0 }: PaperRequirement): string {
  // `02 ảnh 4x6cm`: the published name says how many, whatever was counted beside it.
  if (/^\d+ /.test(name)) return name
  const amounts = [
    ...(originals > 0 ? [`${originals} bản chính`] : []),
    ...(copies > 0 ? [`${copies} bản sao`] : []),
  ]
  return amounts.length === 0 ? name : `${name}: ${amounts.join(', ')}`
}

function feesOf({ feeDong }: Procedure): readonly string[] {
  const [first, ...rest] = channels.map((channel) => feeDong[channel])
  if (first === undefined || rest.some((fee) => fee !== first)) {
    return channels.map((channel) => {
      const fee = feeDong[channel]
      return `${channelNames[channel]}: ${feeInWords(fee)}${fee === null ? ', mức thu chưa tìm thấy' : ''}`
    })
  }
  return [first === null ? notFound.fee : feeInWords(first)]
}

function timesOf({ total, totalAssumed, sameDay, steps }: Procedure, plan: Plan): readonly string[] {
  const { supplements, extension } = timeOf(plan)
  const inOrder = stepsInOrder(plan).flatMap((id) => plan.steps[id] ?? [])
  const whole =
    sameDay === undefined
      ? `${durationInWords(total)}, tính từ khi hồ sơ được tiếp nhận đầy đủ, đúng quy định.`
      : `Ngay trong ngày tiếp nhận; tiếp nhận sau giờ chốt thì ngày làm việc tiếp theo (${cite(sameDay)}).`
  return [
    ...(totalAssumed === undefined ? [whole] : [`Tạm lấy ${whole}`, notFound.time]),
    ...Object.values(steps).flatMap((step) =>
      'longer' in step && step.longer !== undefined
        ? [
            `Thêm ${durationInWords(step.longer.by)} khi phải qua bước “${step.name ?? stepNames[step.do]}” (${cite(step.longer.basis)}).`,
          ]
        : [],
    ),
    ...inOrder
      .filter(({ pausesClock }) => pausesClock)
      .map(({ name }) => `Không tính thời gian của bước “${name}”.`),
    `Hồ sơ thiếu thì được yêu cầu bổ sung ${timesInWords(supplements.times)} trong ${durationInWords(supplements.within)}; bổ sung đủ thì thời hạn tính lại từ đầu, không bổ sung thì hồ sơ kết thúc.`,
    ...(extension.times === 0
      ? []
      : [
          `Không kịp hẹn thì được xin lỗi và hẹn lại ${extension.times === 1 ? 'một lần' : `nhiều nhất ${extension.times} lần`}.`,
        ]),
  ]
}

const timesInWords = (times: number): string =>
  times === 1 ? 'một lần,' : `nhiều nhất ${times} lần, mỗi lần`

function resultsOf(plan: Plan): readonly string[] {
  const results = stepsInOrder(plan).flatMap((id) => {
    const does = plan.steps[id]?.does
    if (does?.work === 'payout') return ['Tiền được chuyển vào tài khoản ghi trong đơn']
    return does?.work === 'issue' ? [capitalised(does.result)] : []
  })
  return [...new Set(results)]
}

function stepsOf({ form }: Procedure, plan: Plan): readonly string[] {
  return stepsInOrder(plan).flatMap((id) => {
    const step = plan.steps[id]
    if (step === undefined) return []
    const condition = step.when === null ? '' : ` Chỉ khi đơn ghi “${conditionInWords(step.when, form)}”.`
    return [`${step.name}: ${workOf(step)}.${condition}`]
  })
}

function workOf({ kind, desks, within, does, pausesClock }: PlanStep): string {
  if (does?.work === 'issue') return capitalised(does.result)
  const share =
    within === null ? [] : [kind === 'publish' ? `trong ${shareInWords(within)}` : shareInWords(within)]
  return [desks.map(deskInWords).join('; '), ...(pausesClock ? ['thời hạn tạm dừng'] : share)]
    .filter((part) => part !== '')
    .join(', ')
}

/** The path of an example in the words of its steps; the spent time is the sum of the shares of its steps. */
function wayOf(plan: Plan, { path, ends, spent }: Example<Form>): string {
  const words = path.split(/\s+/).map((token) => tokenInWords(plan, token))
  const since = path.includes('supplement') ? ' từ khi tiếp nhận bản bổ sung' : ''
  const end =
    ends === 'issued' || ends === 'refused'
      ? `${endings[ends]}, nhiều nhất sau ${shareInWords(spent)}${since}`
      : 'Hồ sơ kết thúc'
  return `${words.join(' → ')}. ${end}.`
}

function tokenInWords({ steps }: Plan, token: string): string {
  const [place = '', outcome] = token.split(':')
  const [id = ''] = place.split('.')
  if (id === 'withdraw') return 'người nộp rút hồ sơ'
  if (id === 'supplement') return outcome === 'lapsed' ? 'người nộp không bổ sung' : 'người nộp bổ sung'
  const step = steps[id]
  if (step === undefined) return token
  if (outcome === undefined) return step.name
  return `${step.name} (${outcome === 'late' ? 'quá hạn' : uncapitalised(outcomeName(step, outcome))})`
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const uncapitalised = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
