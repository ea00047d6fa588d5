import { type Duration, workingHoursOf } from '../../../domain/time/duration.ts'
import { type LoadedStep, stepsReturnedTo } from '../definition/procedure.ts'
import { timeOn } from '../plan/longest-path.ts'
import { type Plan, type Route, stepsInOrder, totalOf } from '../plan/plan.ts'
import { durationText } from '../plan/plan-words.ts'
import type { CheckRule, Finding, Subject } from './finding.ts'

/** Rules on the way a dossier takes through the steps. */
export const flowRules: readonly CheckRule[] = [
  oneReception,
  backMeansBack,
  everyStepReachable,
  endsWithResult,
  payoutAfterSignature,
  supplementBeforeSignature,
  withinStatutoryTime,
  clockRunsForPeople,
]

function oneReception({ plan }: Subject): Finding[] {
  const why = 'the statutory clock starts when the dossier is received, and only then'
  return Object.entries(plan.steps).flatMap(([id, { kind, when }]): Finding[] => {
    const first = id === plan.first
    if (first && (kind !== 'receive' || when !== null)) {
      return [
        {
          rule: 'reception',
          step: id,
          what: 'comes first and is no unconditional reception',
          why,
          remedy: 'Begin with a `receive` step without `when`',
        },
      ]
    }
    if (first || kind !== 'receive') return []
    return [
      {
        rule: 'reception',
        step: id,
        what: 'receives again',
        why,
        remedy: 'Keep one `receive` step, the first',
      },
    ]
  })
}

function backMeansBack({ procedure, plan }: Subject): Finding[] {
  const order = stepsInOrder(plan)
  return entriesOf(procedure.steps).flatMap(([id, step]) =>
    stepsReturnedTo(step)
      .filter((target) => order.indexOf(target) >= order.indexOf(id))
      .map((target) => ({
        rule: 'backTo',
        step: id,
        what: `goes back to ${target}, which is not before it`,
        why: 'a negative answer would carry the dossier past steps it has not been through, a signature among them',
        remedy: 'Name a step before this one',
      })),
  )
}

function everyStepReachable({ plan, ways: taken }: Subject): Finding[] {
  const routes = reachable(plan)
  if (taken === null) {
    return [
      {
        rule: 'conditions',
        step: null,
        what: 'has conditions on too many fields to go through',
        why: 'neither its longest way nor its dead steps can be found',
        remedy: 'Ask fewer fields, or decide in one step and route on its outcome',
      },
    ]
  }
  return Object.keys(plan.steps)
    .filter((id) => !routes.steps.has(id) || !taken.some(({ steps }) => steps.includes(id)))
    .map((id) => ({
      rule: 'unreachable',
      step: id,
      what: 'can never be reached',
      why: 'a duty that no dossier reaches is a duty left out',
      remedy: 'Mend the condition or the outcomes before it, or remove the step',
    }))
}

function endsWithResult({ plan, ways }: Subject): Finding[] {
  const paths = ways ?? []
  const { endings } = reachable(plan)
  const issues = (id: string) => plan.steps[id]?.does?.work === 'issue'
  if (endings.has('issued') && paths.every(({ steps }) => steps.some(issues))) return []
  return [
    {
      rule: 'result',
      step: null,
      what: 'can be gone through without a result being issued',
      why: 'the applicant waits for a result that never comes',
      remedy: 'Add an `issue` step that every way forward passes',
    },
  ]
}

function payoutAfterSignature({ plan, ways }: Subject): Finding[] {
  const paths = ways ?? []
  const kindOf = (id: string) => plan.steps[id]?.kind
  const unsigned = paths.flatMap(({ steps }) => {
    const signed = steps.findIndex((id) => kindOf(id) === 'sign')
    return steps.filter((id, index) => kindOf(id) === 'payout' && (signed < 0 || index < signed))
  })
  return [...new Set(unsigned)].map((id) => ({
    rule: 'unsignedPayout',
    step: id,
    what: 'can pay before anybody has signed',
    why: 'money would leave without a decision',
    remedy: 'Put a `sign` step before it that no form skips',
  }))
}

