import { describe, expect, it } from 'vitest'
import { days, workingDays } from '../../../../domain/time/calendar.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { notFound } from '../../../../procedures/grammar/checks/evidence.ts'
import { article, document } from '../../../../procedures/grammar/definition/basis.ts'
import type { Condition } from '../../../../procedures/grammar/definition/condition.ts'
import { choice, yesNo } from '../../../../procedures/grammar/definition/field.ts'
import {
  type LoadedStep,
  type Procedure,
  procedure,
} from '../../../../procedures/grammar/definition/procedure.ts'
import {
  byDecree,
  lawOfFiling,
  type Moves,
} from '../../../../procedures/grammar/definition/transition-policy.ts'
import { feeNotFound, free } from '../../../../procedures/kit/fees.ts'
import { personForm } from '../../../../procedures/kit/forms.ts'
import { commune } from '../../../../procedures/routes/commune.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

const within = workingDays(1)

/** The definition with a step put in, or put in the place of another. */
function withStep(procedure: Procedure, id: string, step: LoadedStep): Procedure {
  return { ...procedure, steps: { ...procedure.steps, [id]: step } }
}

function without(procedure: Procedure, id: string): Procedure {
  return {
    ...procedure,
    steps: Object.fromEntries(Object.entries(procedure.steps).filter(([key]) => key !== id)),
  }
}

function withCondition(procedure: Procedure, id: string, when: Condition): Procedure {
  const step = procedure.steps[id]
  return step === undefined ? procedure : withStep(procedure, id, { ...step, when })
}

/** Known by its name alone. */
const listed = procedure({
  code: '9.000022',
  name: 'Thủ tục chỉ có tên',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục viết cho kiểm thử' },
  assumed: [notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Kết quả' }),
})
const pay = payout.steps.pay
const ask = silentConsultation.steps.ask
const inspect = notice.steps.inspect
const manyFields = Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`q${n}`, yesNo('?')]))

const moving = (moves: Moves) => byDecree(article('118/2025/NĐ-CP', 41), { moves })

