import type { DossierChannel } from '../../domain/dossier/dossier.ts'
import { addDuration, type Calendar, workingMsBetween } from '../../domain/time/calendar.ts'
import {
  type ClockEvent,
  type ImportedEvent,
  type PauseReason,
  reckonDue,
  type StartEvent,
} from '../../domain/time/clock-events.ts'
import { receivedAt } from '../../domain/time/cut-off.ts'
import type { WriteInput } from '../../procedures/grammar/run/write.ts'

/** The statutory clock of a dossier: instants in ms, the time paused in working ms. */
export interface ClockRow {
  clockFrom: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
  filedAt: number
  channel: DossierChannel
  receptionUnitId: string
  /** It was entered later than it was received: `filedAt` is the receipt. */
  enteredLater: boolean
}

export interface Clock {
  state: 'running' | 'paused' | 'stopped' | null
  from: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
}

/**
 * What a write does to the clock, as the fact that is kept; null where it does nothing.
 * @param receivedElsewhere by a unit that was not competent when it received the dossier
 */
export function clockEventOf(
  input: WriteInput,
  row: ClockRow,
  receivedElsewhere: boolean,
  calendar: Calendar,
): ClockEvent | null {
  const { item, change } = input
  const { at } = item
  switch (change.clock) {
    case 'start':
      return startOf(input, row, receivedElsewhere, calendar)
    case 'pause':
      return { at, kind: 'pause', why: pauseReasonOf(change) }
    case 'resume':
    case 'stop':
      return { at, kind: change.clock }
    case null:
      if (item.kind === 'adoptEdition') return adoptionOf(input, row)
      return change.extendBy === null ? null : { at, kind: 'extend', by: change.extendBy }
  }
}

function pauseReasonOf({ opens }: WriteInput['change']): PauseReason {
  if (opens.some(({ step }) => step === 'supplement')) return 'supplement'
  return opens.some(({ kind }) => kind === 'byHand') ? 'instant' : 'financial'
}

/** A newer edition sets a new limit; before the clock has started there is none. */
function adoptionOf({ item, total, time }: WriteInput, row: ClockRow): ClockEvent | null {
  if (item.kind !== 'adoptEdition' || row.clockFrom === null) return null
  const { at, basis, plan } = item
  const sameDay = time?.cutOff.sameDay ?? null
  return { at, kind: 'adopt', total, sameDay, edition: plan.edition, basis }
}

/**
 * The clock after a write. It starts from zero whenever the dossier is accepted (118/2025/NĐ-CP, Điều 19 khoản 5).
 * @param before what moved it so far, needed where a date is moved and not set
 */
export function clockAfter(
  event: ClockEvent | null,
  row: ClockRow,
  calendar: Calendar,
  before: readonly ClockEvent[],
): Clock {
  const unchanged: Clock = {
    state: null,
    from: row.clockFrom,
    pausedAt: row.pausedAt,
    pausedWorkingMs: row.pausedWorkingMs,
    dueAt: row.dueAt,
  }
  switch (event?.kind) {
    case 'start': {
      const dueAt = reckonDue(calendar, [event])?.dueAtMs ?? null
      return { state: 'running', from: event.from, pausedAt: null, pausedWorkingMs: 0, dueAt }
    }
    case 'imported':
      return clockOfImported(event, calendar)
    case 'pause':
      return { ...unchanged, state: 'paused', pausedAt: event.at }
    case 'resume': {
      const pausedMs = row.pausedAt === null ? 0 : workingMsBetween(calendar, row.pausedAt, event.at)
      return {
        ...unchanged,
        state: 'running',
        pausedAt: null,
        pausedWorkingMs: row.pausedWorkingMs + pausedMs,
        dueAt: dueAfter(event, row, calendar, before),
      }
    }
    case 'extend':
    case 'adopt':
      return { ...unchanged, dueAt: dueAfter(event, row, calendar, before) }
    case 'stop':
      return { ...unchanged, state: 'stopped', pausedAt: null }
    case undefined:
      return unchanged
  }
}

/** The clock of a dossier as it stood in another system. */
export function clockOfImported(event: ImportedEvent, calendar: Calendar): Clock {
  const pausedMs = event.pauses.map(({ fromMs, toMs }) =>
    toMs === null ? 0 : workingMsBetween(calendar, fromMs, toMs),
  )
  const pausedAt = event.pauses.find(({ toMs }) => toMs === null)?.fromMs ?? null
  return {
    state: pausedAt === null ? 'running' : 'paused',
    from: event.from,
    pausedAt,
    pausedWorkingMs: pausedMs.reduce((sum, ms) => sum + ms, 0),
    dueAt: reckonDue(calendar, [event])?.dueAtMs ?? null,
  }
}

/**
 * Received by a unit that is not competent, a dossier counted from that reception (118/2025/NĐ-CP, Điều 17 khoản 3)
 * and since 5 August 2026 counts from the competent unit's (309/2026/NĐ-CP). Online there is no such reception.
 */
function startOf(
  { item, total, time }: WriteInput,
  row: ClockRow,
  receivedElsewhere: boolean,
  calendar: Calendar,
): StartEvent {
  const first = row.clockFrom === null
  const fromReception = receivedElsewhere && time?.outOfAreaStart === 'reception'
  // What lay on paper before it was entered was received nevertheless; a second start is after a supplement.
  const onPaper = row.enteredLater && (!receivedElsewhere || fromReception)
  const at = first && (fromReception || onPaper) ? row.filedAt : item.at
  return {
    at: item.at,
    kind: 'start',
    from: receivedAt(calendar, at, time?.cutOff.reception ?? null),
    total,
    sameDay: time?.cutOff.sameDay ?? null,
  }
}

function dueAfter(
  event: Extract<ClockEvent, { kind: 'resume' | 'extend' | 'adopt' }>,
  row: ClockRow,
  calendar: Calendar,
  before: readonly ClockEvent[],
): number | null {
  const course = reckonDue(calendar, [...before, event])
  if (course !== null) return course.dueAtMs
  // The rows that say how the date came about were lost: it is moved from where it is.
  if (row.dueAt === null) return null
  if (event.kind === 'extend') return addDuration(calendar, row.dueAt, event.by)
  if (row.pausedAt === null || event.kind === 'adopt') return row.dueAt
  const pausedMs = workingMsBetween(calendar, row.pausedAt, event.at)
  return addDuration(calendar, row.dueAt, { workingHours: pausedMs / 3_600_000 })
}