/** A payout alone may resume behind a signature: there the account alone changes, and a second person confirms it. */
function supplementBeforeSignature({ procedure, plan }: Subject): Finding[] {
  const order = stepsInOrder(plan)
  const signedBefore = (id: string) =>
    order.slice(0, order.indexOf(id)).some((other) => plan.steps[other]?.kind === 'sign')
  return entriesOf(procedure.steps).flatMap(([id, { do: kind }]) => {
    const resumes = Object.values(plan.steps[id]?.routes ?? {}).flatMap((route) =>
      'resumeAt' in route && signedBefore(route.resumeAt) ? [route.resumeAt] : [],
    )
    return (kind === 'payout' ? [] : resumes).map((at) => ({
      rule: 'unsignedSupplement',
      step: id,
      what: `asks the applicant and goes on at ${at}, behind a signature: ${unsignedFields(procedure, plan).join(', ')} could change after it`,
      why: 'what is carried out would not be what was signed',
      remedy: 'Let it continue at a step before the signature, so that it is signed again',
    }))
  })
}

/** Fields of the form that nothing but a signature vouches for: all but the accounts that a second person confirms. */
function unsignedFields({ form }: Subject['procedure'], plan: Plan): readonly string[] {
  const accounts = Object.values(plan.steps).flatMap(({ does }) =>
    does?.work === 'payout' ? [does.account] : [],
  )
  return Object.keys(form).filter((name) => !accounts.includes(name))
}

function withinStatutoryTime({ plan, ways }: Subject): Finding[] {
  const found = (what: string, remedy: string): Finding[] => [
    {
      rule: 'total',
      step: null,
      what,
      why: 'officers who keep their share would still be late by law',
      remedy,
    },
  ]
  try {
    const timed = (ways ?? []).map((way) => ({ steps: way.steps, time: timeOn(plan, way) }))
    const late = timed.find(({ steps, time }) =>
      exceeds(
        time,
        totalOf(
          plan,
          Object.keys(plan.steps).filter((id) => !steps.includes(id)),
        ),
      ),
    )
    if (late === undefined) return []
    const way = `${late.steps.join(' ')} takes ${durationText(late.time)}`
    return found(
      `takes longer than its statutory ${durationText(plan.total)}: ${way}`,
      'Shorten the shares of its steps, or correct the total',
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return found(
      'adds calendar days to working time',
      'State all times in working time, or all in calendar days; say in `assumed` how the law was read',
    )
  }
}

/** The time that is owed to people runs on, whatever the engine waits for; the government's own business may wait for a day of its own. */
function clockRunsForPeople({ procedure }: Subject): Finding[] {
  if (procedure.internal === true) return []
  return entriesOf(procedure.steps)
    .filter(([, step]) => step.do === 'byHand' && step.within === null)
    .map(([id]) => ({
      rule: 'pausedByHand',
      step: id,
      what: 'waits without a time, and pauses the statutory clock',
      why: 'no law lets the time that is owed to an applicant wait for the authority itself',
      remedy: 'State `within`; only an internal procedure may leave it null',
    }))
}

/** @throws RangeError if one is in calendar days and the other in working time */
function exceeds(time: Duration, total: Duration): boolean {
  if ('days' in time && 'days' in total) return time.days > total.days
  return workingHoursOf(time) > workingHoursOf(total)
}

/** Steps and endings that routes lead to, whatever the form says. */
export function reachable(plan: Plan): { steps: ReadonlySet<string>; endings: ReadonlySet<string> } {
  const steps = new Set<string>()
  const endings = new Set<string>()
  const waiting: Route[] = [{ to: plan.first }]
  for (let route = waiting.pop(); route !== undefined; route = waiting.pop()) {
    if ('ends' in route) endings.add(route.ends)
    const to = 'to' in route ? route.to : 'resumeAt' in route ? route.resumeAt : undefined
    const step = to === undefined ? undefined : plan.steps[to]
    if (to === undefined || step === undefined || steps.has(to)) continue
    steps.add(to)
    waiting.push(...Object.values(step.routes), ...(step.when === null ? [] : [step.next]))
  }
  return { steps, endings }
}

function entriesOf(steps: Readonly<Record<string, LoadedStep>>): readonly (readonly [string, LoadedStep])[] {
  return Object.entries(steps)
}
