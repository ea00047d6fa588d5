/**
 * Four words to test a definition in: `file` a dossier, `decide` at its desks, be `at` another time, `expect` what is so
 * then. No server runs: the plan is taken through `advance`, and every time comes from the functions of the write that
 * keeps it (`db/time/statutory-clock.ts`, `db/time/task-due.ts`), on the calendar of `data/`. Who may decide is not judged.
 */
import { expect as assert } from 'vitest'
import { parseCalendar } from '../../db/load/calendar-file.ts'
import { readDataFile } from '../../db/load/reference-files.ts'
import { type Clock, type ClockRow, clockAfter, clockEventOf } from '../../db/time/statutory-clock.ts'
import { dueTimesOf, taskTimesOf } from '../../db/time/task-due.ts'
import { calendarOf } from '../../domain/time/calendar.ts'
import type { ClockEvent } from '../../domain/time/clock-events.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { FiledForm } from '../../procedures/grammar/definition/field.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { type Plan, skippedSteps, timeOf, totalOf } from '../../procedures/grammar/plan/plan.ts'
import { advance, withDueTimes } from '../../procedures/grammar/run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../../procedures/grammar/run/event.ts'
import type { WriteInput } from '../../procedures/grammar/run/write.ts'

const { version, days, knownUntil } = parseCalendar(await readDataFile('calendar.json'))
const calendar = calendarOf(version, days, knownUntil)

/** What is so of a dossier; times are local, `2026-11-23 09:00`. Several of a kind stand in one text, a space between. */
export interface Facts {
  /** Steps that are open, `step.body` for a consulted body, `supplement` while the applicant is asked. */
  open: string
  /** Roles at whose desks they lie. */
  by: string
  /** When they are due; said once where they are due together. */
  due: string
  /** Those whose time is over. */
  late: string
  /** When the dossier itself is due; null while its clock has not started. */
  owed: string | null
  clock: 'running' | 'paused' | 'stopped' | null
  ends: string | null
  result: string | null
}

export interface Words {
  /** `decide('review', 'approved')`, `decide('ask.police', 'agreed')`, `decide('supplement', 'completed')`, `decide('withdraw')`. */
  decide(step: string, outcome?: string): void
  /** Moves to a later time and applies everything that falls due until then. */
  at(when: string): void
  expectState(facts: Partial<Facts>): void
}

/** Files a dossier of a definition; the form need say only what its conditions ask. */
export function fileDossier(procedure: Procedure, when: string, form: FiledForm = {}): Words {
  const now = instantOf(when)
  if (localDate(now) < procedure.edition) {
    throw new RangeError(`${procedure.code} is filed on ${when}, before its edition ${procedure.edition}`)
  }
  const dossier = new FiledDossier(planOf(procedure, localDate(now)), now, form)
  return {
    decide: (step, outcome) => dossier.decide(step, outcome),
    at: (later) => dossier.goOnTo(instantOf(later)),
    expectState: (facts) => assert(dossier.facts).toMatchObject(facts),
  }
}

class FiledDossier {
  #state: DossierState
  #row: ClockRow
  #clock: Clock['state'] = null
  #result: string | null = null
  readonly #events: ClockEvent[] = []
  readonly #roles = new Map<string, string>()

