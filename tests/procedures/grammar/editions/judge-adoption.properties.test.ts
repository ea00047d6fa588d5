import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDurations, workingDays } from '../../../../domain/time/duration.ts'
import { article } from '../../../../procedures/grammar/definition/basis.ts'
import {
  type LoadedStep,
  type Procedure,
  stepsNamedBy,
} from '../../../../procedures/grammar/definition/procedure.ts'
import { byDecree } from '../../../../procedures/grammar/definition/transition-policy.ts'
import { planAfter } from '../../../../procedures/grammar/editions/apply-adoption.ts'
import { judgeAdoption } from '../../../../procedures/grammar/editions/judge-adoption.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEvent,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import { loadProcedures } from '../../../../procedures/registry/registry.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

/** Every definition with steps of its own, one of each standard route, and those of the tests. */
const { procedures } = await loadProcedures()
const routes = [...new Map(procedures.map((one) => [one.route ?? one.code, one])).values()]
const olders = [...routes, registration, consultation, silentConsultation, notice, payout, byHand]

const basis = article('118/2025/NĐ-CP', 41)
const added: LoadedStep = { do: 'review', by: 'officeHead', within: workingDays(1) }

/** What the next edition changes: a step more, one less (whose dossiers go on at its neighbour), two in another order, a time. */
function variant(older: Procedure, { change, at }: { change: string; at: number }): Procedure {
  const entries = Object.entries(older.steps)
  const index = 1 + (at % Math.max(entries.length - 1, 1))
  const [before, here] = [entries[index - 1], entries[index]]
  const [id = ''] = here ?? []
  const others = entries.filter((_, i) => i !== index)
  const next = (steps: readonly (readonly [string, LoadedStep])[], moves = {}): Procedure => ({
    ...older,
    edition: '2027-01-01',
    steps: Object.fromEntries(steps),
    transitionPolicy: byDecree(basis, { moves }),
  })
  if (change === 'longer') return { ...next(entries), total: addDurations(older.total, older.total) }
  if (change === 'insert') return next(entries.toSpliced(index, 0, ['added', added]))
  if (change === 'swap' && before !== undefined && here !== undefined && index > 1)
    return next(entries.with(index, before).with(index - 1, here))
  const [neighbour = ''] = entries[index + 1] ?? []
  return change === 'remove' ? next(others) : next(others, { [id]: neighbour })
}

/** A way that leads to a step which is gone never loads. */
const loads = ({ steps }: Procedure): boolean =>
  Object.values(steps).every((step) => stepsNamedBy(step).every((id) => Object.hasOwn(steps, id)))

function nextEvent(plan: Plan, state: DossierState, at: number, by: number): DossierEvent | null {
  const stamp = { key: `event-${at}`, at }
  const [task] = Object.keys(state.tasks)
  const open = task === undefined ? undefined : state.tasks[task]
  if (task === undefined || open === undefined) return null
  if (open.holder === 'applicant') return { ...stamp, kind: 'supplement', skips: state.skips }
  const outcomes = Object.keys(plan.steps[open.step]?.routes ?? {})
  const outcome = outcomes[by % Math.max(outcomes.length, 1)] ?? ''
  if (outcome === 'posted') return { ...stamp, kind: 'due', task }
  return { ...stamp, kind: open.holder === 'engine' ? 'done' : 'decide', task, outcome }
}

const signedIn = (closes: readonly { key: string; outcome: string }[]): readonly string[] =>
  closes.filter(({ outcome }) => outcome === 'signed').map(({ key }) => key.split('.')[0] ?? '')

const cases = fc.record({
  older: fc.constantFrom(...olders),
  change: fc.constantFrom('insert', 'remove', 'move', 'swap', 'longer'),
  at: fc.nat(20),
  /** Mostly the way forward. */
  went: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(9) }), {
    maxLength: 12,
  }),
})

describe('a dossier that took another edition, wherever it stood', () => {
  it('goes on under its plan to an end, and past no signature that nobody gave', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(cases, ({ older, change, at, went }) => {
        const newer = variant(older, { change, at })
        if (!loads(newer)) return
        let plan = planOf(older)
        let state = initialState([])
        const signed = new Set<string>()
        const take = (event: DossierEvent | null): boolean => {
          const next = event === null ? null : advance(plan, state, event)
          if (event === null || next === null || 'refused' in next) return false
          state = next.state
          plan = planAfter(plan, event)
          for (const id of signedIn(next.closes)) signed.add(id)
          return true
        }
        take({ kind: 'start', key: 'start', at: 0 })
        for (const [i, by] of went.entries()) take(nextEvent(plan, state, i, by))
        if (state.ending !== null) return
        const filled = Object.keys(older.form)
        const dossier = { plan, state, form: {}, filled, channel: 'counter' } as const
        const verdict = judgeAdoption(dossier, older, { procedure: newer, plan: planOf(newer) })
        seen.set(verdict.verdict, (seen.get(verdict.verdict) ?? 0) + 1)
        if (verdict.verdict === 'keep') return
        const { moves } = verdict.adoption
        expect(take({ ...verdict.adoption, kind: 'adoptEdition', key: 'a', at: 1, planHash: '' })).toBe(true)
        expect(Object.keys(state.tasks).length).toBeGreaterThan(0)
        for (let i = 100; i < 160 && state.ending === null; i += 1)
          expect(take(nextEvent(plan, state, i, 0))).toBe(true)
        // A body that has disagreed already may refuse it yet.
        expect(['issued', 'refused']).toContain(state.ending)
        if (state.ending === 'refused') return
        const signs = Object.keys(plan.steps).filter(
          (id) => plan.steps[id]?.kind === 'sign' && !state.skips.includes(id),
        )
        for (const id of signs)
          expect(signed.has(id) || [...signed].some((was) => moves[was] === id), id).toBe(true)
      }),
      { numRuns: 1_500 },
    )
    expect(seen.get('adopt')).toBeGreaterThan(300)
    expect(seen.get('keep')).toBeGreaterThan(50)
  })
})
