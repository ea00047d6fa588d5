import type { Plan } from '../plan/plan.ts'
import { advance } from './advance.ts'
import type { DossierEvent, DossierEventOf } from './event.ts'
import type { Transition } from './transition.ts'

/** The issue of a result that follows from another transition at once. */
export interface IssueAfter {
  event: DossierEventOf<'done'>
  next: Transition
}

/**
 * The issue that a transition leads to with nothing between and nothing behind it: one write can hold both, each as a revision
 * of its own. Null where it leads elsewhere. An adoption runs another plan afterwards, and stays alone.
 * @param at instant of the issue, ms
 */
export function issueAfter(
  plan: Plan,
  event: DossierEvent,
  { state, opens }: Transition,
  at: number,
): IssueAfter | null {
  const [opened] = opens
  if (event.kind === 'adoptEdition' || opened === undefined || Object.keys(state.tasks).length !== 1)
    return null
  if (opened.holder !== 'engine' || plan.steps[opened.step]?.does?.work !== 'issue') return null
  const issued = issuedEvent(opened.key, at)
  const next = advance(plan, state, issued)
  return 'refused' in next || next.ending === null ? null : { event: issued, next }
}

/** The engine's own work on an issue is over as soon as it begins. */
export const issuedEvent = (task: string, at: number): DossierEventOf<'done'> => ({
  kind: 'done',
  key: `done:${task}`,
  at,
  task,
  outcome: 'issued',
})
