import type { DossierChannel } from '../../../domain/dossier/dossier.ts'
import { amountRuleReads } from '../definition/amount-rule.ts'
import { cite } from '../definition/basis.ts'
import { fieldsAsked } from '../definition/condition.ts'
import type { Form } from '../definition/field.ts'
import { fieldsNeeded } from '../definition/grant-rule.ts'
import type { Procedure } from '../definition/procedure.ts'
import { movesOf } from '../definition/transition-policy.ts'
import { type Plan, skippedSteps } from '../plan/plan.ts'
import { type Adoption, type DossierState, openSteps } from '../run/event.ts'
import { type Benefit, compareBurden } from './compare-burden.ts'
import { type Effect, effectOn } from './edition-effect.ts'
import { placeReasons, resumeStepOf } from './resume-step.ts'

/** Why a dossier keeps the edition that it was filed under. */
export const keepReasons = [
  'lawOfFiling',
  'notPinned',
  ...placeReasons,
  'missingField',
  'editionNotDefined',
  'historyLost',
  'notFavourable',
] as const
export type KeepReason = (typeof keepReasons)[number]

/** An open dossier, as it is judged. */
export interface OpenDossier {
  plan: Plan
  state: DossierState
  /** What its form says, but for what is sealed. */
  form: Readonly<Record<string, unknown>>
  /** Names of all fields that were filled in, the sealed ones among them. */
  filled: readonly string[]
  channel: DossierChannel
}

export type Verdict = { effect: Effect } & (
  | { verdict: 'adopt'; adoption: Omit<Adoption, 'planHash'>; better: readonly Benefit[] }
  | {
      verdict: 'keep'
      reason: KeepReason
      /** Steps, fields or drawbacks that the reason names. */
      what: readonly string[]
    }
)

/**
 * Whether a dossier takes a newer edition, by the policy that the edition declares; otherwise the first reason why not.
 * Pure: preview and adoption ask the same, each for the revision that it read.
 * @param older definition of the dossier's own edition; undefined where it is no longer there
 */
export function judgeAdoption(
  dossier: OpenDossier,
  older: Procedure | undefined,
  newer: { procedure: Procedure; plan: Plan },
): Verdict {
  const { plan: was, state, form } = dossier
  const { transitionPolicy } = newer.procedure
  const { effect } = effectOn(was, newer.plan, positionOf(state))
  const keep = (reason: KeepReason, what: readonly string[] = []): Verdict => ({
    ...{ effect, verdict: 'keep', reason, what },
  })
  if (transitionPolicy === undefined) return keep('notPinned')
  if (transitionPolicy.policy === 'lawOfFiling') return keep('lawOfFiling')
  const skips = skippedSteps(newer.plan, form)
  const moves = movesOf(transitionPolicy)
  const resume = resumeStepOf({ older: was, newer: newer.plan, state, skips, moves })
  if ('reason' in resume) return keep(resume.reason, resume.what)
  const missing = missingFields(dossier, older?.form, newer)
  if (missing.length > 0) return keep('missingField', missing)
  const burden =
    older &&
    compareBurden(
      { plan: was, procedure: older, skips: state.skips, from: resume.from },
      { ...newer, skips, from: resume.step },
      dossier.channel,
    )
  if (transitionPolicy.policy === 'newWhereFavourable') {
    if (burden === undefined) return keep('editionNotDefined')
    if (burden.worse.length > 0 || burden.better.length === 0) return keep('notFavourable', burden.worse)
  }
  const { revision } = state
  return {
    effect,
    verdict: 'adopt',
    adoption: {
      ...{ plan: withMovedDuties(newer.plan, moves), skips, revision, moves, from: was.edition },
      ...{ policy: transitionPolicy.policy, basis: cite(transitionPolicy.basis), effect },
    },
    better: burden?.better ?? [],
  }
}

const positionOf = (state: DossierState) => {
  const open = openSteps(state)
  return { open, done: Object.keys(state.rounds).filter((id) => !open.includes(id)) }
}

/**
 * Fields that the newer plan asks about and nobody was asked when the dossier was filed. One that its own form had, and
 * that was left out, is answered: a condition then does not hold.
 */
function missingFields(
  { filled }: OpenDossier,
  older: Form | undefined,
  { plan, procedure }: { plan: Plan; procedure: Procedure },
): readonly string[] {
  const asked = Object.values(plan.steps).flatMap(({ when, does }) => [
    ...(when === null ? [] : fieldsAsked(when)),
    ...(does?.work === 'payout' ? [does.account, ...amountsRead(does.amount)] : []),
    ...(does?.work === 'issue'
      ? fieldsNeeded(does).flatMap(({ field, always }) => (always ? [field] : []))
      : []),
    ...(does?.work === 'byHand' && does.pays !== undefined ? amountsRead(does.pays) : []),
  ])
  const known = (name: string) => {
    const was = older?.[name]
    return was === undefined ? filled.includes(name) : was.kind === procedure.form[name]?.kind
  }
  return [...new Set(asked)].filter((name) => !known(name))
}

const amountsRead = (rule: string): readonly string[] => {
  const reads: Readonly<Record<string, readonly string[]>> = amountRuleReads
  return Object.hasOwn(reads, rule) ? (reads[rule] ?? []) : []
}

/** Duties stay separated over a move: who decided the older step has decided the one that it became. */
function withMovedDuties(plan: Plan, moves: Readonly<Record<string, string>>): Plan {
  const origins = (id: string) => Object.keys(moves).filter((from) => moves[from] === id && from !== id)
  const steps = Object.entries(plan.steps).map(([id, step]) => {
    const more = step.notBy.flatMap(origins)
    return [id, more.length === 0 ? step : { ...step, notBy: [...step.notBy, ...more] }] as const
  })
  return { ...plan, steps: Object.fromEntries(steps) }
}