/** Each rule, with definitions that break it and the step it points at. */
const bad: readonly (readonly [rule: string, what: string, procedure: Procedure, step: string | null])[] = [
  ['basis', 'no law and no assumption', { ...registration, basis: [] }, null],
  ['basis', 'an empty citation', { ...registration, basis: [document(' ')] }, null],
  ['basis', 'an empty assumption', { ...registration, assumed: [''] }, null],
  ['source', 'no source', { ...registration, source: '' }, null],
  ['dates', 'an edition that is no day', { ...registration, edition: '2025-02-30' }, null],
  ['dates', 'an end before the beginning', { ...registration, until: '2025-06-30' }, null],
  ['gapUnsaid', 'papers that nobody asks for', { ...registration, papers: {} }, null],
  ['gapUnsaid', 'a fee that nobody knows', { ...registration, feeDong: feeNotFound }, null],
  ['gapUnsaid', 'a time that is assumed in silence', { ...listed, assumed: [] }, null],
  ['gapFilled', 'a gap that is none', { ...registration, assumed: [notFound.papers] }, null],
  ['unsourced', 'a paper filled in beside a list', { ...listed, papers: registration.papers }, null],
  ['unsourced', 'a fee filled in beside a list', { ...listed, feeDong: free }, null],
  ['assumedTime', 'an assumed time on steps of its own', { ...listed, route: undefined }, null],
  [
    'tacitOnGaps',
    'consent by silence where the papers are not known',
    { ...silentConsultation, papers: {}, assumed: [notFound.papers] },
    'ask',
  ],
  ['paysOnGaps', 'money where the papers are not known', { ...payout, papers: {} }, 'pay'],
  ['basisInForce', 'a law that has lapsed', { ...registration, basis: [document('45/2013/QH13')] }, null],
  ['basisInForce', 'a decree of a later year', { ...registration, basis: [document('18/2026/NĐ-CP')] }, null],
  ['fee', 'half a đồng', { ...registration, feeDong: { online: 0.5, counter: 0, post: 0 } }, null],
  [
    'fee',
    'an amount read in thousands',
    { ...registration, feeDong: { online: 25, counter: 50, post: null } },
    null,
  ],
  ['field', 'a choice of nothing', { ...registration, form: { use: choice('Mục đích', {}) } }, null],
  [
    'payoutBasis',
    'money without an article',
    pay === undefined ? payout : withStep(payout, 'pay', { ...pay, basis: undefined }),
    'pay',
  ],
  [
    'silenceArticle',
    'consent by silence on a whole decree',
    ask?.do === 'consult'
      ? withStep(silentConsultation, 'ask', { ...ask, silenceConsents: document('118/2025/NĐ-CP') })
      : silentConsultation,
    'ask',
  ],
  [
    'longerArticle',
    'more time for a consultation on a whole decree',
    ask?.do === 'consult'
      ? withStep(silentConsultation, 'ask', {
          ...ask,
          longer: { by: workingDays(5), basis: document('120/2025/NĐ-CP') },
        })
      : silentConsultation,
    'ask',
  ],
  [
    'longerArticle',
    'more time for a verification on a whole law',
    inspect?.do === 'inspect'
      ? withStep(notice, 'inspect', {
          ...inspect,
          longer: { by: workingDays(5), basis: document('60/2014/QH13') },
        })
      : notice,
    'inspect',
  ],
  [
    'sameDayArticle',
    'a result of the day on a whole decree',
    { ...registration, sameDay: document('23/2015/NĐ-CP') },
    null,
  ],
  [
    'abolishedTier',
    'a paper of a district that is no more',
    { ...registration, papers: { certificate: { name: 'Giấy xác nhận của UBND cấp huyện' } } },
    null,
  ],
  [
    'abolishedTier',
    'a paper of a township that is no more',
    { ...registration, papers: { certificate: { name: 'Xác nhận của UBND xã, phường, thị trấn' } } },
    null,
  ],
  [
    'abolishedTier',
    'a step at a district that is no more',
    withStep(registration, 'review', {
      do: 'review',
      by: 'civilStatus',
      within,
      name: 'Chuyển Phòng Tư pháp quận',
    }),
    'review',
  ],
  ['nfc', 'a decomposed name', { ...registration, name: 'Đăng ký'.normalize('NFD') }, null],
  [
    'nfc',
    'a decomposed result',
    withStep(registration, 'issue', { do: 'issue', result: 'Giấy'.normalize('NFD') }),
    'issue',
  ],
  ['reception', 'no reception first', without(registration, 'receive'), 'review'],
  [
    'reception',
    'a conditional reception',
    withCondition(notice, 'receive', { field: 'built', is: true }),
    'receive',
  ],
  [
    'reception',
    'a second reception',
    withStep(registration, 'again', { do: 'receive', by: 'oneStop', within }),
    'again',
  ],
  [
    'backTo',
    'a way back that leads on',
    withStep(registration, 'review', { do: 'review', by: 'civilStatus', within, backTo: 'issue' }),
    'review',
  ],
  [
    'notBy',
    'a duty kept apart from itself',
    withStep(registration, 'sign', { do: 'sign', by: 'chair', within, backTo: 'review', notBy: ['sign'] }),
    'sign',
  ],
  [
    'notBy',
    'a duty kept apart from the engine',
    withStep(registration, 'sign', { do: 'sign', by: 'chair', within, backTo: 'review', notBy: ['issue'] }),
    'sign',
  ],
  [
    'conditions',
    'conditions on too much',
    {
      ...withCondition(registration, 'review', {
        all: Object.keys(manyFields).map((field) => ({ field, is: true })),
      }),
      form: manyFields,
    },
    null,
  ],
  [
    'unreachable',
    'a condition that never holds',
    withCondition(notice, 'inspect', {
      all: [
        { field: 'built', is: true },
        { field: 'built', is: false },
      ],
    }),
    'inspect',
  ],
  [
    'unreachable',
    'a child workflow that never goes on',
    withStep(byHand, 'clear', {
      do: 'byHand',
      workflow: 'siteClearance',
      within,
      outcomes: { abandoned: 'refuse' },
      because: '',
    }),
    'sign',
  ],
  ['result', 'no result', without(registration, 'issue'), null],
  [
    'result',
    'a result that a form skips',
    withCondition(notice, 'issue', { field: 'built', is: true }),
    null,
  ],
  ['unsignedPayout', 'money before the signature', without(payout, 'sign'), 'pay'],
  [
    'unsignedPayout',
    'money on a signature that a form skips',
    { ...withCondition(payout, 'sign', { field: 'urgent', is: false }), form: { urgent: yesNo('Khẩn') } },
    'pay',
  ],
  [
    'unsignedSupplement',
    'a second reception behind the signature, which asks the applicant there',
    withStep(payout, 'issue', { do: 'receive', by: 'oneStop', within: workingDays(1) }),
    'issue',
  ],
  ['total', 'shares above the total', { ...registration, total: workingDays(2.5) }, null],
  [
    'total',
    'calendar days among working days',
    withStep(registration, 'sign', { do: 'sign', by: 'chair', within: days(1), backTo: 'review' }),
    null,
  ],
  [
    'example',
    'an example that ends otherwise',
    { ...registration, examples: [{ path: 'receive:rejected', ends: 'issued', spent: within }] },
    null,
  ],
  [
    'endingWithoutExample',
    'no refusal shown',
    { ...registration, examples: registration.examples.filter(({ ends }) => ends !== 'refused') },
    null,
  ],
  [
    'stepWithoutExample',
    'a step nobody goes through',
    {
      ...registration,
      examples: [{ path: 'receive:rejected', ends: 'notReceived', spent: workingDays(0.5) }],
    },
    'issue',
  ],
  [
    'wayWithoutExample',
    'a way back nobody takes',
    { ...consultation, examples: consultation.examples.slice(0, 2) },
    'sign',
  ],
  [
    'wayWithoutExample',
    'a silence nobody keeps',
    {
      ...silentConsultation,
      examples: silentConsultation.examples.filter(({ path }) => !path.includes('silent')),
    },
    'ask',
  ],
  [
    'pinningArticle',
    'a decree for open dossiers that names no article',
    { ...registration, pinning: byDecree(document('118/2025/NĐ-CP')) },
    null,
  ],
  [
    'pinningArticle',
    'a law of filing without a text',
    { ...registration, pinning: lawOfFiling(document(' ')) },
    null,
  ],
  ['moves', 'dossiers moved to nowhere', { ...registration, pinning: moving({ check: 'approve' }) }, null],
  [
    'moves',
    'dossiers moved to what the engine does',
    { ...registration, pinning: moving({ check: 'issue' }) },
    null,
  ],
  [
    'moves',
    'dossiers moved to where the clock stands',
    { ...notice, pinning: moving({ check: 'fee' }) },
    null,
  ],
  [
    'conditionWithoutExample',
    'a step nobody is spared',
    { ...notice, examples: notice.examples.slice(0, 1) },
    'publish',
  ],
]

