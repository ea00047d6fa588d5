/** What a filing writes of the way of its dossier: the first step of its plan, as its workflow would write it. */
import type { Calendar } from '../../../domain/time/calendar.ts'
import { type Plan, skippedSteps, timeOf } from '../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../procedures/grammar/run/advance.ts'
import { initialState } from '../../../procedures/grammar/run/event.ts'
import { dueTimesOf, taskTimesOf } from '../../time/task-due.ts'
import { journalPayload, openedRows, resultOf } from '../transition/transition-rows.ts'

export interface FirstStep {
  item: object
  /** Of `dossier_revision`. */
  result: object
  /** Of `task`. */
  tasks: readonly object[]
  /** Payload of the entry `start` of the journal. */
  payload: object
}

/**
 * Revision 1 of a dossier. The statutory clock starts later, when it is accepted, so nothing but the share of the first task is
 * reckoned here.
 * @param at instant of receipt, ms
 */
export function firstStepOf(
  plan: Plan,
  form: Readonly<Record<string, unknown>>,
  calendar: Calendar,
  at: number,
): FirstStep {
  const item = { kind: 'start', key: 'start', at } as const
  const next = advance(plan, initialState(skippedSteps(plan, form)), item)
  if ('refused' in next || next.clock !== null || next.ending !== null || next.issues !== null) {
    throw new Error(
      `The plan of ${plan.procedure}, edition ${plan.edition}, does not begin by opening a task; check its definition`,
    )
  }
  const { state: _, ...change } = next
  const tasks = taskTimesOf({ change, time: timeOf(plan) })
  const dueAt = dueTimesOf(calendar, at, tasks, null)
  return {
    item,
    result: resultOf({ dueAt, event: null, tasks, clock: { dueAt: null } }),
    tasks: openedRows({ change }, dueAt),
    payload: journalPayload({ item, change }, { was: null, is: null }),
  }
}
