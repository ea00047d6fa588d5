import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEvent,
  type ImportedPosition,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import { isPastSignature, positionProblem } from '../../../../procedures/grammar/run/imported-position.ts'
import { replay } from '../../../../procedures/grammar/run/replay.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

const plan = planOf(registration)
const at = Date.parse('2025-06-27T10:00:00Z')
const review: ImportedPosition = {
  ...{ step: 'review', round: 1, supplementsAsked: 0, extensions: 0, decided: false, running: true },
  afterSupplement: null,
}
const waiting: ImportedPosition = {
  ...review,
  step: 'supplement',
  supplementsAsked: 1,
  afterSupplement: 'receive',
}
const importedTo = (position: ImportedPosition, key = 'import'): DossierEvent => ({
  kind: 'import',
  key,
  at,
  ...position,
})
const stateAfter = (...events: readonly DossierEvent[]) => {
  const replayed = replay(
    { plan, skips: [] },
    events.map((event) => ({ item: event, dueAt: {} })),
  )
  if (replayed === null) throw new Error('the events do not follow from each other')
  return replayed.state
}

describe('a dossier of another system goes on where it was:', () => {
  test('at a desk: its step is open, in the round that it was in', () => {
    const state = stateAfter(importedTo({ ...review, round: 2 }))
    expect(Object.keys(state.tasks)).toEqual(['review.2'])
    expect(state).toMatchObject({ revision: 1, running: true, rounds: { review: 2 }, imported: true })
  })

  test('waiting for the applicant: it goes on at its step when that came', () => {
    const state = stateAfter(importedTo(waiting), { kind: 'supplement', key: 's', at, skips: [] })
    expect(Object.keys(state.tasks)).toEqual(['receive.1'])
    expect(state).toMatchObject({ supplementsAsked: 1, afterSupplement: null, running: false })
  })

  test('the same plan goes on from there as from its own steps', () => {
    const { tasks } = stateAfter(importedTo(review), {
      kind: 'decide',
      key: 'd',
      at,
      task: 'review.1',
      outcome: 'approved',
    })
    expect(Object.keys(tasks)).toEqual(['sign.1'])
  })

  test('its position is the first change: after the start of a dossier it is refused', () => {
    const started = stateAfter({ kind: 'start', key: 'start', at })
    expect(advance(plan, started, importedTo(review))).toEqual({ refused: 'staleRevision' })
  })
})

describe('a corrected row of an import replaces the position of its dossier', () => {
  test('until someone has acted: another step opens and the one before is closed', () => {
    const next = advance(
      plan,
      stateAfter(importedTo(review)),
      importedTo({ ...review, step: 'sign' }, 'import.2'),
    )
    expect(next).toMatchObject({
      closes: [{ key: 'review.1', outcome: 'replaced' }],
      opens: [{ key: 'sign.1' }],
      clock: null,
    })
  })

  test('with the task kept where the step is the same', () => {
    const next = advance(plan, stateAfter(importedTo(review)), importedTo(review, 'import.2'))
    expect(next).toMatchObject({ closes: [], opens: [], state: { revision: 2, tasks: { 'review.1': {} } } })
  })

  test('with a new key for a step that was left and is named again', () => {
    const back = stateAfter(
      importedTo(review),
      importedTo({ ...review, step: 'sign' }, 'import.2'),
      importedTo(review, 'import.3'),
    )
    expect(Object.keys(back.tasks)).toEqual(['review.2'])
  })

  test('also when its time has passed meanwhile, which is no act of anybody', () => {
    const late = stateAfter(importedTo(review), { kind: 'due', key: 'due', at, task: 'review.1' })
    const next = advance(plan, late, importedTo(review, 'import.2'))
    expect(next).toMatchObject({ state: { tasks: { 'review.1': { late: false } } } })
  })

  test('and not after a decision', () => {
    const decided = stateAfter(importedTo(review), {
      kind: 'decide',
      key: 'd',
      at,
      task: 'review.1',
      outcome: 'approved',
    })
    expect(advance(plan, decided, importedTo(review, 'import.2'))).toEqual({ refused: 'staleRevision' })
  })
})

describe('a position that the plan does not have is refused', () => {
  test.each<[string, Partial<ImportedPosition>, string]>([
    ['a step of another procedure', { step: 'appraise' }, 'unknownStep'],
    ['a name that every object has', { step: 'constructor' }, 'unknownStep'],
    ["the engine's own step", { step: 'issue', decided: true }, 'engineStep'],
    ['decided, and still to be signed', { decided: true }, 'decidedBeforeSignature'],
    [
      'waiting for a supplement that nobody requested',
      { step: 'supplement', afterSupplement: 'receive' },
      'supplementCount',
    ],
    ['more supplements than the law has', { supplementsAsked: 2 }, 'supplementCount'],
    ['a return point without a supplement', { afterSupplement: 'receive' }, 'supplementCount'],
    ['a round that is none', { round: 0 }, 'badNumber'],
  ])('%s', (_, wrong, problem) => {
    const position = { ...review, ...wrong }
    expect(positionProblem(plan, [], position)).toBe(problem)
    expect(advance(plan, initialState([]), importedTo(position))).toEqual({ refused: 'cannotStandThere' })
  })

  test('a step that the dossier skips', () => {
    expect(positionProblem(plan, ['review'], review)).toBe('skippedStep')
  })

  test('a payout: nobody can tell how much of it was paid elsewhere', () => {
    const paying = planOf(payout)
    const step = Object.keys(paying.steps).find((id) => paying.steps[id]?.kind === 'payout') ?? ''
    expect(isPastSignature(paying, [], step)).toBe(true)
    expect(positionProblem(paying, [], { ...review, step, decided: true })).toBe('engineStep')
  })
})
