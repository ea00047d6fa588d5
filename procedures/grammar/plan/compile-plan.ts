/** From a definition to a plan. Apart from the plan itself: workflows read plans and compile none, and each of them holds in memory what it imports. */
import type { Duration } from '../../../domain/time/duration.ts'
import { timeRulesOf } from '../../../domain/time/time-rules.ts'
import { issueEffectsOf } from '../definition/grant-rule.ts'
import type { LoadedStep, Procedure } from '../definition/procedure.ts'
import { type Negative, powerOf, stepNames } from '../definition/step.ts'
import { type Desk, engineVersion, type Plan, type PlanStep, type PlanTime, type Route } from './plan.ts'

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

function compileStep(step: LoadedStep, id: string, first: string, next: Route): PlanStep {
  return {
    kind: step.do,
    name: step.name ?? stepNames[step.do],
    within: withinOf(step),
    next,
    onDue: onDueOf(step),
    notBy: 'notBy' in step ? [...(step.notBy ?? [])] : [],
    when: step.when ?? null,
    pausesClock: step.do === 'collectFee' || (step.do === 'byHand' && step.within === null),
    does: workOf(step),
    desks: desksOf(step),
    ...longerOf(step),
    routes: routesOf(step, id, first, next),
  }
}

function routesOf(step: LoadedStep, id: string, first: string, next: Route): PlanStep['routes'] {
  const supplement: Route = { asks: 'supplement', resumeAt: first }
  const refuse: Route = { ends: 'refused' }
  const negative = (n: Negative<string> | 'next'): Route =>
    n === 'refuse' ? refuse : n === 'next' ? next : n === 'supplement' ? supplement : { to: n.backTo }

  switch (step.do) {
    case 'receive':
      return {
        accepted: next,
        incomplete: { asks: 'supplement', resumeAt: id },
        rejected: { ends: 'notReceived' },
      }
    case 'review':
      return {
        approved: next,
        incomplete: supplement,
        refused: refuse,
        ...(step.backTo === undefined ? {} : { returned: { to: step.backTo } }),
      }
    case 'consult':
      return {
        agreed: next,
        disagreed: step.onDisagreed === undefined ? next : negative(step.onDisagreed),
      }
    case 'inspect':
      return { passed: next, failed: negative(step.onFailed) }
    case 'publish':
      return { posted: next, objected: negative(step.onObjection) }
    case 'collectFee':
      return { paid: next }
    case 'sign':
      return { signed: next, returned: { to: step.backTo }, refused: refuse }
    case 'payout':
      return {
        paid: next,
        rejected: { asks: 'desk' },
        retried: { to: id },
        incomplete: { asks: 'supplement', resumeAt: id },
      }
    case 'issue':
      return { issued: next }
    case 'byHand':
      return Object.fromEntries(Object.entries(step.outcomes).map(([outcome, to]) => [outcome, negative(to)]))
  }
}

/** What the system does itself; null where a desk acts. */
function workOf(step: LoadedStep): PlanStep['does'] {
  switch (step.do) {
    case 'payout':
      return { work: 'payout', benefit: step.benefit, amount: step.amount, account: step.account }
    case 'issue':
      return { work: 'issue', result: step.result, ...issueEffectsOf(step) }
    case 'byHand':
      return {
        work: 'byHand',
        workflow: step.workflow,
        ...(step.pays === undefined ? {} : { pays: step.pays }),
      }
    default:
      return null
  }
}

function onDueOf(step: LoadedStep): PlanStep['onDue'] {
  if (step.do === 'publish') return 'posted'
  return step.do === 'consult' && step.silenceConsents !== undefined ? 'silent' : 'late'
}

function longerOf(step: LoadedStep): { longer?: Duration } {
  const longer = step.do === 'consult' || step.do === 'inspect' ? step.longer : undefined
  return longer === undefined ? {} : { longer: longer.by }
}

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
