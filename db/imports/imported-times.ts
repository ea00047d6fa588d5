import type { Calendar } from '../../domain/time/calendar.ts'
import type { ImportedEvent } from '../../domain/time/clock-events.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { DossierEventOf } from '../../procedures/grammar/run/event.ts'
import type { Transition } from '../../procedures/grammar/run/transition.ts'
import type { Reckoned } from '../dossier/transition/transition-rows.ts'
import { type Clock, clockOfImported } from '../time/statutory-clock.ts'
import { dueTimesOf, type TaskTime } from '../time/task-due.ts'

const notStarted: Clock = { state: null, from: null, pausedAt: null, pausedWorkingMs: 0, dueAt: null }

/**
 * Clock and due times of an imported position. A share of a desk begins with the take-over and ends with the dossier's own time;
 * what stays open from an earlier row gets its time as well.
 */
export function importedTimes(
  calendar: Calendar,
  plan: Plan,
  {
    item,
    change,
    kept,
  }: {
    item: DossierEventOf<'import'>
    change: Pick<Transition, 'opens'>
    /** Tasks that stay open, with their steps. */
    kept: readonly { key: string; step: string }[]
  },
  event: ImportedEvent | null,
): Reckoned {
  const clock = event === null ? notStarted : clockOfImported(event, calendar)
  const timed = (holder: TaskTime['holder'], within: TaskTime['within']): TaskTime => ({
    ...{ holder, within, transfer: null, capped: holder === 'desk' && event !== null },
  })
  const tasks = Object.fromEntries([
    ...change.opens.map(({ key, holder, within }) => [key, timed(holder, within)] as const),
    ...kept.map(({ key, step }) => [key, timed('desk', plan.steps[step]?.within ?? null)] as const),
  ])
  return { clock, event, tasks, dueAt: dueTimesOf(calendar, item.at, tasks, clock.dueAt) }
}
