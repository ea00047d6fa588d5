import { type Plan, type PlanStep, stepsInOrder } from '../plan/plan.ts'
import { sameValue } from '../same-value.ts'
import { stepSays, waysOf } from './edition-diff.ts'

/** What a newer edition would do to an open dossier, the gravest first. */
export const effects = ['standsOnRemovedStep', 'gainsStep', 'changesAhead', 'unaffected'] as const
export type Effect = (typeof effects)[number]

/** How an open dossier comes out of a run that asks it to take an edition; `pending` is on disk, and the relay goes on with it. */
export const adoptionOutcomes = ['adopted', 'kept', 'refused', 'pending'] as const
export type AdoptionOutcomeName = (typeof adoptionOutcomes)[number]

/** Where a dossier is: steps of its open tasks, and of those closed. Neither where it has not been started. */
export interface Position {
  open: readonly string[]
  done: readonly string[]
}

export interface EditionEffect {
  effect: Effect
  /** The steps that are removed, gained, or otherwise from here on. */
  steps: readonly string[]
}

/**
 * What a newer plan would do to a dossier that runs an older one. Its own form is not asked: a step with a condition counts
 * as one that it goes through. `unaffected` means that from here on both plans are the same, and says nothing of the
 * statutory time, which has its own line among the changes.
 */
export function effectOn(older: Plan, newer: Plan, at: Position): EditionEffect {
  const current = standsAt(older, at)
  const removed = current.filter((id) => newer.steps[id] === undefined)
  if (removed.length > 0) return { effect: 'standsOnRemovedStep', steps: removed }
  const [was, is] = [fromHereOn(older, current), fromHereOn(newer, current)]
  const gained = is.filter((id) => !was.includes(id))
  if (gained.length > 0) return { effect: 'gainsStep', steps: gained }
  const otherwise = was.filter((id) => !is.includes(id) || !sameStep(older.steps[id], newer.steps[id]))
  const sameOrder = sameValue(was, is)
  if (otherwise.length === 0 && sameOrder) return { effect: 'unaffected', steps: [] }
  return { effect: 'changesAhead', steps: otherwise.length > 0 ? otherwise : is }
}

/** After a supplement a dossier continues at its first step, or at the payout that requested another account. */
function standsAt(plan: Plan, { open, done }: Position): readonly string[] {
  const steps = open.filter((id) => plan.steps[id] !== undefined)
  if (steps.length > 0) return steps
  return [done.find((id) => plan.steps[id]?.kind === 'payout') ?? plan.first]
}

function fromHereOn(plan: Plan, current: readonly string[]): readonly string[] {
  const order = stepsInOrder(plan)
  return order.slice(Math.min(...current.map((id) => order.indexOf(id))))
}

function sameStep(was: PlanStep | undefined, is: PlanStep | undefined): boolean {
  if (was === undefined || is === undefined) return was === is
  const says = (step: PlanStep) => ({ ...stepSays(step), name: null, ways: waysOf(step) })
  return sameValue(says(was), says(is))
}
