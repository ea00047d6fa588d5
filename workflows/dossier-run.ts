import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { ErrorCode } from '../domain/errors.ts'
import type { Duration } from '../domain/time/duration.ts'
import type { Applied, DossierInput, TimelineEntry } from '../engine/messages.ts'
import { planAfter } from '../procedures/grammar/editions/apply-adoption.ts'
import { type Plan, type PlanTime, timeOf, totalOf } from '../procedures/grammar/plan/plan.ts'
import { advance, withDueTimes } from '../procedures/grammar/run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../procedures/grammar/run/event.ts'
import { type IssueAfter, issueAfter } from '../procedures/grammar/run/issue-after.ts'
import { afterWrite } from '../procedures/grammar/run/replay.ts'
import type { RequestedEvent } from '../procedures/grammar/run/request.ts'
import type { Transition } from '../procedures/grammar/run/transition.ts'
import type { MissedWrite } from '../procedures/grammar/run/write.ts'
import { writeNameOf } from '../procedures/grammar/run/write-name.ts'
import { durably } from './proxies.ts'

type Answer = { revision: number } | { refused: ErrorCode }
interface Queued {
  event: DossierEvent | 'catchUp' | 'reproject'
  answer: Answer | null
}

/** Well below the server's limit on updates in one run; what it suggests by itself comes first as a rule. */
const eventsPerRun = 1_000

/** Five minutes: reconcile comes once a minute, and a wait that an operator's brake makes longer stays short in the history. */
const aheadWaitMs = 300_000

/**
 * What one run of a dossier's workflow holds. One writer: update handlers and timers only put events into the queue; the main
 * loop alone takes one, computes `advance`, awaits the write that carries the expected revision and then takes the new
 * state. Two answers in the same moment are therefore two events, one after the other.
 *
 * Fields are `private` and not `#`: the bundler lowers `#` to a WeakMap a field, which each cached dossier would pay for.
 */
export class DossierRun {
  plan: Plan
  state: DossierState
  timeline: readonly TimelineEntry[]
  /** Another than the input's only where the dossier took a newer edition. */
  private planHash: string | undefined
  private readonly queue: Queued[] = []
  private handled = 0

  constructor(private readonly input: DossierInput) {
    const { correction, standing } = input
    this.plan = input.plan
    this.planHash = input.planHash
    this.state = standing?.state ?? initialState(input.skips, correction?.fromRevision)
    this.timeline = standing?.timeline ?? []
    if (Object.keys(this.state.rounds).length === 0) {
      const key = correction === undefined ? 'start' : `start:correction-${correction.number}`
      this.enqueue({ kind: 'start', key, at: input.filedAt })
    }
  }

  get hasQueued(): boolean {
    return this.queue.length > 0
  }

  /** The history is long enough to go on in a new one. */
  get isLong(): boolean {
    return this.handled >= eventsPerRun || workflowInfo().continueAsNewSuggested
  }

  enqueue(event: Queued['event']): void {
    this.queue.push({ event, answer: null })
  }

  dequeue(): Queued | undefined {
    return this.queue.shift()
  }

  /** Queues what somebody requests. @throws ApplicationFailure of the code with which it is refused */
  async ask(event: RequestedEvent): Promise<Applied> {
    const queued: Queued = { event, answer: null }
    this.queue.push(queued)
    await condition(() => queued.answer !== null)
    const answer = queued.answer ?? { refused: 'internal' }
    if ('refused' in answer) throw refusal(answer.refused)
    return answer
  }

  /**
   * Runs in the validator: what is refused here leaves no event in the history. It names the revision it was judged
   * at, because PostgreSQL may be ahead of this workflow.
   */
  refuseStale(event: RequestedEvent, seen: number | null): void {
    const { revision, ending } = this.state
    if (ending !== null) throw refusal('dossierClosed', revision)
    if (seen !== null && seen !== revision) throw refusal('staleRevision', revision)
    const next = advance(this.plan, this.state, event)
    if ('refused' in next) throw refusal(next.refused, revision)
  }

  async handle(queued: Queued): Promise<void> {
    if (queued.event === 'reproject') await this.reproject()
    else if (queued.event === 'catchUp') await this.catchUp()
    else queued.answer = await this.apply(queued.event)
    queued.answer ??= { revision: this.state.revision }
    this.handled += 1
  }

