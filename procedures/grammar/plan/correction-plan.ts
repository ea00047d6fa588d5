import type { Duration } from '../../../domain/time/duration.ts'
import { engineVersion, type Plan, type PlanStep, type Route, stepsInOrder } from './plan.ts'

/** What a plan of a correction says beside the dossier's own. */
export interface CorrectionTerms {
  /** 1 for the first correction of a dossier: no task of one has the key of another's. */
  number: number
  /** How soon an error is corrected, from the day it was reported. */
  within: Duration
}

/**
 * The plan by which a result is corrected (118/2025/NĐ-CP, Điều 23), from the plan its dossier was decided by and the steps
 * that dossier skipped: the desk that reviewed it last says whether there is an error, who signed last signs, and the
 * result is issued again. Each has the whole time; the write ends it with the correction's own. Nothing else is done again:
 * no body is consulted, nothing is paid. Where a dossier had neither review nor signature, its last desk decides.
 * Null where it issues nothing, so that there is nothing to correct.
 */
export function correctionPlan(
  plan: Plan,
  skips: readonly string[],
  { number, within }: CorrectionTerms,
): Plan | null {
  const { issue, review, sign } = decidingSteps(plan, skips)
  if (issue === undefined || (review === undefined && sign === undefined)) return null
  const [reviewId, signId, issueId] = ['Review', 'Sign', 'Issue'].map((name) => `correction${number}${name}`)
  if (reviewId === undefined || signId === undefined || issueId === undefined) return null
  const toIssue: Route = { to: issueId }
  const toSign: Route = sign === undefined ? toIssue : { to: signId }
  const back: Record<string, Route> = review === undefined ? {} : { returned: { to: reviewId } }
  const steps: Record<string, PlanStep> = {}
  if (review !== undefined) steps[reviewId] = reviewStep(review.step, within, toSign)
  if (sign !== undefined) {
    const apart = review !== undefined && sign.step.notBy.includes(review.id)
    const again = signStep(sign.step, within, { signed: toIssue, ...back })
    steps[signId] = { ...again, notBy: apart ? [reviewId] : [] }
  }
  steps[issueId] = issueStep(issue.step)
  const { procedure, edition, name, time } = plan
  return {
    ...{ engineVersion, procedure, edition, name, total: within },
    ...(time === undefined ? {} : { time }),
    first: review === undefined ? signId : reviewId,
    steps,
  }
}

interface Named {
  id: string
  step: PlanStep
}

function decidingSteps(
  plan: Plan,
  skips: readonly string[],
): { issue: Named | undefined; review: Named | undefined; sign: Named | undefined } {
  const taken = stepsInOrder(plan).flatMap((id): Named[] => {
    const step = plan.steps[id]
    return step === undefined || skips.includes(id) ? [] : [{ id, step }]
  })
  const sign = taken.findLast(({ step }) => step.kind === 'sign')
  const before = sign === undefined ? taken : taken.slice(0, taken.indexOf(sign))
  const atOneDesk = ({ step }: Named) => step.desks.length === 1 && step.desks[0]?.body === ''
  return {
    issue: taken.findLast(({ step }) => step.does?.work === 'issue'),
    review:
      before.findLast(({ step }) => step.kind === 'review') ??
      (sign === undefined ? before.findLast(atOneDesk) : undefined),
    sign,
  }
}

const blank = {
  desks: [],
  within: null,
  onDue: 'late',
  notBy: [],
  when: null,
  pausesClock: false,
  does: null,
} as const

/** No error was found: the result stands as it is. */
const noError: Route = { ends: 'refused' }

const reviewStep = ({ desks }: PlanStep, within: Duration, next: Route): PlanStep => ({
  ...blank,
  ...{ kind: 'review', name: 'Xem xét đính chính kết quả', desks, within, next },
  routes: { approved: next, refused: noError },
})

const signStep = (
  { desks }: PlanStep,
  within: Duration,
  routes: Readonly<Record<string, Route>> & { signed: Route },
): PlanStep => ({
  ...blank,
  ...{ kind: 'sign', name: 'Ký đính chính kết quả', desks, within, next: routes.signed },
  routes: { ...routes, refused: noError },
})

const issueStep = ({ does }: PlanStep): PlanStep => ({
  ...blank,
  ...{ kind: 'issue', name: 'Phát hành kết quả đã đính chính', does: withoutEffects(does) },
  next: { ends: 'issued' },
  routes: { issued: { ends: 'issued' } },
})

/** What the first issue granted or proposed stays as it is: an entitlement is corrected by facts of its own. */
const withoutEffects = (does: PlanStep['does']): PlanStep['does'] =>
  does?.work === 'issue' ? { work: 'issue', result: does.result } : does
