import type { Duration } from '../../domain/time/duration.ts'
import { exampleProblem } from '../../procedures/grammar/checks/examples.ts'
import { not } from '../../procedures/grammar/definition/condition.ts'
import type { LoadedStep, Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { Negative } from '../../procedures/grammar/definition/step.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { forwardPaths } from '../../procedures/grammar/plan/longest-path.ts'

/** A definition with one slip in it, of a kind that an author makes. */
export interface Mutant {
  slip: string
  procedure: Procedure
}

/** Every slip of these kinds: a step left out or in the wrong place, a way that leads elsewhere, another time. */
export function mutantsOf(procedure: Procedure): readonly Mutant[] {
  const ids = Object.keys(procedure.steps)
  const dropped = ids.map((id) => mutant(procedure, `drops ${id}`, without(procedure.steps, id)))
  const paths = forwardPaths(procedure.form, planOf(procedure)) ?? []
  const moved = ids.slice(1).flatMap((id, index) => {
    const before = ids[index] ?? id
    // Of two steps that no dossier goes through both, either may stand first.
    if (!paths.some(({ steps }) => steps.includes(id) && steps.includes(before))) return []
    const order = ids.with(index, id).with(index + 1, before)
    const steps = Object.fromEntries(order.flatMap((key) => entry(procedure.steps, key)))
    return [mutant(procedure, `puts ${id} before ${before}`, steps)]
  })
  const altered = Object.entries(procedure.steps).flatMap(([id, step], index) => {
    // A way back to a later step never loads as a definition in force: `check` refuses it.
    const ways = waysOf(step, ids.slice(0, index + 1))
    return [...timesOf(step), ...ways, ...conditionsOf(step)].map(([slip, changed]) =>
      mutant(procedure, `${id} ${slip}`, { ...procedure.steps, [id]: changed }),
    )
  })
  return [...dropped, ...moved, ...altered]
}

type Altered = readonly [slip: string, step: LoadedStep]

function timesOf(step: LoadedStep): readonly Altered[] {
  if (step.do === 'publish') return [['is posted longer', { ...step, posted: longer(step.posted) }]]
  // While a fee is due the clock is paused: its time is spent by nobody.
  if (step.do === 'issue' || step.do === 'collectFee' || step.within === null) return []
  return [['takes longer', { ...step, within: longer(step.within) }]]
}

function waysOf(step: LoadedStep, ids: readonly string[]): readonly Altered[] {
  switch (step.do) {
    case 'review':
    case 'sign': {
      const { backTo } = step
      if (backTo === undefined) return []
      const others = ids.filter((id) => id !== backTo)
      return others.map((id) => [`goes back to ${id}`, { ...step, backTo: id }])
    }
    case 'inspect':
      return elsewhere(step.onFailed, ids).map((way) => [`fails to ${said(way)}`, { ...step, onFailed: way }])
    case 'publish':
      return elsewhere(step.onObjection, ids).map((way) => [
        `is objected to ${said(way)}`,
        { ...step, onObjection: way },
      ])
    case 'consult': {
      const { onDisagreed, silenceConsents: _, ...deaf } = step
      const silent: readonly Altered[] =
        step.silenceConsents === undefined ? [] : [['waits for the silent', { ...deaf, onDisagreed }]]
      if (onDisagreed === undefined) return silent
      const ways = elsewhere(onDisagreed, ids).map(
        (way): Altered => [`disagrees to ${said(way)}`, { ...step, onDisagreed: way }],
      )
      return [...silent, ...ways]
    }
    case 'byHand':
      return Object.entries(step.outcomes).flatMap(([outcome, to]) =>
        elsewhere(to, ids).map(
          (way): Altered => [
            `answers ${outcome} to ${said(way)}`,
            { ...step, outcomes: { ...step.outcomes, [outcome]: way } },
          ],
        ),
      )
    default:
      return []
  }
}

function conditionsOf(step: LoadedStep): readonly Altered[] {
  if (step.when === undefined) return []
  return [
    ['forgets its condition', { ...step, when: undefined }],
    ['turns its condition round', { ...step, when: not(step.when) }],
  ]
}

type Way = Negative<string>

function elsewhere(way: Way | 'next', ids: readonly string[]): readonly Way[] {
  const ends: readonly Way[] = ['refuse', 'supplement']
  const back = ids.map((id): Way => ({ backTo: id }))
  return [...ends, ...back].filter((other) => said(other) !== said(way))
}

const said = (way: Way | 'next'): string => (typeof way === 'object' ? way.backTo : way)

function longer(duration: Duration): Duration {
  if ('days' in duration) return { days: duration.days + 1 }
  return 'workingDays' in duration
    ? { workingDays: duration.workingDays + 0.5 }
    : { workingHours: duration.workingHours + 1 }
}

type Steps = Procedure['steps']

const mutant = (procedure: Procedure, slip: string, steps: Steps): Mutant => ({
  slip,
  procedure: { ...procedure, steps },
})

const without = (steps: Steps, id: string): Steps =>
  Object.fromEntries(Object.entries(steps).filter(([key]) => key !== id))

const entry = (steps: Steps, id: string): readonly (readonly [string, LoadedStep])[] => {
  const step = steps[id]
  return step === undefined ? [] : [[id, step]]
}

/** Slips that no example of the definition shows: each would reach publication. */
export function uncaughtMutants(procedure: Procedure): readonly string[] {
  return mutantsOf(procedure)
    .filter((mutant) => {
      const plan = planOf(mutant.procedure)
      return procedure.examples.every((example) => exampleProblem(plan, example) === null)
    })
    .map(({ slip }) => slip)
}
