import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { runPath } from '../../../../procedures/grammar/checks/examples.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { type Plan, timeOf } from '../../../../procedures/grammar/plan/plan.ts'
import { advance, withDueTimes } from '../../../../procedures/grammar/run/advance.ts'
import { type DossierEvent, initialState } from '../../../../procedures/grammar/run/event.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { accepted, answer, came, decided, stateAfter, supplement } from './walk.ts'

describe('a dossier starts', () => {
  const plan = planOf(registration)
  const start: DossierEvent = { kind: 'start', key: 'start', at: 0 }

  it('at the desk of its first step, with the clock not yet running', () => {
    const next = advance(plan, initialState([]), start)
    expect(next).toMatchObject({
      opens: [
        { key: 'receive.1', holder: 'desk', desk: { role: 'oneStop', tier: 'commune', power: 'receive' } },
      ],
      clock: null,
      state: { revision: 1 },
    })
  })

  it('once and not again', () => {
    expect(answer(stateAfter(registration, ''), { kind: 'start' })).toEqual({ refused: 'staleRevision' })
  })
})

describe('a decision', () => {
  it('closes its task and opens the next in one transition', () => {
    expect(accepted(stateAfter(registration, 'receive'), decided('review.1', 'approved'))).toMatchObject({
      closes: [{ key: 'review.1', outcome: 'approved' }],
      opens: [{ key: 'sign.1' }],
    })
  })

  it('that sends the dossier back opens the step again, under another key', () => {
    const next = accepted(stateAfter(registration, 'receive review'), decided('sign.1', 'returned'))
    expect(next.opens.map(({ key }) => key)).toEqual(['review.2'])
  })

  it.each([
    ['on a task already closed', 'review.1', 'approved', 'staleTask'],
    ['on a task that never was', 'toString', 'approved', 'staleTask'],
    ['with an outcome of another step', 'sign.1', 'approved', 'unknownOutcome'],
    ['with an outcome of no step', 'sign.1', 'constructor', 'unknownOutcome'],
  ])('%s is refused', (_, task, outcome, refused) => {
    expect(answer(stateAfter(registration, 'receive review'), decided(task, outcome))).toEqual({ refused })
  })

  it('on the engine’s work is refused: only the engine can say that a result was issued', () => {
    const where = stateAfter(registration, 'receive review sign')
    expect(answer(where, decided('issue.1', 'issued'))).toEqual({ refused: 'staleTask' })
    expect(accepted(where, { kind: 'done', task: 'issue.1', outcome: 'issued' })).toMatchObject({
      issues: 'Giấy chứng nhận',
      ending: 'issued',
      clock: 'stop',
    })
  })
})

describe('the clock of a dossier', () => {
  it('starts when the dossier is accepted', () => {
    expect(accepted(stateAfter(registration, ''), decided('receive.1', 'accepted')).clock).toBe('start')
  })

  it('is paused while the applicant completes the dossier, and starts again at reception', () => {
    const where = stateAfter(registration, 'receive')
    expect(accepted(where, decided('review.1', 'incomplete')).clock).toBe('pause')
    expect(accepted(stateAfter(registration, 'receive review:incomplete'), supplement).clock).toBeNull()
    const again = stateAfter(registration, 'receive review:incomplete supplement')
    expect(accepted(again, decided('receive.2', 'accepted')).clock).toBe('start')
  })

  it('is left alone when a colleague sends the dossier back to reception', () => {
    const where = stateAfter(silentConsultation, 'receive ask sign:returned')
    expect(accepted(where, decided('receive.2', 'accepted')).clock).toBeNull()
  })

  it('is paused while a fee is due', () => {
    const where = stateAfter(notice, 'receive', { households: 2 })
    expect(accepted(where, came('publish.1')).clock).toBe('pause')
    const waiting = stateAfter(notice, 'receive publish', { households: 2 })
    expect(accepted(waiting, decided('fee.1', 'paid')).clock).toBe('resume')
  })

  it('starts with the payment where reception leads straight to a fee', () => {
    const given = { households: 1 }
    expect(accepted(stateAfter(notice, '', given), decided('receive.1', 'accepted')).clock).toBeNull()
    expect(accepted(stateAfter(notice, 'receive', given), decided('fee.1', 'paid')).clock).toBe('start')
  })
})

describe('a consultation', () => {
  it('asks all bodies at once and goes on with the last answer', () => {
    const asked = stateAfter(consultation, 'receive')
    expect(Object.keys(asked.state.tasks)).toEqual(['ask.1.police', 'ask.1.department'])
    const first = accepted(asked, decided('ask.1.department', 'agreed'))
    expect(first.opens).toEqual([])
    const last = accepted({ ...asked, state: first.state }, decided('ask.1.police', 'agreed'))
    expect(last.opens.map(({ key }) => key)).toEqual(['review.1'])
  })

  it('has failed when one body disagrees, but every body is heard', () => {
    const heard = stateAfter(consultation, 'receive ask.police:disagreed')
    expect(heard.state.ending).toBeNull()
    expect(accepted(heard, decided('ask.1.department', 'agreed')).ending).toBe('refused')
  })

  it('takes silence for lateness where no article says otherwise', () => {
    const next = accepted(stateAfter(consultation, 'receive'), came('ask.1.police'))
    expect(next).toMatchObject({ late: 'ask.1.police', closes: [], opens: [] })
  })

  it('takes silence for consent where an article says so', () => {
    const heard = stateAfter(silentConsultation, 'receive ask.police')
    expect(accepted(heard, came('ask.1.military'))).toMatchObject({
      closes: [{ key: 'ask.1.military', outcome: 'silent' }],
      opens: [{ key: 'sign.1' }],
    })
  })

  it('cannot be declared silent by its own desk', () => {
    const asked = stateAfter(silentConsultation, 'receive')
    expect(answer(asked, decided('ask.1.police', 'silent'))).toEqual({ refused: 'unknownOutcome' })
  })
})

