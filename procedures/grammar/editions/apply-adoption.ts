import type { ErrorCode } from '../../../domain/errors.ts'
import type { Plan } from '../plan/plan.ts'
import type { DossierState, Item, ItemOf } from '../run/event.ts'
import { changed, closeAll, openStep, type Transition } from '../run/transition.ts'
import { landingOf } from './resume-step.ts'

/**
 * A dossier takes the plan of another edition: a task whose desk both plans have stays, with the time it began with; any
 * other is closed, and the one of the newer plan opens. Judged for one revision; whoever moved meanwhile is judged anew.
 */
export function adopt(
  plan: Plan,
  state: DossierState,
  item: ItemOf<'adoptEdition'>,
): Transition | { refused: ErrorCode } {
  if (state.revision !== item.revision) return { refused: 'staleRevision' }
  const { plan: newer, skips, moves } = item
  const landing = landingOf({ older: plan, newer, state, skips, moves })
  const step = 'reason' in landing ? undefined : newer.steps[landing.step]
  if ('reason' in landing || step === undefined) return { refused: 'editionKept' }
  const next = changed({ ...state, skips, decided: landing.decided })
  return landing.tasksStay ? next : openStep(closeAll(next, 'adopted'), landing.step, step, 'desk')
}

/** The plan that a dossier runs after an item. */
export const planAfter = (plan: Plan, item: Item): Plan => (item.kind === 'adoptEdition' ? item.plan : plan)