  /** Goes on in a new history, unless something came in while the last handlers finished. */
  async renew(): Promise<void> {
    // An update that comes now finishes only when it is taken from the queue: never wait for the handlers alone.
    await condition(() => allHandlersFinished() || this.hasQueued)
    if (this.hasQueued) return
    const { plan, planHash, state, timeline } = this
    await continueAsNew<(input: DossierInput) => Promise<unknown>>({
      ...this.input,
      plan,
      planHash,
      standing: { state, timeline },
    })
  }

  /** Whose writes these are. A dossier's own workflow names no correction, as before there were corrections. */
  private get identity(): { dossierId: string; correction?: number } {
    const { dossierId, correction } = this.input
    return { dossierId, ...(correction === undefined ? {} : { correction: correction.number }) }
  }

  private async apply(event: DossierEvent): Promise<Answer> {
    for (;;) {
      const next = advance(this.plan, this.state, event)
      if ('refused' in next) return next
      const issue = issueAfter(this.plan, event, next, Date.now())
      const answer = await this.write(event, next, issue)
      switch (answer.kind) {
        case 'refused':
          return { refused: answer.code }
        case 'applied':
          this.take(next, { item: event, dueAt: answer.dueAt })
          // Only where the write says so, and no patch marker: a recorded write or a worker of an older build issued nothing.
          if (issue !== null && answer.issued) this.take(issue.next, { item: issue.event, dueAt: {} })
          return { revision: next.state.revision }
        case 'unchanged':
          this.state = withDueTimes(this.state, answer.dueAt)
          return { revision: answer.appliedAs ?? this.state.revision }
        case 'ahead':
          // PostgreSQL is the record: what it does not hold has not happened. Reconcile ends this workflow and starts it from
          // its rows; until then nothing is written, and no answer says that anything was applied.
          if (patched('wait-where-ahead')) await sleep(aheadWaitMs)
          else await this.reproject()
          break
        case 'behind': {
          const made = this.takeMissed(answer.missed, event.key)
          if (made !== null) return { revision: made }
        }
      }
    }
  }

  private write(event: DossierEvent, next: Transition, issue: IssueAfter | null) {
    const name = writeNameOf(this.plan, this.state, event)
    return durably(name === 'intake' && this.input.correction !== undefined ? 'correction' : name, {
      ...this.identity,
      expectedRevision: this.state.revision,
      item: event,
      change: changeOf(next),
      ...(issue === null ? {} : { issue: { item: issue.event, change: changeOf(issue.next) } }),
      ...timesUnder(this.plan, this.state, event),
    })
  }

  private take(next: Transition, written: MissedWrite): void {
    const { plan, planHash, state, timeline } = this
    const after = afterWrite({ plan, planHash, state, timeline }, written, next)
    this.plan = after.plan
    this.planHash = after.planHash
    this.state = after.state
    this.timeline = after.timeline
  }

  /** Takes up writes that the history lost; answers with the revision that the event of this key made, if one did. */
  private takeMissed(missed: readonly MissedWrite[], key: string | null): number | null {
    let made: number | null = null
    for (const write of missed) {
      const { item: event } = write
      const next = advance(this.plan, this.state, event)
      // Fails the workflow task, not the dossier: it waits, visibly, for a build that understands the write.
      if ('refused' in next)
        throw new Error(`cannot take up ${event.key} of ${this.input.dossierId}: ${next.refused}`)
      this.take(next, write)
      if (event.key === key) made = this.state.revision
    }
    return made
  }

  private async catchUp(): Promise<void> {
    const { missed, dueAt } = await durably('standing', { ...this.identity, revision: this.state.revision })
    this.takeMissed(missed, null)
    this.state = withDueTimes(this.state, dueAt)
  }

  private async reproject(): Promise<void> {
    const { plan, planHash, state } = this
    const adopted = planHash === undefined ? {} : { adopted: { plan, planHash } }
    await durably('reproject', { ...this.identity, state, at: Date.now(), ...adopted })
  }
}

const changeOf = ({ state: _, ...change }: Transition): Omit<Transition, 'state'> => change

/** The times by which a write reckons: those of the plan that the dossier runs after it. */
function timesUnder(
  plan: Plan,
  state: DossierState,
  event: DossierEvent,
): { total: Duration; time: PlanTime } {
  const after = planAfter(plan, event)
  return {
    total: totalOf(after, event.kind === 'adoptEdition' ? event.skips : state.skips),
    time: timeOf(after),
  }
}

const refusal = (code: ErrorCode, ...details: number[]): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: code, nonRetryable: true, details })
