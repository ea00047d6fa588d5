import type { Ending, Power, Role, Tier } from '../../../domain/dossier/dossier.ts'
import { addDurations, type Duration } from '../../../domain/time/duration.ts'
import { type CutOff, timeRulesOf } from '../../../domain/time/time-rules.ts'
import { type Condition, holds } from '../definition/condition.ts'
import type { LoadedStep, Procedure } from '../definition/procedure.ts'
import { type Longer, type Negative, powerOf, type StepKind, stepNames } from '../definition/step.ts'

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
  | { work: 'issue'; result: string }
  | { work: 'payout'; benefit: string; amount: string; account: string }
  | { work: 'byHand'; workflow: string }

/**
 * Compiles a definition with the rules of time in force on a local date (YYYY-MM-DD), the first day of the edition
 * where none is given. Pure: the same definition and rules give the same plan, byte for byte.
 */
export function planOf(procedure: Procedure, on: string = procedure.edition): Plan {
  const ids = Object.keys(procedure.steps)
  const first = ids[0]
  if (first === undefined)
    throw new TypeError(`${procedure.code} has no steps; give it at least one that ends it`)
  const steps: Record<string, PlanStep> = {}
  ids.forEach((id, index) => {
    const step = procedure.steps[id]
    const following = ids[index + 1]
    const next: Route = following === undefined ? { ends: 'issued' } : { to: following }
    if (step !== undefined) steps[id] = compileStep(step, id, first, next)
  })
  return {
    engineVersion,
    procedure: procedure.code,
    edition: procedure.edition,
    name: procedure.name,
    total: procedure.total,
    time: planTime(procedure, on),
    first,
    steps,
  }
}

function planTime(procedure: Procedure, on: string): PlanTime {
  const { code, field, timeGroup: group, sameDay, supplementWithin } = procedure
  const rules = timeRulesOf({ procedure: code, field, group }, on)
  return {
    supplements: {
      times: rules.supplementTimes,
      within: supplementWithin ?? rules.supplementWithin,
      askWithin: rules.askWithin,
    },
    cutOff: {
      transfer: rules.transferCutOff,
      reception: rules.receptionCutOff,
      sameDay: sameDay === undefined ? null : rules.sameDayCutOff,
    },
    outOfAreaStart: rules.outOfAreaStart,
    extension: { times: rules.extensions, workingDaysBefore: rules.apologyWorkingDaysBefore },
  }
}

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

function compileStep(step: LoadedStep, id: string, first: string, next: Route): PlanStep {
  const common = {
    kind: step.do,
    name: step.name ?? stepNames[step.do],
    within: withinOf(step),
    next,
    onDue: 'late',
    notBy: 'notBy' in step ? [...(step.notBy ?? [])] : [],
    when: step.when ?? null,
    pausesClock: false,
    does: null,
    desks: desksOf(step),
  }
  const supplement: Route = { asks: 'supplement', resumeAt: first }
  const refuse: Route = { ends: 'refused' }
  const negative = (n: Negative<string> | 'next'): Route =>
    n === 'refuse' ? refuse : n === 'next' ? next : n === 'supplement' ? supplement : { to: n.backTo }

  switch (step.do) {
    case 'receive':
      return {
        ...common,
        routes: {
          accepted: next,
          incomplete: { asks: 'supplement', resumeAt: id },
          rejected: { ends: 'notReceived' },
        },
      }
    case 'review':
      return {
        ...common,
        routes: {
          approved: next,
          incomplete: supplement,
          refused: refuse,
          ...(step.backTo === undefined ? {} : { returned: { to: step.backTo } }),
        },
      }
    case 'consult':
      return {
        ...common,
        ...longerOf(step),
        onDue: step.silenceConsents === undefined ? 'late' : 'silent',
        routes: {
          agreed: next,
          disagreed: step.onDisagreed === undefined ? next : negative(step.onDisagreed),
        },
      }
    case 'inspect':
      return { ...common, ...longerOf(step), routes: { passed: next, failed: negative(step.onFailed) } }
    case 'publish':
      return { ...common, onDue: 'posted', routes: { posted: next, objected: negative(step.onObjection) } }
    case 'collectFee':
      return { ...common, pausesClock: true, routes: { paid: next } }
    case 'sign':
      return { ...common, routes: { signed: next, returned: { to: step.backTo }, refused: refuse } }
    case 'payout':
      return {
        ...common,
        routes: {
          paid: next,
          rejected: { asks: 'desk' },
          retried: { to: id },
          incomplete: { asks: 'supplement', resumeAt: id },
        },
        does: { work: 'payout', benefit: step.benefit, amount: step.amount, account: step.account },
      }
    case 'issue':
      return { ...common, routes: { issued: next }, does: { work: 'issue', result: step.result } }
    case 'byHand':
      return {
        ...common,
        routes: Object.fromEntries(
          Object.entries(step.outcomes).map(([outcome, to]) => [outcome, negative(to)]),
        ),
        does: { work: 'byHand', workflow: step.workflow },
      }
  }
}

const longerOf = ({ longer }: { longer?: Longer }): { longer?: Duration } =>
  longer === undefined ? {} : { longer: longer.by }

function withinOf(step: LoadedStep): Duration | null {
  if (step.do === 'issue') return null
  return step.do === 'publish' ? step.posted : step.within
}

function desksOf(step: LoadedStep): readonly Desk[] {
  const power = powerOf[step.do]
  switch (step.do) {
    case 'issue':
    case 'byHand':
      return []
    case 'consult':
      return Object.entries(step.bodies).map(([body, { by, at }]) => ({
        body,
        role: by,
        tier: at ?? 'commune',
        power,
      }))
    default:
      return [{ body: '', role: step.by, tier: step.at ?? 'commune', power }]
  }
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

/** The desk whose unit is competent to resolve the dossier: the last that signs, else the last that processes. */
export function decidingDesk(plan: Plan): Desk | null {
  const desks = stepsInOrder(plan).flatMap((id) => plan.steps[id]?.desks ?? [])
  const own = desks.filter(({ body }) => body === '')
  return (
    own.findLast(({ power }) => power === 'sign') ?? own.findLast(({ power }) => power === 'process') ?? null
  )
}
