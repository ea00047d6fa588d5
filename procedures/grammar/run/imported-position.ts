/** Where a dossier stood in another system, and how a plan takes it up there. Ids and numbers only: it enters the engine's history. */
import type { ErrorCode } from '../../../domain/errors.ts'
import { type Plan, stepsInOrder, timeOf } from '../plan/plan.ts'
import type { DossierEventOf, DossierState, ImportedPosition } from './event.ts'
import { changed, closeAll, openStep, type Transition, withTasks } from './transition.ts'

/** Why a plan cannot take a dossier up at a position. */
export const positionProblems = [
  'unknownStep',
  /** The engine's own work, such as a payout: nobody can tell how much of it was done elsewhere. */
  'engineStep',
  'skippedStep',
  'decidedBeforeSignature',
  'signedButNotDecided',
  'supplementCount',
  'badNumber',
] as const
export type PositionProblem = (typeof positionProblems)[number]

const supplementStep = 'supplement'

/** Null where the dossier can stand there. @param skips steps of the plan that the dossier skips */
export function positionProblem(
  plan: Plan,
  skips: readonly string[],
  position: ImportedPosition,
): PositionProblem | null {
  const { step, round, supplementsAsked, extensions, afterSupplement } = position
  if (![round - 1, supplementsAsked, extensions].every((n) => Number.isSafeInteger(n) && n >= 0))
    return 'badNumber'
  const waits = step === supplementStep
  if (waits !== (afterSupplement !== null) || (waits && supplementsAsked === 0)) return 'supplementCount'
  if (supplementsAsked > timeOf(plan).supplements.times) return 'supplementCount'
  const goesOnAt = afterSupplement ?? step
  const found = Object.hasOwn(plan.steps, goesOnAt) ? plan.steps[goesOnAt] : undefined
  if (found === undefined) return 'unknownStep'
  if (found.does !== null || found.desks.length === 0) return 'engineStep'
  if (skips.includes(goesOnAt)) return 'skippedStep'
  const signed = isPastSignature(plan, skips, goesOnAt)
  if (position.decided && !signed) return 'decidedBeforeSignature'
  return signed && !position.decided ? 'signedButNotDecided' : null
}

/** Whether every signature that the dossier needs lies before a step; false where its plan has none. */
export function isPastSignature(plan: Plan, skips: readonly string[], step: string): boolean {
  const order = stepsInOrder(plan)
  const signs = order.filter((id) => plan.steps[id]?.kind === 'sign' && !skips.includes(id))
  const last = signs.at(-1)
  return last !== undefined && order.indexOf(last) < order.indexOf(step)
}

/**
 * Opens the step at which the dossier stood. A later row replaces an earlier position until somebody has acted on it; the task stays
 * where both name the same step.
 */
export function takePosition(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'import'>,
): Transition | { refused: ErrorCode } {
  const first = state.revision === 0 && Object.keys(state.rounds).length === 0
  if (!first && state.imported !== true) return { refused: 'staleRevision' }
  if (positionProblem(plan, state.skips, event) !== null) return { refused: 'cannotStandThere' }
  const { supplementsAsked, extensions, decided, running, afterSupplement } = event
  const known = { supplementsAsked, extensions, decided, running, afterSupplement }
  const next = changed({ ...state, ...known, answers: {}, imported: true })
  if (Object.values(state.tasks).some(({ step }) => step === event.step)) return onTime(next)
  // A task of this number stood and was closed: a key names one task for ever.
  if (event.step === supplementStep && (state.rounds.supplement ?? 0) >= supplementsAsked) {
    return { refused: 'cannotStandThere' }
  }
  const closed = closeAll(next, 'replaced')
  return {
    ...(event.step === supplementStep ? waiting(plan, closed) : atDesk(plan, closed, event)),
    clock: null,
  }
}

/** The tasks stay and get other due times; whether they are late is found out again. */
function onTime(next: Transition): Transition {
  const tasks = Object.entries(next.state.tasks).map(
    ([key, task]) => [key, { ...task, late: false }] as const,
  )
  return { ...next, state: { ...next.state, tasks: Object.fromEntries(tasks) } }
}

function waiting(plan: Plan, next: Transition): Transition {
  const { supplementsAsked, decided } = next.state
  const task = {
    key: `${supplementStep}.${supplementsAsked}`,
    ...{ step: supplementStep, body: '', kind: supplementStep, holder: 'applicant' as const, desk: null },
    within: decided ? null : timeOf(plan).supplements.within,
  }
  return withTasks(next, supplementStep, supplementsAsked, [task])
}

function atDesk(plan: Plan, next: Transition, { step, round }: ImportedPosition): Transition {
  const definition = plan.steps[step]
  if (definition === undefined) return next
  const rounds = { ...next.state.rounds, [step]: Math.max(round - 1, next.state.rounds[step] ?? 0) }
  return openStep({ ...next, state: { ...next.state, rounds } }, step, definition, 'desk')
}
