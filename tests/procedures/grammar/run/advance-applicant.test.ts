import { describe, expect, it } from 'vitest'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { accepted, answer, came, decided, stateAfter, supplement } from './walk.ts'

describe('a supplement of an applicant', () => {
  it('may be requested once', () => {
    const again = stateAfter(registration, 'receive review:incomplete supplement receive')
    expect(answer(again, decided('review.2', 'incomplete'))).toEqual({ refused: 'supplementAlreadyAsked' })
  })

  it('cannot be requested twice through a body’s disagreement: the dossier is not eligible', () => {
    const again = stateAfter(
      silentConsultation,
      'receive ask:disagreed supplement receive ask.police:disagreed',
    )
    expect(accepted(again, came('ask.2.military')).ending).toBe('refused')
  })

  it('that does not arrive in time ends the dossier', () => {
    const next = accepted(stateAfter(registration, 'receive:incomplete'), came('supplement.1'))
    expect(next).toMatchObject({ ending: 'lapsed', closes: [{ key: 'supplement.1', outcome: 'lapsed' }] })
  })

  it('is refused when none is awaited', () => {
    expect(answer(stateAfter(registration, ''), supplement)).toEqual({ refused: 'notAwaitingSupplement' })
  })

  it('may change which steps the dossier goes through', () => {
    const asked = stateAfter(notice, 'receive:incomplete', { households: 2 })
    const back = accepted(asked, { kind: 'supplement', skips: ['inspect', 'publish'] })
    const next = accepted({ ...asked, state: back.state }, decided('receive.2', 'accepted'))
    expect(next.opens.map(({ key }) => key)).toEqual(['fee.1'])
  })

  it('may be requested twice for a building permit, and the third is refused', () => {
    const permit = { ...registration, code: '1.013225' }
    const once = 'receive review:incomplete supplement'
    expect(stateAfter(permit, `${once} receive review:incomplete`).state.tasks['supplement.2']).toBeDefined()
    const twice = stateAfter(permit, `${once} receive review:incomplete supplement receive`)
    expect(answer(twice, decided('review.3', 'incomplete'))).toEqual({ refused: 'supplementAlreadyAsked' })
    expect(answer(stateAfter(registration, `${once} receive`), decided('review.2', 'incomplete'))).toEqual({
      refused: 'supplementAlreadyAsked',
    })
  })
})

describe('a withdrawal of a dossier', () => {
  it('closes whatever is open', () => {
    const next = accepted(stateAfter(consultation, 'receive'), { kind: 'withdraw' })
    expect(next).toMatchObject({ ending: 'withdrawn', state: { tasks: {} } })
    expect(next.closes.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'withdrawn'])
  })

  it('comes too late after the last signature', () => {
    const where = stateAfter(payout, 'receive sign')
    expect(answer(where, { kind: 'withdraw' })).toEqual({ refused: 'alreadyDecided' })
  })

  it('knows the last signature in a plan whose keys a jsonb column has put in another order', () => {
    const { plan, state } = stateAfter(payout, 'receive')
    const shuffled = { ...plan, steps: Object.fromEntries(Object.entries(plan.steps).reverse()) }
    const next = accepted({ plan: shuffled, state }, decided('sign.1', 'signed'))
    expect(next.state.decided).toBe(true)
  })
})
