/** The statutory clock of a dossier as what happened to it: from these facts every due date follows, on any calendar. */
import { addDuration, type Calendar, workingMsBetween } from './calendar.ts'
import { sameDayDue } from './cut-off.ts'
import { type Duration, partsOf, WORKING_DAY_MS } from './duration.ts'
import { addDaysToDate, localDate, startOfLocalDay } from './local-day.ts'
import type { CutOff } from './time-rules.ts'

/** `instant`: the government waits for an instant that it has set itself. */
export type PauseReason = 'supplement' | 'financial' | 'instant'

/** Something that moved the clock, at its legal instant (ms). */
export type ClockEvent = { readonly at: number } & (
  | {
      readonly kind: 'start'
      /** Where counting begins (ms): a cut-off or a reception elsewhere sets it apart from `at`. */
      readonly from: number
      readonly total: Duration
      /** Set where the result is owed on the day of reception. */
      readonly sameDay: CutOff | null
    }
  | { readonly kind: 'pause'; readonly why: PauseReason }
  | { readonly kind: 'resume' }
  | { readonly kind: 'extend'; readonly by: Duration }
  | { readonly kind: 'stop' }
  /** Took a newer edition: from its start on it has that edition's limit, unless that would be over already. */
  | {
      readonly kind: 'imported'
      /** Where counting began there (ms). */
      readonly from: number
      readonly total: Duration
      /** Working time used up to `at`, as the other system counted it; null where it did not say. */
      readonly usedWorkingMs: number | null
      /** The last one may still last. */
      readonly pauses: readonly Pause[]
      /** The date on the slip (ms): a promise prevails over any reckoning. Null where there was none. */
      readonly promisedDueAt: number | null
    }
  | ({ readonly kind: 'adopt'; readonly total: Duration; readonly sameDay: CutOff | null } & {
      readonly edition: string
      readonly basis: string
      readonly over?: true
    })
)

export type StartEvent = Extract<ClockEvent, { kind: 'start' }>
/** How the clock stood in another system when the dossier was taken over; `at` is when that system was read. */
export type ImportedEvent = Extract<ClockEvent, { kind: 'imported' }>
type AdoptEvent = Extract<ClockEvent, { kind: 'adopt' }>
/** What is left when newer editions have been taken into the starts that they change. */
type CountedEvent = Exclude<ClockEvent, AdoptEvent>
/** Begins a run of the clock. */
type Beginning = StartEvent | ImportedEvent

/** A newer edition that a run of the clock took, and the limit (null: the day itself) that it had before. */
export interface Adopted {
  readonly event: AdoptEvent
  readonly was: Duration | null
}

export interface Pause {
  readonly fromMs: number
  /** Null while it lasts. */
  readonly toMs: number | null
  readonly why: PauseReason
}

/** The run of the clock since it last started, with its result. Instants in ms. */
export interface ClockFacts {
  readonly start: StartEvent
  /** Earlier runs, ended by a supplement: their time does not count (118/2025/NĐ-CP, Điều 19 khoản 5). */
  readonly earlierStarts: readonly number[]
  readonly pauses: readonly Pause[]
  readonly extension: { readonly at: number; readonly fromMs: number; readonly toMs: number } | null
  readonly stoppedAt: number | null
  readonly adopted: readonly Adopted[]
  /** Set where this run began in another system. */
  readonly imported: ImportedEvent | null
  readonly dueAtMs: number
}

/**
 * Reckons the due instant from all events of a dossier, in their order; null where the clock never started. While it is
 * paused the date is the one that stood before: nobody knows yet how long the pause takes.
 * - Working time: a pause moves the end by the counted working time it took. On the day of reception nothing is counted
 *   of a limit in whole days, so nothing is lost there either.
 * - Calendar days: by the dates it took, from its first to the one before it ended.
 */
