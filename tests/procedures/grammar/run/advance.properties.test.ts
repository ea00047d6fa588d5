import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days } from '../../../../domain/time/duration.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEvent,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

const plans = [registration, consultation, silentConsultation, notice, payout, byHand].map((procedure) =>
  planOf(procedure),
)

const chance = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('forward' as const) },
    { weight: 3, arbitrary: fc.constant('answer' as const) },
    { weight: 2, arbitrary: fc.constantFrom('due', 'supplement', 'extend', 'reassign') },
    { weight: 1, arbitrary: fc.constantFrom('start', 'decide', 'done') },
  ),
  /** Withdrawn seldom, or there would be nothing left to look at. */
  withdraws: fc.nat(40).map((n) => n === 0),
  task: fc.nat(50),
  outcome: fc.nat(50),
  skips: fc.boolean(),
})
type Chance = typeof chance extends fc.Arbitrary<infer C> ? C : never

/** What comes next: mostly something that fits the dossier, sometimes anything at all. */
function nextEvent(plan: Plan, state: DossierState, at: number, by: Chance): DossierEvent {
  const task = picked([...Object.keys(state.tasks), 'receive.1', 'toString'], by.task)
  const open = state.tasks[task]
  const routes = Object.keys(plan.steps[open?.step ?? plan.first]?.routes ?? {})
  const outcome = by.what === 'forward' ? (routes[0] ?? '') : picked([...routes, 'constructor'], by.outcome)
  const stamp = { key: `event-${at}`, at }
  if (by.withdraws) return { ...stamp, kind: 'withdraw' }
  switch (by.what) {
    case 'supplement': {
      const conditional = Object.keys(plan.steps).filter((id) => plan.steps[id]?.when !== null)
      return { ...stamp, kind: 'supplement', skips: by.skips ? conditional : [] }
    }
    case 'extend':
      return { ...stamp, kind: 'extend', by: days(1) }
    case 'reassign':
      return { ...stamp, kind: 'reassign', task, officer: null }
    case 'start':
      return { ...stamp, kind: 'start' }
    case 'due':
    case 'decide':
    case 'done':
      return by.what === 'due' ? { ...stamp, kind: 'due', task } : { ...stamp, kind: by.what, task, outcome }
    case 'forward':
    case 'answer':
      if (open?.holder === 'applicant') return { ...stamp, kind: 'supplement', skips: state.skips }
      if (outcome === 'posted') return { ...stamp, kind: 'due', task }
      return { ...stamp, kind: open?.holder === 'engine' ? 'done' : 'decide', task, outcome }
  }
}

const picked = (from: readonly string[], by: number): string => from[by % from.length] ?? ''

interface Passage {
  plan: Plan
  before: DossierState
  event: DossierEvent
  outcome: ReturnType<typeof advance>
}

function passagesOf(plan: Plan, chances: readonly Chance[]): readonly Passage[] {
  const passages: Passage[] = []
  let state = initialState([])
  const step = (event: DossierEvent) => {
    const outcome = advance(plan, state, event)
    passages.push({ plan, before: state, event, outcome })
    if (!('refused' in outcome)) state = outcome.state
  }
  step({ kind: 'start', key: 'start', at: 0 })
  for (const [index, by] of chances.entries()) step(nextEvent(plan, state, index, by))
  return passages
}

const passages = fc
  .tuple(fc.constantFrom(...plans), fc.array(chance, { minLength: 1, maxLength: 60, size: 'max' }))
  .map(([plan, chances]) => passagesOf(plan, chances))

/** Every passage of random dossiers keeps what is asserted of it. */
function always(claim: (passage: Passage) => void, numRuns = 500): void {
  fc.assert(
    fc.property(passages, (all) => {
      for (const passage of all) claim(passage)
    }),
    { numRuns },
  )
}

describe('whatever happens, in whatever order', () => {
  it('random dossiers get far enough for these properties to mean something', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(passages, (all) => {
        for (const { outcome } of all) if (!('refused' in outcome)) reached.add(String(outcome.ending))
      }),
      { numRuns: 1_000, seed: 1 },
    )
    expect([...reached].sort()).toEqual(['issued', 'lapsed', 'notReceived', 'null', 'refused', 'withdrawn'])
  })

  it('the revision rises by one with each accepted event', () => {
    always(({ before, outcome }) => {
      if (!('refused' in outcome)) expect(outcome.state.revision).toBe(before.revision + 1)
    })
  })

  it('what is open is what was open, less what was closed, and what was opened', () => {
    always(({ before, outcome }) => {
      if ('refused' in outcome) return
      const closed = outcome.closes.map(({ key }) => key)
      expect(closed.every((key) => key in before.tasks)).toBe(true)
      expect(new Set(closed).size).toBe(closed.length)
      const left = Object.keys(before.tasks).filter((key) => !closed.includes(key))
      const open = [...left, ...outcome.opens.map(({ key }) => key)]
      expect(Object.keys(outcome.state.tasks).sort()).toEqual(open.sort())
    })
  })

  it('no task key is used twice', () => {
    fc.assert(
      fc.property(passages, (all) => {
        const keys = all.flatMap(({ outcome }) =>
          'refused' in outcome ? [] : outcome.opens.map(({ key }) => key),
        )
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('an open dossier has something open, a closed one nothing', () => {
    always(({ outcome }) => {
      if ('refused' in outcome) return
      const open = Object.keys(outcome.state.tasks).length
      expect(open === 0).toBe(outcome.state.ending !== null)
    })
  })

  it('a closed dossier refuses everything', () => {
    always(({ before, outcome }) => {
      if (before.ending !== null) expect(outcome).toEqual({ refused: 'dossierClosed' })
    })
  })

  it('the applicant is asked once before the decision', () => {
    always(({ before, outcome }) => {
      if ('refused' in outcome || before.decided) return
      expect(outcome.state.supplementsAsked).toBeLessThanOrEqual(1)
    })
  })

  it('the clock is started before it is paused, and paused before it is resumed', () => {
    fc.assert(
      fc.property(passages, (all) => {
        let clock: string = 'stop'
        for (const { outcome } of all) {
          if ('refused' in outcome || outcome.clock === null) continue
          if (outcome.clock === 'pause') expect(['start', 'resume']).toContain(clock)
          if (outcome.clock === 'resume') expect(clock).toBe('pause')
          clock = outcome.clock
        }
      }),
      { numRuns: 500 },
    )
  })

  it('the same event on the same state gives the same answer, and changes neither', () => {
    always(({ plan, before, event, outcome }) => {
      const copy = structuredClone({ plan, before, event })
      expect(advance(copy.plan, copy.before, copy.event)).toEqual(outcome)
      expect(copy).toEqual({ plan, before, event })
    }, 60)
  })
})
