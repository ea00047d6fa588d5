import type { WriteInput } from '../activities/writes.ts'
import { addDuration, type Calendar, workingMsBetween } from '../domain/calendar.ts'

/** The statutory clock of a dossier: instants in ms, the time paused in working ms. */
export interface ClockRow {
  clockFrom: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
}

export interface Clock {
  state: 'running' | 'paused' | 'stopped' | null
  from: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
}

/**
 * The statutory clock after a transition. It starts from zero whenever the dossier is accepted (Điều 19
 * khoản 5, 118/2025/NĐ-CP); a pause adds the working time it took to the due date.
 */
export function clockAfter(input: WriteInput, row: ClockRow, calendar: Calendar): Clock {
  const { item, change, total } = input
  const stands: Clock = {
    state: null,
    from: row.clockFrom,
    pausedAt: row.pausedAt,
    pausedWorkingMs: row.pausedWorkingMs,
    dueAt: row.dueAt,
  }
  const extended =
    change.extendBy === null || row.dueAt === null
      ? stands
      : { ...stands, dueAt: addDuration(calendar, row.dueAt, change.extendBy) }
  switch (change.clock) {
    case 'start':
      return {
        state: 'running',
        from: item.at,
        pausedAt: null,
        pausedWorkingMs: 0,
        dueAt: addDuration(calendar, item.at, total),
      }
    case 'pause':
      return { ...extended, state: 'paused', pausedAt: item.at }
    case 'resume': {
      const paused = row.pausedAt === null ? 0 : workingMsBetween(calendar, row.pausedAt, item.at)
      return {
        ...extended,
        state: 'running',
        pausedAt: null,
        pausedWorkingMs: row.pausedWorkingMs + paused,
        dueAt: dueAfterPause(input, row, calendar, paused),
      }
    }
    case 'stop':
      return { ...extended, state: 'stopped', pausedAt: null }
    case null:
      return extended
  }
}

/** A limit in calendar days moves by the time the pause took, one in working time by its working time. */
function dueAfterPause(
  { item, total }: WriteInput,
  row: ClockRow,
  calendar: Calendar,
  pausedMs: number,
): number | null {
  if (row.dueAt === null || row.pausedAt === null) return row.dueAt
  if ('days' in total) return row.dueAt + (item.at - row.pausedAt)
  return addDuration(calendar, row.dueAt, { workingHours: pausedMs / 3_600_000 })
}
