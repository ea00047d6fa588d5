import { describe, expect, it } from 'vitest'
import { describeItem, judge } from '../../demo/checks.ts'
import type { Evidence } from '../../demo/evidence.ts'
import { goodDay, instant, intentionsFor, split } from './good-day.ts'

describe('what is judged when the day is over', async () => {
  const intentions = await intentionsFor(12)
  const violations = (day: Evidence) => judge(intentions, day).flatMap((finding) => finding.violations)
  const payout = intentions.findIndex(({ paidDong }) => paidDong > 0n)

  it('finds nothing in a day that went as intended', () => {
    expect(violations(goodDay(intentions))).toEqual([])
    expect(judge(intentions, goodDay(intentions)).every(({ checked }) => checked > 0)).toBe(true)
  })

  it('an ending that was not intended, by PostgreSQL or by the API alone', () => {
    const day = goodDay(intentions)
    change(day.dossiers, 0, { ending: 'refused' })
    expect(violations(day)).toEqual(['code-0 was to be issued, PostgreSQL says refused'])

    const shown = goodDay(intentions)
    shown.shown.set('id-0', { code: 'code-0', status: 'open', ending: null })
    expect(violations(shown)).toEqual(['code-0 was to be issued, the API says open'])
  })

  it('a decision that nobody intended, a missing one, and one in the wrong order', () => {
    const [start = '', ...rest] = intentions[0]?.items.map(describeItem) ?? []
    const twice = goodDay(intentions)
    change(twice.dossiers, 0, { items: [start, ...rest, 'withdraw'] })
    expect(violations(twice)).toEqual(['code-0 thing 6 was to be "none", it is "withdraw"'])

    const missing = goodDay(intentions)
    change(missing.dossiers, 0, { items: rest })
    expect(violations(missing)).toEqual([
      'code-0 thing 1 was to be "start", it is "decide receive.1 accepted"',
    ])
  })

  it('a receipt without its dossier, and a code on two receipts', () => {
    const lost = goodDay(intentions)
    lost.dossiers.splice(3, 1)
    expect(violations(lost)).toContain('PostgreSQL holds no dossier id-3 of code code-3')

    const same = goodDay(intentions)
    change(same.observed.receipts, 3, { code: 'code-2' })
    expect(violations(same)).toContain('code code-2 is on 2 receipts')
  })

  it('no fault in a decision refused because its dossier was placed and the other desk’s is applied', () => {
    const day = goodDay(intentions)
    const [request] = day.stored.requests
    const [decision] = day.observed.decisions
    if (request === undefined || decision === undefined) throw new Error('a good day has a decision')
    day.observed.decisions.push({ ...decision, id: 'request-1', status: 'refused' })
    const requests: (typeof request)[] = [request, { ...request, id: 'request-1', status: 'refused' }]
    const stored = { ...day.stored, requests }
    expect(violations({ ...day, stored })).toHaveLength(1)
    day.observed.placements.push({ dossierId: request.dossierId, area: 'a', by: 'u' })
    expect(violations({ ...day, stored }).filter((found) => found.includes('request-1'))).toEqual([])
  })

  it('what names a unit that has ended and is not routed on, and what is routed on before the end', () => {
    const day = goodDay(intentions)
    change(day.observed.receipts, 0, { routed: false, sent: instant + 1_000, answered: instant + 1_100 })
    change(day.observed.receipts, 1, { routed: true, sent: instant - 1_100, answered: instant - 1_000 })
    change(day.observed.receipts, 2, { routed: false, sent: instant - 1_100, answered: instant - 1_000 })
    expect(violations(day)).toEqual([
      'filing 0 was not routed on after it',
      'filing 1 was routed on before the end',
    ])
  })

  it('no fault in an answer to a desk that lost its dossier with the end of the unit, and one in any other', () => {
    const day = goodDay(intentions)
    day.observed.surprises.push('deciding id-0.sign.1 was answered 409 staleTask')
    expect(violations(day)).toHaveLength(1)
    change(day.observed.receipts, 0, { sent: instant - 1, routed: false })
    expect(violations(day)).toEqual([])
    day.observed.surprises.push('deciding id-0.sign.1 was answered 500 internal')
    expect(violations(day)).toEqual(['deciding id-0.sign.1 was answered 500 internal'])
  })

  it('a decision answered "applied" that is not, and one that nobody sent', () => {
    const day = goodDay(intentions)
    change(day.stored.requests, 0, { status: 'lapsed' })
    expect(violations(day)).toEqual([
      'decide request-0, first answered 503: answered applied, PostgreSQL says lapsed (decide receive.1 accepted of id-0)',
    ])

    const refused = goodDay(intentions)
    change(refused.observed.decisions, 0, { status: 'refused' })
    change(refused.stored.requests, 0, { status: 'refused', refusal: 'staleTask' })
    expect(violations(refused)).toEqual([
      'decide request-0, first answered 503: answered refused, PostgreSQL says refused, staleTask (decide receive.1 accepted of id-0)',
    ])

    const unheard = goodDay(intentions)
    unheard.observed.decisions.pop()
    expect(violations(unheard)).toEqual(['PostgreSQL holds decision request-0, which nobody sent'])
  })

  it('a journal row changed after it was written, and one taken out', () => {
    const changed = goodDay(intentions)
    change(changed.stored.journal, 1, { reckoned: 'other' })
    expect(violations(changed)).toEqual(['journal id-0 2 was changed after it was written'])

    const cut = goodDay(intentions)
    cut.stored.journal.splice(1, 1)
    expect(violations(cut)).toContain('journal id-0 3 follows 1')
  })

  it('a transfer too many, and one without an order', () => {
    const twice = goodDay(intentions)
    const [first] = twice.payments.bank.transfers
    if (first !== undefined) twice.payments.bank.transfers.push({ ...first, ref: first.ref })
    expect(violations(twice)).toContain(`The bank paid order ${first?.orderKey} 2 times`)

    const stray = goodDay(intentions)
    stray.payments.bank.transfers.push({ orderKey: 'stray', ref: 'r', amountDong: '1' })
    expect(violations(stray)).toContain('The bank paid under stray, which is not an order of this database')
  })

  it('a sum that is not what is owed', () => {
    const day = goodDay(intentions)
    change(day.dossiers, payout, { paidDong: 1n })
    const owed = intentions[payout]?.paidDong
    expect(violations(day)).toEqual([`code-${payout} was owed ${owed} đồng and paid 1`])
  })

  it('a dossier that came by another channel, and one that is late or in time where it was not to be', () => {
    const day = goodDay(intentions)
    const late = intentions.findLastIndex((intention) => intention.late)
    const inTime = intentions.findIndex((intention) => !intention.late)
    const counter = intentions.findIndex(
      ({ body }, at) => body.channel === 'counter' && at !== late && at !== inTime,
    )
    change(day.dossiers, counter, { channel: 'online' })
    change(day.dossiers, inTime, { late: true })
    change(day.dossiers, late, { late: false })
    const found = violations(day)
    expect(found).toHaveLength(3)
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^code-${counter} came by counter.*, PostgreSQL says online`)),
    )
    expect(found).toContain(`code-${inTime} is late and was not to be`)
    expect(found).toContain(`code-${late} was to be late and is not`)
  })

  it('a dossier left where nobody placed it, and one that was moved where it does not lie', () => {
    const left = goodDay(intentions)
    left.observed.placements.pop()
    change(left.dossiers, 4, { areaId: split.unplacedAreaId, placed: null })
    const placing = `${split.unplacedAreaId} → ${split.areaId} by ${split.custodianId}`
    expect(violations(left)).toEqual([
      `code-4 lies in ${split.areaId} and is in ${split.unplacedAreaId}`,
      `code-4 was to be placed ${placing}, it was not`,
      '0 placements were answered, 1 were intended',
    ])
    const moved = goodDay(intentions)
    change(moved.dossiers, 0, { areaId: split.areaId, placed: placing })
    expect(violations(moved)).toHaveLength(2)
  })

  it('a decision of an absent officer’s desk in the wrong name', () => {
    const day = goodDay(intentions)
    change(day.substituted, 0, { written: 'b' })
    expect(violations(day)).toEqual(['decision request-0 was to be by b for a, it is by b'])
  })

  it('a workflow that still runs, and an answer that nobody expected', () => {
    const day = goodDay(intentions)
    day.workflows = { running: 1, completed: 11 }
    day.observed.surprises.push('filing 3 was answered 500 internal')
    expect(violations(day)).toEqual([
      'filing 3 was answered 500 internal',
      '1 workflows run and 11 have completed, of 12',
    ])
  })
})

function change<T>(all: T[], at: number, what: Partial<T>): void {
  const before = all[at]
  if (before === undefined) throw new RangeError(`there is no ${at} to change`)
  all[at] = { ...before, ...what }
}
