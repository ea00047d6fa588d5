import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { document } from '../../../../procedures/grammar/definition/basis.ts'
import { choice } from '../../../../procedures/grammar/definition/field.ts'
import { byDecree, lawOfFiling } from '../../../../procedures/grammar/definition/transition-policy.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { type Broken, expectFound, moving, within, withStep } from './broken-definition.ts'

const pay = payout.steps.pay
const ask = silentConsultation.steps.ask
const inspect = notice.steps.inspect

const broken: readonly Broken[] = [
  ['basis', 'no law and no assumption', { ...registration, basis: [] }, null],
  ['basis', 'an empty citation', { ...registration, basis: [document(' ')] }, null],
  ['basis', 'an empty assumption', { ...registration, assumed: [''] }, null],
  ['source', 'no source', { ...registration, source: '' }, null],
  ['dates', 'an edition that is no day', { ...registration, edition: '2025-02-30' }, null],
  ['dates', 'an end before the beginning', { ...registration, until: '2025-06-30' }, null],
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
  [
    'transitionArticle',
    'a decree for open dossiers that names no article',
    { ...registration, transitionPolicy: byDecree(document('118/2025/NĐ-CP')) },
    null,
  ],
  [
    'transitionArticle',
    'a law of filing without a text',
    { ...registration, transitionPolicy: lawOfFiling(document(' ')) },
    null,
  ],
  [
    'moves',
    'dossiers moved to nowhere',
    { ...registration, transitionPolicy: moving({ check: 'approve' }) },
    null,
  ],
  [
    'moves',
    'dossiers moved to what the engine does',
    { ...registration, transitionPolicy: moving({ check: 'issue' }) },
    null,
  ],
  [
    'moves',
    'dossiers moved to where the clock is paused',
    { ...notice, transitionPolicy: moving({ check: 'fee' }) },
    null,
  ],
]

describe('the check of the law, dates and words of a definition', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))

  it('lets an edition say what becomes of older dossiers', () => {
    expect(check({ ...registration, transitionPolicy: moving({ check: 'review' }) })).toEqual([])
    expect(check({ ...registration, transitionPolicy: lawOfFiling(document('118/2025/NĐ-CP')) })).toEqual([])
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
})
