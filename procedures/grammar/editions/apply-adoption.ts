import type { ErrorCode } from '../../../domain/errors.ts'
import type { Plan } from '../plan/plan.ts'
import type { DossierEvent, DossierEventOf, DossierState } from '../run/event.ts'
import { changed, closeAll, openStep, type Transition } from '../run/transition.ts'
import { resumeStepOf } from './resume-step.ts'

/**
 * A dossier takes the plan of another edition: a task whose desk both plans have stays, with the time it began with; any
 * other is closed, and the one of the newer plan opens. Judged for one revision; a dossier that changed meanwhile is judged again.
 */
export function adopt(
  plan: Plan,
  state: DossierState,
  event: DossierEventOf<'adoptEdition'>,
): Transition | { refused: ErrorCode } {
  if (state.revision !== event.revision) return { refused: 'staleRevision' }
  const { plan: newer, skips, moves } = event
  const resume = resumeStepOf({ older: plan, newer, state, skips, moves })
  const step = 'reason' in resume ? undefined : newer.steps[resume.step]
  if ('reason' in resume || step === undefined) return { refused: 'editionKept' }
  const next = changed({ ...state, skips, decided: resume.decided })
  return resume.tasksStay ? next : openStep(closeAll(next, 'adopted'), resume.step, step, 'desk')
}

/** The plan that a dossier runs after an event. */
export const planAfter = (plan: Plan, event: DossierEvent): Plan =>
  event.kind === 'adoptEdition' ? event.plan : plan