describe('the check', () => {
  it.each([registration, consultation, silentConsultation, notice, payout, byHand, listed])(
    'finds nothing wrong with $code',
    (definition) => {
      expect(check(definition)).toEqual([])
    },
  )

  it.each(bad)('%s: finds %s', (rule, _, procedure, step) => {
    expect(check(procedure)).toContainEqual(expect.objectContaining({ rule, step }))
  })

  it('lets an edition say what becomes of older dossiers', () => {
    expect(check({ ...registration, pinning: moving({ check: 'review' }) })).toEqual([])
    expect(check({ ...registration, pinning: lawOfFiling(document('118/2025/NĐ-CP')) })).toEqual([])
  })

  it('tells the author why it matters and what to do, and where', () => {
    const [finding] = check({ ...registration, total: workingDays(2.5) }, 'thu-nghiem/dang-ky.ts')
    expect(finding).toEqual({
      rule: 'total',
      file: 'thu-nghiem/dang-ky.ts',
      step: null,
      what: 'takes longer than its statutory 2.5 working days: receive review sign issue takes 3 working days',
      why: 'officers who keep their share would still be late by law',
      remedy: 'Shorten the shares of its steps, or correct the total',
    })
  })

  it('lets a paper stand that a district issued while there were districts, and words that only look alike', () => {
    const papers = {
      earlier: { name: 'Giấy xác nhận của UBND cấp huyện cấp trước ngày 01 tháng 7 năm 2025' },
      military: { name: 'Giấy chứng nhận của Ban Chỉ huy Quân sự; hồ sơ huấn luyện' },
    }
    expect(check({ ...registration, papers })).toEqual([])
    expect(check({ ...registration, edition: '2024-01-01', papers: { x: { name: 'UBND huyện' } } })).toEqual(
      [],
    )
  })

  it('takes the longest way that a form can lead to, not the sum of ways that exclude each other', () => {
    const exclusive = withCondition(notice, 'inspect', { not: { field: 'households', atLeast: 2 } })
    const found = check({ ...exclusive, total: days(19) }).map(({ rule }) => rule)
    expect(found).not.toContain('total')
    expect(check({ ...exclusive, total: days(18) }).map(({ rule }) => rule)).toContain('total')
  })
})
