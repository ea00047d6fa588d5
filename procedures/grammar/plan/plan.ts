import type { Ending, Power, Role, Tier } from '../../../domain/dossier/dossier.ts'
import { addDurations, type Duration } from '../../../domain/time/duration.ts'
import type { CutOff } from '../../../domain/time/time-rules.ts'
import { type Condition, holds } from '../definition/condition.ts'
import type { IssueEffects } from '../definition/grant-rule.ts'
import type { StepKind } from '../definition/step.ts'

/** Raised with every change of what a plan means; the interpreter keeps understanding the older ones. */
export const engineVersion = 2

/**
 * What a dossier runs: its procedure's edition, compiled to explicit routes. It is the workflow's input and
 * never changes while the dossier is open, so the law under which a dossier was filed stays with it.
 */
export interface Plan {
  engineVersion: number
  procedure: string
  edition: string
  name: string
  total: Duration
  /** The rules of time on the day of filing. Plans of version 1 have none and mean what `timeOf` says. */
  time?: PlanTime
  /** Version 1 only. */
  supplementWithin?: Duration
  first: string
  steps: Readonly<Record<string, PlanStep>>
}

/** What of the rules of time (domain/time/time-rules.ts) a dossier keeps from its filing on. */
export interface PlanTime {
  supplements: { times: number; within: Duration; askWithin: readonly (Duration | null)[] }
  cutOff: { transfer: CutOff | null; reception: CutOff | null; sameDay: CutOff | null }
  outOfAreaStart: 'reception' | 'competent'
  extension: { times: number; workingDaysBefore: number }
}

export interface PlanStep {
  kind: StepKind
  name: string
  /** Desks that answer: several for a consultation, none where the engine needs nobody. */
  desks: readonly Desk[]
  within: Duration | null
  routes: Readonly<Record<string, Route>>
  /** What the end of its time means: `late` is lateness only, anything else an outcome that follows by itself. */
  onDue: string
  /** Where a dossier goes on for which the step's condition does not hold. */
  next: Route
  notBy: readonly string[]
  when: Condition | null
  /** The clock is paused while the step is open. */
  pausesClock: boolean
  /** What the engine itself does in this step. */
  does: EngineWork | null
  /** What a law adds to the statutory time of a dossier that goes through this step. */
  longer?: Duration
}

export interface Desk {
  /** Key of the consulted body; empty where the step has one desk. */
  body: string
  role: Role
  tier: Tier
  power: Power
}

export type Route =
  | { to: string }
  | { ends: Ending }
  /** Ask the applicant, then go on at `resumeAt`. */
  | { asks: 'supplement'; resumeAt: string }
  /** The engine could not do it: the step's desk decides how to go on. */
  | { asks: 'desk' }

export type EngineWork =
  | ({ work: 'issue'; result: string } & IssueEffects)
  | { work: 'payout'; benefit: string; amount: string; account: string }
  | { work: 'byHand'; workflow: string; pays?: string }

/** The rules of time of a plan; those of version 1 asked once, knew no cut-off, and counted from the acceptance. */
export function timeOf({ time, supplementWithin = { days: 15 } }: Plan): PlanTime {
  return (
    time ?? {
      supplements: { times: 1, within: supplementWithin, askWithin: [] },
      cutOff: { transfer: null, reception: null, sameDay: null },
      outOfAreaStart: 'competent',
      extension: { times: 1, workingDaysBefore: 1 },
    }
  )
}

/** The statutory time of a dossier that skips these steps: the procedure's, and what laws add on its way. */
export function totalOf(plan: Plan, skips: readonly string[]): Duration {
  return Object.entries(plan.steps).reduce(
    (total, [id, { longer }]) =>
      longer === undefined || skips.includes(id) ? total : addDurations(total, longer),
    plan.total,
  )
}

/** Steps that a dossier skips, by what its form says; recomputed when a supplement changes the form. */
export function skippedSteps(plan: Plan, filed: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(plan.steps)
    .filter(([, step]) => step.when !== null && !holds(step.when, filed))
    .map(([id]) => id)
}

/** Outcomes that only the engine or the passing of time may cause; no desk may choose them. */
const notAtDesk: ReadonlySet<string> = new Set(['posted', 'issued', 'rejected'])

/** What the desks of a step may answer. A payout is settled by the bank's word, so no desk may call it paid. */
export function deskOutcomes(step: PlanStep): readonly string[] {
  const paidByBank = step.does?.work === 'payout'
  if (step.does?.work === 'byHand') return []
  return Object.keys(step.routes).filter(
    (o) => !(paidByBank && o === 'paid') && (step.kind === 'receive' || !notAtDesk.has(o)),
  )
}

/** Whether somebody is paid or granted a benefit by what the form says, so that no dossier of it is without a form. */
export const needsForm = (plan: Plan): boolean =>
  Object.values(plan.steps).some(
    ({ does }) => does?.work === 'payout' || (does?.work === 'issue' && does.grants !== undefined),
  )

/** Outcomes of the engine's own work on a step; none where the step is a desk's. */
export function engineOutcomes(step: PlanStep): readonly string[] {
  if (step.does === null) return []
  return step.does.work === 'payout' ? ['paid', 'rejected'] : Object.keys(step.routes)
}

/**
 * Step ids in the order of the definition. Derived from the routes: a plan that has been through a `jsonb` column
 * no longer has its keys in order.
 */
export function stepsInOrder(plan: Plan): readonly string[] {
  const ids: string[] = []
  let route: Route | undefined = { to: plan.first }
  while (route !== undefined && 'to' in route && !ids.includes(route.to)) {
    ids.push(route.to)
    route = plan.steps[route.to]?.next
  }
  return ids
}

/** The first desk of a dossier; null where a plan begins with the engine. */
export function firstDesk(plan: Plan): Desk | null {
  return plan.steps[plan.first]?.desks.find(({ body }) => body === '') ?? null
}

/** The desk whose unit is competent to resolve the dossier: the last that signs, else the last that processes. */
export function decidingDesk(plan: Plan): Desk | null {
  const desks = stepsInOrder(plan).flatMap((id) => plan.steps[id]?.desks ?? [])
  const own = desks.filter(({ body }) => body === '')
  return (
    own.findLast(({ power }) => power === 'sign') ?? own.findLast(({ power }) => power === 'process') ?? null
  )
}
