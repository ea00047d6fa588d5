import type { Moves } from '../definition/transition-policy.ts'
import { type Plan, type PlanStep, stepsInOrder } from '../plan/plan.ts'
import { type DossierState, openSteps } from '../run/event.ts'
import { sameValue } from '../same-value.ts'

/** A dossier that would go over from one plan to another. */
export interface PlanChange {
  older: Plan
  newer: Plan
  state: DossierState
  /** Steps of the newer plan that the dossier skips. */
  skips: readonly string[]
  moves: Moves
}

/** Why the place where a dossier is lets it take no other plan now. */
export const placeReasons = [
  'notStarted',
  'alreadyDecided',
  'awaitsSupplement',
  'engineAtWork',
  'clockStands',
  'standsOnRemovedStep',
  'consultationHalfAnswered',
  'wouldSkipSignature',
] as const
export type PlaceReason = (typeof placeReasons)[number]

/** The step at which a dossier stood, that at which it goes on, and whether its tasks there stay as they are. */
export type ResumeStep =
  | { from: string; step: string; tasksStay: boolean; decided: boolean }
  | { reason: PlaceReason; what: readonly string[] }

/** Where a dossier goes on under another plan, or why it cannot now. Pure; for the preview and for the dossier itself. */
export function resumeStepOf(planChange: PlanChange): ResumeStep {
  const { older, newer, state, skips } = planChange
  const waits = whyItWaits(older, state)
  if (waits !== null) return { reason: waits, what: [] }
  const current = openSteps(state)[0] ?? older.first
  const step = stepAfter(planChange, current)
  const [was, is] = [older.steps[current], step === null ? undefined : newer.steps[step]]
  if (step === null || was === undefined || is === undefined || !canStandAt(is) || skips.includes(step))
    return { reason: 'standsOnRemovedStep', what: [current] }
  const tasksStay = step === current && sameDesk(was, is)
  if (!tasksStay && Object.keys(state.answers[current] ?? {}).length > 0)
    return { reason: 'consultationHalfAnswered', what: [current] }
  const signs = stepsInOrder(newer).filter((id) => newer.steps[id]?.kind === 'sign' && !skips.includes(id))
  const passed = signs.filter((id) => isBefore(newer, id, step))
  const signed = signedSteps(older, state, current).map((id) => stepAfter(planChange, id))
  const unsigned = passed.filter((id) => !signed.includes(id))
  if (unsigned.length > 0) return { reason: 'wouldSkipSignature', what: unsigned }
  return { from: current, step, tasksStay, decided: signs.length > 0 && passed.length === signs.length }
}

/** The clock would have to be paused and reset in one write; and a step that the engine does alone has no desk to resume at. */
export const canStandAt = ({ does, pausesClock }: PlanStep): boolean => does === null && !pausesClock

function whyItWaits(older: Plan, state: DossierState): PlaceReason | null {
  const tasks = Object.values(state.tasks)
  if (tasks.length === 0) return 'notStarted'
  if (state.decided) return 'alreadyDecided'
  if (tasks.some(({ holder }) => holder === 'applicant')) return 'awaitsSupplement'
  if (tasks.some(({ holder }) => holder === 'engine')) return 'engineAtWork'
  return tasks.some(({ step }) => older.steps[step]?.pausesClock === true) ? 'clockStands' : null
}

/** The step of the newer plan that is this one of the older: a move takes precedence over the same id, and another kind is another step. */
function stepAfter({ older, newer, moves }: PlanChange, id: string): string | null {
  const moved = Object.hasOwn(moves, id) ? moves[id] : undefined
  if (moved !== undefined) return moved
  return newer.steps[id]?.kind === older.steps[id]?.kind && newer.steps[id] !== undefined ? id : null
}

/** Signature steps that a dossier has passed. */
function signedSteps(older: Plan, state: DossierState, current: string): readonly string[] {
  return Object.keys(state.rounds).filter(
    (id) => older.steps[id]?.kind === 'sign' && isBefore(older, id, current),
  )
}

function isBefore(plan: Plan, id: string, other: string): boolean {
  const order = stepsInOrder(plan)
  return order.indexOf(id) < order.indexOf(other)
}

/** Whether who sits at an open task of a step may go on with it as it is. */
const sameDesk = (was: PlanStep, is: PlanStep): boolean => sameValue(desksOf(was), desksOf(is))

const desksOf = ({ desks }: PlanStep) =>
  desks.map(({ body, role, tier, power }) => ({ body, role, tier, power }))
