import { localDate } from './local-day.ts'

/** Before the due day, on it until the due instant, or after that, as the forms and the figures tell it. */
export const timeliness = { early: 'Trước hạn', onTime: 'Đúng hạn', late: 'Quá hạn' } as const
export type Timeliness = keyof typeof timeliness

/** Of something done at an instant and due at another, ms. */
export function timelinessOf(doneAt: number, dueAt: number): Timeliness {
  if (doneAt > dueAt) return 'late'
  return localDate(doneAt) < localDate(dueAt) ? 'early' : 'onTime'
}