  constructor(
    private readonly plan: Plan,
    private now: number,
    form: FiledForm,
  ) {
    this.#state = initialState(skippedSteps(plan, form))
    this.#row = {
      ...{ clockFrom: null, pausedAt: null, pausedWorkingMs: 0, dueAt: null, filedAt: now },
      ...{ channel: 'online', receptionUnitId: '', enteredLater: false },
    }
    this.#take({ kind: 'start' })
  }

  get facts(): Facts {
    const open = Object.entries(this.#state.tasks)
    const dues = open.flatMap(([, { dueAt }]) => (dueAt === null ? [] : [wordsOf(dueAt)]))
    return {
      open: open.map(([, { step, body }]) => tokenOf(step, body)).join(' '),
      by: open.flatMap(([key]) => this.#roles.get(key) ?? []).join(' '),
      due: [...new Set(dues)].join(' '),
      late: open.flatMap(([, { step, body, late }]) => (late ? [tokenOf(step, body)] : [])).join(' '),
      owed: this.#row.dueAt === null ? null : wordsOf(this.#row.dueAt),
      ...{ clock: this.#clock, ends: this.#state.ending, result: this.#result },
    }
  }

  decide(token: string, outcome = ''): void {
    this.#take(this.#itemOf(token, outcome))
  }

  goOnTo(later: number): void {
    if (later < this.now) throw new RangeError(`${wordsOf(later)} lies before ${wordsOf(this.now)}`)
    for (let next = this.#nextDue(later); next !== null; next = this.#nextDue(later)) {
      this.now = next.dueAt
      this.#take({ kind: 'due', task: next.task })
    }
    this.now = later
  }

  #itemOf(token: string, outcome: string): Distribute<DossierEvent> {
    if (token === 'withdraw') return { kind: 'withdraw' }
    const open = Object.entries(this.#state.tasks)
    const found = open.find(([, { step, body }]) => tokenOf(step, body) === token)
    if (found === undefined) throw new Error(`${token} is not open; open is “${this.facts.open}”`)
    const [task, { holder }] = found
    if (holder !== 'applicant') return { kind: holder === 'engine' ? 'done' : 'decide', task, outcome }
    if (outcome === 'completed') return { kind: 'supplement', skips: this.#state.skips }
    throw new Error('a supplement is completed, or lapses when its time is over')
  }

  /** What is late falls due no more. */
  #nextDue(until: number): { task: string; dueAt: number } | null {
    const due = Object.entries(this.#state.tasks).flatMap(([task, { dueAt, late }]) =>
      dueAt === null || late || dueAt > until ? [] : [{ task, dueAt }],
    )
    return due.sort((a, b) => a.dueAt - b.dueAt)[0] ?? null
  }

  #take(what: Distribute<DossierEvent>): void {
    const item: DossierEvent = { ...what, key: `item-${this.#state.revision}`, at: this.now }
    const next = advance(this.plan, this.#state, item)
    if ('refused' in next) throw new Error(`${item.kind} is refused: ${next.refused}`)
    const { state, ...change } = next
    this.#state = withDueTimes(state, this.#reckon(item, change))
    for (const { key, desk } of change.opens) if (desk !== null) this.#roles.set(key, desk.role)
    this.#result = change.issues ?? this.#result
    // The engine issues by itself, at once.
    const issuing = Object.entries(state.tasks).find(
      ([, { step, holder }]) => holder === 'engine' && this.plan.steps[step]?.does?.work === 'issue',
    )
    if (issuing !== undefined) this.#take({ kind: 'done', task: issuing[0], outcome: 'issued' })
  }

  /** As the write does: the clock first, then the tasks that opened. */
  #reckon(item: DossierEvent, change: WriteInput['change']) {
    const input: WriteInput = {
      ...{ dossierId: '', expectedRevision: this.#state.revision, item, change },
      ...{ total: totalOf(this.plan, this.#state.skips), time: timeOf(this.plan) },
    }
    const event = clockEventOf(input, this.#row, false, calendar)
    const { state, from, pausedAt, pausedWorkingMs, dueAt } = clockAfter(
      event,
      this.#row,
      calendar,
      this.#events,
    )
    if (event !== null) this.#events.push(event)
    this.#clock = state ?? this.#clock
    this.#row = { ...this.#row, clockFrom: from, pausedAt, pausedWorkingMs, dueAt }
    return dueTimesOf(calendar, item.at, taskTimesOf(input), dueAt)
  }
}

type Distribute<I> = I extends DossierEvent ? Omit<I, 'key' | 'at'> : never

const tokenOf = (step: string, body: string): string => (body === '' ? step : `${step}.${body}`)

const ZONE_OFFSET_MS = 7 * 3_600_000

const wordsOf = (ms: number): string =>
  new Date(ms + ZONE_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

function instantOf(when: string): number {
  const ms = Date.parse(`${when.replace(' ', 'T')}:00+07:00`)
  if (Number.isNaN(ms)) throw new RangeError(`"${when}" is no time; write 2026-11-23 09:00`)
  return ms
}
