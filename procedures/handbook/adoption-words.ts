/** Why open dossiers adopt a newer edition or keep the one they have, as lines for people. */

import { errorMessages, isErrorCode } from '../../domain/errors.ts'
import { cite } from '../grammar/definition/basis.ts'
import {
  movesOf,
  type TransitionPolicy,
  type TransitionPolicyName,
} from '../grammar/definition/transition-policy.ts'
import type { Benefit, Drawback } from '../grammar/editions/compare-burden.ts'
import type { AdoptionOutcomeName } from '../grammar/editions/edition-effect.ts'
import type { KeepReason, Verdict } from '../grammar/editions/judge-adoption.ts'

export const policiesInWords: Record<TransitionPolicyName, string> = {
  lawOfFiling: 'open dossiers keep the law of their filing',
  newWhereFavourable: 'open dossiers take it where that is better for the applicant, and worse in nothing',
  byDecree: 'open dossiers take it, whatever it means for the applicant',
}

export const reasonsInWords: Record<KeepReason, string> = {
  lawOfFiling: 'the law of its filing holds',
  notPinned: 'the edition does not say what becomes of older dossiers',
  notStarted: 'its workflow has not begun',
  alreadyDecided: 'its decision is signed',
  awaitsSupplement: 'the applicant is completing it, as the older edition asked',
  engineAtWork: 'a payout or another work of the engine is in progress',
  clockStands: 'a fee is being collected, and the clock is paused',
  standsOnRemovedStep: 'is on a step that the newer edition has not, and no move names another',
  consultationHalfAnswered: 'some of the bodies asked have answered, and the newer edition asks others',
  wouldSkipSignature: 'would pass a signature that nobody gave',
  missingField: 'its form does not say what the newer edition asks',
  editionNotDefined: 'the definition of its edition is gone, so nobody can compare',
  historyLost: 'its rows do not give its present state; reconcile first',
  notFavourable: 'not better for the applicant',
}

const drawbacksInWords: Record<Drawback, string> = {
  longerTime: 'a longer statutory time',
  morePapers: 'more papers',
  higherFee: 'a higher fee',
  moreSteps: 'more steps ahead',
  lessTimeToComplete: 'less time to complete it',
}

const benefitsInWords: Record<Benefit, string> = {
  shorterTime: 'a shorter statutory time',
  fewerPapers: 'fewer papers',
  lowerFee: 'a lower fee',
  fewerSteps: 'fewer steps ahead',
}

/** `keeps: not better for the applicant (more papers)`. */
export function verdictInWords(verdict: Verdict): string {
  if (verdict.verdict === 'adopt') return `adopts${inBrackets(verdict.better.map((b) => benefitsInWords[b]))}`
  return `keeps: ${keepInWords(verdict.reason, verdict.what)}`
}

function keepInWords(reason: KeepReason, what: readonly string[]): string {
  if (reason === 'notFavourable' && what.length === 0) return 'better for the applicant in nothing'
  const words: Readonly<Record<string, string>> = drawbacksInWords
  const named = what.map((one) => (Object.hasOwn(words, one) ? (words[one] ?? one) : one))
  return `${reasonsInWords[reason]}${inBrackets(named)}`
}

/** How a dossier came out of a run: `refused: The dossier is closed (dossierClosed)`. */
export function outcomeInWords({ outcome, reason, what }: Outcome): string {
  if (outcome === 'kept' && isKeepReason(reason)) return `keeps: ${keepInWords(reason, what)}`
  if (outcome === 'refused' && isErrorCode(reason)) return `refused: ${errorMessages[reason].en} (${reason})`
  return outcome === 'pending' ? 'pending: on disk, and carried out by the relay' : outcome
}

interface Outcome {
  outcome: AdoptionOutcomeName
  reason: string | null
  what: readonly string[]
}

const isKeepReason = (reason: string | null): reason is KeepReason =>
  reason !== null && Object.hasOwn(reasonsInWords, reason)

/** The policy with its citation and its moves. */
export function transitionPolicyInWords(transitionPolicy: TransitionPolicy | undefined): string {
  if (transitionPolicy === undefined)
    return 'the edition says nothing of open dossiers; npm run check asks for it'
  const moves = Object.entries(movesOf(transitionPolicy)).map(([from, to]) => `${from} → ${to}`)
  const { policy, basis } = transitionPolicy
  return `${policiesInWords[policy]} (${cite(basis)})${moves.length === 0 ? '' : `; moves ${moves.join(', ')}`}`
}

const inBrackets = (words: readonly string[]): string => (words.length === 0 ? '' : ` (${words.join(', ')})`)
