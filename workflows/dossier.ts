/**
 * The interpreter: runs any plan. One writer: update handlers and timers only put items into a queue; the
 * main loop alone takes one, reckons `advance`, awaits the write that carries the expected revision and then
 * takes the new state. Two answers in the same moment are therefore two items, one after the other.
 */
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { ErrorCode } from '../domain/errors.ts'
import type { Duration } from '../domain/time/calendar.ts'
import {
  type Applied,
  catchUpSignal,
  type DossierInput,
  reprojectSignal,
  stateQuery,
  type TimelineEntry,
  timelineQuery,
  updates,
  type WorkflowSnapshot,
} from '../engine/messages.ts'
import { planAfter } from '../procedures/grammar/editions/apply-adoption.ts'
import { type Plan, type PlanTime, timeOf, totalOf } from '../procedures/grammar/plan/plan.ts'
import { advance, withDueTimes } from '../procedures/grammar/run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../procedures/grammar/run/event.ts'
import { afterWrite } from '../procedures/grammar/run/replay.ts'
import type { RequestedEvent } from '../procedures/grammar/run/request.ts'
import type { Transition } from '../procedures/grammar/run/transition.ts'
import type { MissedWrite } from '../procedures/grammar/run/write.ts'
import { writeNameOf } from '../procedures/grammar/run/write-name.ts'
import { DueTimer } from './due-timer.ts'
import { EngineWorks } from './engine-works.ts'
import { durably } from './proxies.ts'

type Answer = { revision: number } | { refused: ErrorCode }
interface Waiting {
  item: DossierEvent | 'catchUp' | 'reproject'
  answer: Answer | null
}

/** Well below the server's limit on updates in one run; what it suggests by itself comes first as a rule. */
const itemsPerRun = 1_000

/** Five minutes: reconcile comes once a minute, and a wait that an operator's brake makes longer stays short in the history. */
const aheadWaitMs = 300_000

