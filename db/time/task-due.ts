import { addDuration, type Calendar } from '../../domain/time/calendar.ts'
import { dueAfterTransfer } from '../../domain/time/cut-off.ts'
import { endOfLocalDay } from '../../domain/time/local-day.ts'
import type { CutOff } from '../../domain/time/time-rules.ts'
import type { OpenedTask } from '../../procedures/grammar/run/transition.ts'
import type { DueTimes, WriteInput } from '../../procedures/grammar/run/write.ts'

/** What the due time of a task follows from, kept with the write that opened it. */
export interface TaskTime {
  holder: OpenedTask['holder']
  within: OpenedTask['within']
  /** Set where the task begins with the dossier handed over to it. */
  transfer: CutOff | null
  /** The share ends with the time of the dossier, or of the correction, at the latest. */
  capped: boolean
}

/** When a task opened at an instant (ms) is due; `dossierDueAt` is when its dossier, or its correction, is. */
export function taskDue(
  calendar: Calendar,
  at: number,
  task: TaskTime,
  dossierDueAt: number | null,
): number | null {
  const { holder, within, transfer, capped } = task
  if (within === null) return null
  if (holder === 'applicant') return endOfLocalDay(addDuration(calendar, at, within))
  const due =
    transfer === null ? addDuration(calendar, at, within) : dueAfterTransfer(calendar, at, within, transfer)
  return capped && dossierDueAt !== null ? Math.min(due, Math.max(dossierDueAt, at)) : due
}

/** How the tasks that a write opens get their time. */
export function taskTimesOf({
  change,
  time,
  correction,
}: Pick<WriteInput, 'change' | 'time' | 'correction'>): Readonly<Record<string, TaskTime>> {
  const accepted = change.closes.some(({ outcome }) => outcome === 'accepted')
  const transfer = accepted ? (time?.cutOff.transfer ?? null) : null
  const sameDay = time !== undefined && time.cutOff.sameDay !== null
  return Object.fromEntries(
    change.opens.map(({ key, holder, within }): [string, TaskTime] => [
      key,
      {
        holder,
        within,
        transfer: holder === 'desk' ? transfer : null,
        capped: holder === 'desk' && (sameDay || transfer !== null || correction !== undefined),
      },
    ]),
  )
}

export function dueTimesOf(
  calendar: Calendar,
  at: number,
  tasks: Readonly<Record<string, TaskTime>>,
  dossierDueAt: number | null,
): DueTimes {
  return Object.fromEntries(
    Object.entries(tasks).map(([key, task]) => [key, taskDue(calendar, at, task, dossierDueAt)]),
  )
}
