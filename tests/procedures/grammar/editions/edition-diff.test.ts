import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import { optional, text } from '../../../../procedures/grammar/definition/field.ts'
import type { Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { compareEditions } from '../../../../procedures/grammar/editions/edition-diff.ts'
import { effectOn } from '../../../../procedures/grammar/editions/edition-effect.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { changeInWords } from '../../../../procedures/handbook/edition-diff-words.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

const { receive, review, sign, issue } = registration.steps
if (receive === undefined || review === undefined || sign === undefined || issue === undefined)
  throw new Error()
const ask = {
  do: 'consult',
  bodies: { police: { by: 'police' } },
  within: workingDays(2),
} as const

const newer = (changes: Partial<Procedure>): Procedure => ({
  ...registration,
  edition: '2027-01-01',
  ...changes,
})
const wordsOf = (changes: Partial<Procedure>): readonly string[] =>
  compareEditions(registration, newer(changes)).map(changeInWords)

describe('the difference of a newer edition', () => {
  it('is nothing where only its first day is another', () => {
    expect(wordsOf({})).toEqual([])
  })

  it('lists basis, times, fees, papers and form', () => {
    expect(
      wordsOf({
        name: 'Đăng ký thử nghiệm mới',
        basis: [article('60/2014/QH13', 18, 2)],
        total: workingDays(5),
        feeDong: { online: 0, counter: 8_000, post: null },
        papers: { request: { name: 'Tờ khai', copies: 1 }, proof: { name: 'Giấy tờ chứng minh', copies: 1 } },
        form: { name: optional(text('Họ, chữ đệm, tên')) },
      }),
    ).toEqual([
      'procedure: name Đăng ký thử nghiệm → Đăng ký thử nghiệm mới',
      'basis Điều 18, 60/2014/QH13 is gone',
      'basis Điều 18 khoản 2, 60/2014/QH13 is new',
      'time: statutory time 3 ngày làm việc → 5 ngày làm việc',
      'fee counter: đồng 0 → 8000',
      'fee post: đồng 0 → nothing',
      'paper request “Tờ khai”: originals 1 → 0',
      'paper request “Tờ khai”: copies 0 → 1',
      'paper proof “Giấy tờ chứng minh” is new',
      'field name “Họ, chữ đệm, tên”: name Họ và tên → Họ, chữ đệm, tên',
      'field name “Họ, chữ đệm, tên”: optional no → yes',
      'field identity “Số định danh cá nhân” is gone',
    ])
  })

  it('lists steps that are new, gone, renamed, or have another desk, time or condition', () => {
    const form = { ...registration.form, kind: text('Loại') }
    const steps = {
      receive: { ...receive, name: 'Nhận hồ sơ' },
      check: { ...ask, when: { field: 'kind', is: 'a' } },
      sign: { ...sign, by: 'officeHead', within: workingDays(2), backTo: 'receive', notBy: [] },
      issue,
    } as const
    const words = wordsOf({ form, steps })
    expect(words).toContain('step receive “Nhận hồ sơ”: name Tiếp nhận hồ sơ → Nhận hồ sơ')
    expect(words).toContain('step review “Thẩm định hồ sơ” is gone')
    expect(words).toContain('step check “Lấy ý kiến” is new, Công an cấp xã, 2 ngày làm việc')
    expect(words).toContain(
      'step sign “Ký duyệt”: desk Chủ tịch hoặc Phó Chủ tịch UBND → Trưởng phòng hoặc Trưởng Bộ phận Một cửa',
    )
    expect(words).toContain('step sign “Ký duyệt”: time 1 ngày làm việc → 2 ngày làm việc')
    expect(words).toContain('step sign “Ký duyệt”: not by the officer of review → nothing')
    expect(words).toContain(
      'step sign “Ký duyệt”, outcome returned “Trả lại bước trước”: leads to review → receive',
    )
    // What leads onward still does: that another step follows has been said.
    expect(words.filter((line) => line.includes('accepted'))).toEqual([])
  })

  it('names the fewest steps that were moved', () => {
    const steps = { receive, sign, review, issue }
    const moved = compareEditions(registration, newer({ steps })).filter(({ what }) => what === 'moved')
    expect(moved).toEqual([
      { about: 'step', of: 'review', name: 'Thẩm định hồ sơ', what: 'moved', from: 'receive', to: 'sign' },
    ])
  })
})

describe('the effect of a newer edition on an open dossier', () => {
  const was = planOf(registration)
  /** At each step in turn; through JSON, as the database keeps a plan. */
  const at = (steps: Procedure['steps'], open: string, done: readonly string[] = []) => {
    const is = planOf(newer({ steps }))
    const reordered = { ...was, steps: Object.fromEntries(Object.entries(was.steps).reverse()) }
    return effectOn(reordered, is, { open: [open], done })
  }

  it('is a new step while that lies ahead, and none past it', () => {
    const steps = { receive, review, ask, sign, issue }
    expect(at(steps, 'receive')).toEqual({ effect: 'gainsStep', steps: ['ask'] })
    expect(at(steps, 'review')).toEqual({ effect: 'gainsStep', steps: ['ask'] })
    expect(at(steps, 'sign')).toEqual({ effect: 'unaffected', steps: [] })
  })

  it('is a removed step only where that is open', () => {
    const steps = { receive, sign: { ...sign, backTo: 'receive', notBy: [] }, issue } as const
    expect(at(steps, 'review')).toEqual({ effect: 'standsOnRemovedStep', steps: ['review'] })
    expect(at(steps, 'receive')).toEqual({ effect: 'changesAhead', steps: ['review', 'sign'] })
    expect(at(steps, 'issue')).toEqual({ effect: 'unaffected', steps: [] })
  })

  it('is another desk, time or order ahead, and not another name', () => {
    const slower = { receive, review: { ...review, within: workingDays(2) }, sign, issue } as const
    expect(at(slower, 'receive')).toEqual({ effect: 'changesAhead', steps: ['review'] })
    expect(at(slower, 'sign').effect).toBe('unaffected')
    const called = { receive, review: { ...review, name: 'Thẩm tra' }, sign, issue }
    expect(at(called, 'receive').effect).toBe('unaffected')
    const turned = { receive, sign, review, issue }
    expect(at(turned, 'receive').effect).toBe('changesAhead')
    expect(at(turned, 'sign')).toEqual({ effect: 'gainsStep', steps: ['review'] })
  })

  it('is counted, where the dossier waits for its applicant, at the step where it will go on', () => {
    const steps = { receive, ask, review, sign, issue }
    expect(at(steps, 'supplement', ['receive', 'review']).effect).toBe('gainsStep')
    const paid = planOf(payout)
    const { pay: _, ...unpaid } = payout.steps
    const waiting = { open: ['supplement'], done: ['receive', 'sign', 'pay'] }
    expect(effectOn(paid, planOf({ ...payout, steps: unpaid }), waiting)).toEqual({
      effect: 'standsOnRemovedStep',
      steps: ['pay'],
    })
  })
})