export function reckonDue(calendar: Calendar, events: readonly ClockEvent[]): ClockFacts | null {
  let course: ClockFacts | null = null
  // Calendar days counted so far: an end that was moved off a day off is no place to count on from.
  let days: number | null = null
  const { counted, adopted } = withAdopted(events)
  for (const event of counted) {
    if (event.kind === 'start') {
      days = 'days' in event.total && event.sameDay === null ? event.total.days : null
      course = begun(calendar, event, course)
    } else if (event.kind === 'imported') {
      days = null
      course = begunElsewhere(calendar, event)
    } else if (course !== null) {
      const next: ClockFacts = after(calendar, course, event, days)
      days = daysAfter(course, event, days)
      course = next
    }
  }
  return course === null ? null : { ...course, adopted }
}

/** A newer edition counts as if the run had had its limit from the start; earlier runs no longer count. */
function withAdopted(events: readonly ClockEvent[]): {
  counted: readonly CountedEvent[]
  adopted: readonly Adopted[]
} {
  const counted: CountedEvent[] = []
  let adopted: readonly Adopted[] = []
  for (const event of events) {
    if (isBeginning(event)) adopted = []
    if (event.kind !== 'adopt') {
      counted.push(event)
      continue
    }
    const index = counted.findLastIndex(isBeginning)
    const start = counted[index]
    if (start === undefined || !isBeginning(start)) continue
    adopted = [...adopted, { event, was: ownLimit(start) }]
    if (event.over !== true) counted[index] = withLimit(start, event)
  }
  return { counted, adopted }
}

const isBeginning = (event: ClockEvent): event is Beginning =>
  event.kind === 'start' || event.kind === 'imported'

const ownLimit = (start: Beginning): Duration | null =>
  start.kind === 'start' && start.sameDay !== null ? null : start.total

/** The date on an old slip was promised by the limit that no longer holds. */
const withLimit = (start: Beginning, { total, sameDay }: AdoptEvent): Beginning =>
  start.kind === 'start' ? { ...start, total, sameDay } : { ...start, total, promisedDueAt: null }