export default async function dossier(
  input: DossierInput,
): Promise<Pick<DossierState, 'ending' | 'revision'>> {
  const { dossierId, correction } = input
  // Another only where the dossier takes a newer edition.
  let { plan, planHash } = input
  // Absent for the dossier's own workflow, whose writes then look as they did before there were corrections.
  const run = { dossierId, ...(correction === undefined ? {} : { correction: correction.number }) }
  let state = input.standing?.state ?? initialState(input.skips, correction?.fromRevision)
  let timeline: readonly TimelineEntry[] = input.standing?.timeline ?? []
  let taken = 0
  const queue: Waiting[] = []
  // Before the handlers: a request that came before the first task then waits behind the start.
  if (Object.keys(state.rounds).length === 0) {
    const key = correction === undefined ? 'start' : `start:correction-${correction.number}`
    queue.push({ item: { kind: 'start', key, at: input.filedAt }, answer: null })
  }

  setHandler(stateQuery, () => state)
  setHandler(timelineQuery, () => timeline)
  setHandler(catchUpSignal, () => void queue.push({ item: 'catchUp', answer: null }))
  setHandler(reprojectSignal, () => void queue.push({ item: 'reproject', answer: null }))
  const validator = (item: RequestedEvent, seen: number | null): void => refuseStale(plan, state, item, seen)
  setHandler(updates.decide, ask, { validator })
  setHandler(updates.supplement, ask, { validator })
  setHandler(updates.withdraw, ask, { validator })
  setHandler(updates.reassign, ask, { validator })
  setHandler(updates.extend, ask, { validator })
  setHandler(updates.adoptEdition, ask, { validator })

  async function ask(item: RequestedEvent): Promise<Applied> {
    const waiting: Waiting = { item, answer: null }
    queue.push(waiting)
    await condition(() => waiting.answer !== null)
    const answer = waiting.answer ?? { refused: 'internal' }
    if ('refused' in answer) throw refusal(answer.refused)
    return answer
  }

  function take(next: Transition, written: MissedWrite): void {
    const before = { plan, planHash, state, timeline }
    ;({ plan, planHash, state, timeline } = afterWrite(before, written, next))
  }

  /** Takes up writes that the history lost; answers with the revision that the item of this key made, if one did. */
  function takeMissed(missed: readonly MissedWrite[], key: string | null): number | null {
    let made: number | null = null
    for (const write of missed) {
      const { item } = write
      const next = advance(plan, state, item)
      // Fails the workflow task, not the dossier: it waits, visibly, for a build that understands the write.
      if ('refused' in next) throw new Error(`cannot take up ${item.key} of ${dossierId}: ${next.refused}`)
      take(next, write)
      if (item.key === key) made = state.revision
    }
    return made
  }

  async function apply(item: DossierEvent): Promise<Answer> {
    for (;;) {
      const next = advance(plan, state, item)
      if ('refused' in next) return next
      const { state: _, ...change } = next
      const expectedRevision = state.revision
      const name = writeNameOf(plan, state, item)
      const answer = await durably(name === 'intake' && correction !== undefined ? 'correction' : name, {
        ...run,
        expectedRevision,
        item,
        change,
        ...timesUnder(plan, state, item),
      })
      switch (answer.kind) {
        case 'refused':
          return { refused: answer.code }
        case 'applied':
          take(next, { item, dueAt: answer.dueAt })
          return { revision: state.revision }
        case 'unchanged':
          state = withDueTimes(state, answer.dueAt)
          return { revision: answer.appliedAs ?? state.revision }
        case 'ahead':
          // PostgreSQL is the record: what it does not hold has not happened. Reconcile ends this workflow and starts it from
          // its rows; until then nothing is written, and nobody is told that anything was applied.
          if (patched('wait-where-ahead')) await sleep(aheadWaitMs)
          else await reproject()
          break
        case 'behind': {
          const made = takeMissed(answer.missed, item.key)
          if (made !== null) return { revision: made }
        }
      }
    }
  }

  async function reproject(): Promise<void> {
    const adopted = planHash === undefined ? {} : { adopted: { plan, planHash } }
    await durably('reproject', { ...run, state, at: Date.now(), ...adopted })
  }

  async function settle(waiting: Waiting): Promise<void> {
    if (waiting.item === 'reproject') {
      await reproject()
    } else if (waiting.item === 'catchUp') {
      const { missed, dueAt } = await durably('standing', { ...run, revision: state.revision })
      takeMissed(missed, null)
      state = withDueTimes(state, dueAt)
    } else {
      waiting.answer = await apply(waiting.item)
    }
  }

  const timer = new DueTimer()
  const works = new EngineWorks(dossierId, (item) => void queue.push({ item, answer: null }))
  // A renewed run has open tasks and due times from its first moment on.
  works.begin(plan, state)
  timer.set(state)
  while (state.ending === null || queue.length > 0) {
    await condition(() => queue.length > 0 || timer.woke)
    for (const item of timer.dueItems(state, Date.now())) queue.push({ item, answer: null })
    for (let waiting = queue.shift(); waiting !== undefined; waiting = queue.shift()) {
      await settle(waiting)
      waiting.answer ??= { revision: state.revision }
      taken += 1
      works.begin(plan, state)
    }
    timer.set(state)
    const renew = taken >= itemsPerRun || workflowInfo().continueAsNewSuggested
    if (renew && state.ending === null && works.idle)
      await renewRun({ ...input, plan, planHash }, { state, timeline }, () => queue.length === 0)
  }
  await condition(allHandlersFinished)
  return { ending: state.ending, revision: state.revision }
}

/** The times by which a write reckons: those of the plan that the dossier runs after it. */
function timesUnder(
  plan: Plan,
  state: DossierState,
  item: DossierEvent,
): { total: Duration; time: PlanTime } {
  const after = planAfter(plan, item)
  return {
    total: totalOf(after, item.kind === 'adoptEdition' ? item.skips : state.skips),
    time: timeOf(after),
  }
}

/** Goes on in a fresh history, unless something came in while the last handlers finished. */
async function renewRun(
  input: DossierInput,
  standing: WorkflowSnapshot,
  quiet: () => boolean,
): Promise<void> {
  // An update that comes now finishes only when it is taken from the queue: never wait for the handlers alone.
  await condition(() => allHandlersFinished() || !quiet())
  if (quiet()) await continueAsNew<typeof dossier>({ ...input, standing })
}

/**
 * Runs in the validator: what is refused here leaves no event in the history. It names the revision it was judged
 * at, because PostgreSQL may be ahead of this workflow.
 */
function refuseStale(plan: Plan, state: DossierState, item: RequestedEvent, seen: number | null): void {
  if (state.ending !== null) throw refusal('dossierClosed', state.revision)
  if (seen !== null && seen !== state.revision) throw refusal('staleRevision', state.revision)
  const next = advance(plan, state, item)
  if ('refused' in next) throw refusal(next.refused, state.revision)
}

const refusal = (code: ErrorCode, ...details: number[]): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: code, nonRetryable: true, details })