describe('a time limit that runs out', () => {
  it('makes a desk late, once, and leaves the task open', () => {
    const where = stateAfter(registration, 'receive review:late')
    expect(where.state.tasks['review.1']?.late).toBe(true)
    expect(answer(where, came('review.1'))).toEqual({ refused: 'staleTask' })
  })

  it('ends the posting of a notice', () => {
    const next = accepted(stateAfter(notice, 'receive', { households: 2 }), came('publish.1'))
    expect(next.closes).toEqual([{ key: 'publish.1', outcome: 'posted' }])
  })

  it('never decides for the engine', () => {
    expect(accepted(stateAfter(byHand, 'receive review'), came('clear.1'))).toMatchObject({
      late: 'clear.1',
      closes: [],
    })
  })
})

describe('a payout', () => {
  it('that the bank rejects goes to the desk, which may not call it paid', () => {
    const sent = stateAfter(payout, 'receive sign')
    const back = accepted(sent, { kind: 'done', task: 'pay.1', outcome: 'rejected' })
    expect(back.opens).toMatchObject([{ key: 'pay.2', holder: 'desk', desk: { role: 'accountant' } }])
    expect(answer({ ...sent, state: back.state }, decided('pay.2', 'paid'))).toEqual({
      refused: 'unknownOutcome',
    })
  })

  it('is tried again under a new key, so that it is another order', () => {
    const back = stateAfter(payout, 'receive sign pay:rejected')
    expect(accepted(back, decided('pay.2', 'retried')).opens).toMatchObject([
      { key: 'pay.3', holder: 'engine' },
    ])
  })

  it('may ask for another account although a supplement was requested before, and never lapses', () => {
    const path = 'receive:incomplete supplement receive sign pay:rejected pay:incomplete'
    const asked = stateAfter(payout, path)
    expect(asked.state.tasks['supplement.2']).toMatchObject({ holder: 'applicant' })
    expect(answer(asked, came('supplement.2'))).toEqual({ refused: 'staleTask' })
    expect(accepted(asked, supplement).opens).toMatchObject([{ key: 'pay.3', holder: 'engine' }])
  })

  it('knows no outcome but paid and rejected', () => {
    const sent = stateAfter(payout, 'receive sign')
    expect(answer(sent, { kind: 'done', task: 'pay.1', outcome: 'retried' })).toEqual({
      refused: 'unknownOutcome',
    })
  })
})

describe('other events of a dossier:', () => {
  it('a new date may be set once', () => {
    const where = stateAfter(registration, 'receive')
    const next = accepted(where, { kind: 'extend', by: workingDays(2) })
    expect(next.extendBy).toEqual(workingDays(2))
    expect(answer({ ...where, state: next.state }, { kind: 'extend', by: workingDays(2) })).toEqual({
      refused: 'alreadyExtended',
    })
  })

  it('a fee that is not paid in time is late, and the clock stays paused', () => {
    const where = stateAfter(notice, 'receive inspect', { built: true, use: 'home' })
    expect(where.state.tasks['fee.1']).toBeDefined()
    const next = accepted(where, came('fee.1'))
    expect(next).toMatchObject({ late: 'fee.1', clock: null, ending: null, state: { running: true } })
    expect(next.state.tasks['fee.1']).toMatchObject({ late: true })
  })

  it('a plan of version 1 keeps its meaning: one supplement, within what it says itself', () => {
    const { time: _, ...plan } = planOf({ ...registration, code: '1.013225' })
    const old: Plan = { ...plan, engineVersion: 1, supplementWithin: workingDays(7) }
    const { state } = runPath(old, 'receive')
    const asked = accepted({ plan: old, state }, decided('review.1', 'incomplete'))
    expect(asked.opens[0]?.within).toEqual(workingDays(7))
    const again = runPath(old, 'receive review:incomplete supplement receive').state
    expect(answer({ plan: old, state: again }, decided('review.2', 'incomplete'))).toEqual({
      refused: 'supplementAlreadyAsked',
    })
    expect(timeOf(old).cutOff).toEqual({ transfer: null, reception: null, sameDay: null })
  })

  it('a task at a desk may be given to another officer; the engine’s may not', () => {
    const where = stateAfter(registration, 'receive')
    expect(accepted(where, { kind: 'reassign', task: 'review.1', officer: 'o-1' }).reassigns).toEqual({
      key: 'review.1',
      officer: 'o-1',
    })
    const issuing = stateAfter(registration, 'receive review sign')
    expect(answer(issuing, { kind: 'reassign', task: 'issue.1', officer: 'o-1' })).toEqual({
      refused: 'staleTask',
    })
  })

  it('due times come back from the write', () => {
    const { state } = stateAfter(registration, 'receive')
    const updated = withDueTimes(state, { 'review.1': 1_000, 'gone.1': 2_000 })
    expect(updated.tasks).toEqual({ 'review.1': { ...state.tasks['review.1'], dueAt: 1_000 } })
  })

  it('nothing happens to a closed dossier', () => {
    const where = stateAfter(registration, 'receive:rejected')
    expect(answer(where, { kind: 'withdraw' })).toEqual({ refused: 'dossierClosed' })
  })
})