/** Where the counting of a limit begins (ms): the day of reception does not count for one in whole days. */
export function countsFrom({ from, total, sameDay }: StartEvent): number {
  const whole = 'days' in total ? total.days : partsOf(total).whole
  return sameDay !== null || whole === 0 ? from : startOfLocalDay(from) + DAY_MS
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

function begun(calendar: Calendar, start: StartEvent, before: ClockFacts | null): ClockFacts {
  const { from, total, sameDay } = start
  return {
    start,
    earlierStarts: before === null ? [] : [...before.earlierStarts, before.start.at],
    pauses: [],
    extension: null,
    stoppedAt: null,
    adopted: [],
    imported: null,
    dueAtMs: sameDay === null ? addDuration(calendar, from, total) : sameDayDue(calendar, from, sameDay),
  }
}

function begunElsewhere(calendar: Calendar, imported: ImportedEvent): ClockFacts {
  return {
    start: startElsewhere(imported),
    earlierStarts: [],
    pauses: imported.pauses,
    extension: null,
    stoppedAt: null,
    adopted: [],
    imported,
    dueAtMs: imported.promisedDueAt ?? reckonImported(calendar, imported),
  }
}

const startElsewhere = ({ from, total }: ImportedEvent): StartEvent => ({
  ...{ kind: 'start', at: from, from, total, sameDay: null },
})

/**
 * The due instant of a run that began in another system, without the date that it promised: what was left of a limit in working time
 * counts on from when that system was read; otherwise the limit counts from its beginning, with the pauses that ended.
 */
export function reckonImported(calendar: Calendar, imported: ImportedEvent): number {
  const { at, total, usedWorkingMs, pauses } = imported
  const leftMs = countsOn(imported) && usedWorkingMs !== null ? limitMs(total) - usedWorkingMs : null
  if (leftMs !== null && leftMs >= 0) return addDuration(calendar, at, { workingHours: leftMs / HOUR_MS })
  const ended = pauses.flatMap(({ fromMs, toMs, why }): ClockEvent[] =>
    toMs === null
      ? []
      : [
          { kind: 'pause', at: fromMs, why },
          { kind: 'resume', at: toMs },
        ],
  )
  const dueAtMs = reckonDue(calendar, [startElsewhere(imported), ...ended])?.dueAtMs ?? at
  // More was used than there was: it was late when that system was read.
  return leftMs === null ? dueAtMs : Math.min(dueAtMs, at)
}

/** Whether it is reckoned from what the other system counted as used. */
const countsOn = ({ total, usedWorkingMs }: ImportedEvent): boolean =>
  usedWorkingMs !== null && !('days' in total)

function limitMs(total: Duration): number {
  const { whole, restMs } = partsOf(total)
  return whole * WORKING_DAY_MS + restMs
}

/** From when on a pause takes time from a run: what another system counted has its pauses in it already. */
function pausesCountFrom({ start, imported }: ClockFacts): number {
  const since = countsFrom(start)
  if (imported === null || imported.promisedDueAt !== null || !countsOn(imported)) return since
  return Math.max(since, imported.at)
}

function after(
  calendar: Calendar,
  course: ClockFacts,
  event: Exclude<CountedEvent, Beginning>,
  days: number | null,
): ClockFacts {
  switch (event.kind) {
    case 'pause':
      return { ...course, pauses: [...course.pauses, { fromMs: event.at, toMs: null, why: event.why }] }
    case 'resume': {
      const last = course.pauses.at(-1)
      if (last === undefined || last.toMs !== null) return course
      const pause = { ...last, toMs: event.at }
      return {
        ...course,
        pauses: [...course.pauses.slice(0, -1), pause],
        dueAtMs: dueAfterPause(calendar, course, pause, days),
      }
    }
    case 'extend': {
      const { from } = course.start
      const fromMs = course.dueAtMs
      const counted = days !== null && 'days' in event.by ? days + event.by.days : null
      const toMs = addDuration(
        calendar,
        ...(counted === null ? ([fromMs, event.by] as const) : ([from, { days: counted }] as const)),
      )
      return { ...course, extension: { at: event.at, fromMs, toMs }, dueAtMs: toMs }
    }
    case 'stop':
      return { ...course, stoppedAt: event.at }
  }
}

function daysAfter(course: ClockFacts, event: CountedEvent, days: number | null): number | null {
  if (days === null) return null
  if (event.kind === 'extend') return 'days' in event.by ? days + event.by.days : null
  const last = course.pauses.at(-1)
  if (event.kind !== 'resume' || last === undefined || last.toMs !== null) return days
  return days + pausedDates(course.start, { ...last, toMs: event.at }).length
}

function dueAfterPause(
  calendar: Calendar,
  course: ClockFacts,
  pause: Pause & { readonly toMs: number },
  days: number | null,
): number {
  const { start, dueAtMs } = course
  if (days !== null) {
    return addDuration(calendar, start.from, { days: days + pausedDates(start, pause).length })
  }
  if ('days' in start.total) return addDuration(calendar, dueAtMs, { days: pausedDates(start, pause).length })
  const pausedMs = workingMsBetween(
    calendar,
    Math.min(Math.max(pause.fromMs, pausesCountFrom(course)), pause.toMs),
    pause.toMs,
  )
  return addDuration(calendar, dueAtMs, { workingHours: pausedMs / HOUR_MS })
}

/** The dates (YYYY-MM-DD) that a pause takes from a limit in calendar days. */
export function pausedDates(start: StartEvent, { fromMs, toMs }: Pause): readonly string[] {
  if (toMs === null) return []
  const until = localDate(toMs)
  const dates: string[] = []
  for (
    let date = localDate(Math.max(fromMs, countsFrom(start)));
    date < until;
    date = addDaysToDate(date, 1)
  ) {
    dates.push(date)
  }
  return dates
}
