import { keysOf } from '../../../domain/keys-of.ts'
import type { Basis } from './basis.ts'

/** Those by which a dossier may take the newer edition. */
export const adoptingPolicies = ['newWhereFavourable', 'byDecree'] as const
export type AdoptingPolicy = (typeof adoptingPolicies)[number]

/**
 * By which law a dossier is decided that was filed under an older edition; an edition that follows another says it, with
 * the text that says so.
 */
export type TransitionPolicy =
  | { policy: 'lawOfFiling'; basis: Basis }
  | { policy: AdoptingPolicy; basis: Basis; moves: Moves }

/** For each step that the newer edition does not have, the step of the newer one where a dossier continues. */
export type Moves = Readonly<Record<string, string>>

export type TransitionPolicyName = TransitionPolicy['policy']

/** What becomes of a dossier filed before, for the citizen. */
export const transitionPolicies: Record<TransitionPolicyName, string> = {
  lawOfFiling: 'Tiếp tục theo quy định tại thời điểm nộp',
  newWhereFavourable:
    'Theo quy định mới nếu có lợi hơn cho người nộp, nếu không thì theo quy định tại thời điểm nộp',
  byDecree: 'Chuyển sang theo quy định mới',
}
export const transitionPolicyNames = keysOf(transitionPolicies)

/** Open dossiers go on as they were filed. */
export const lawOfFiling = (basis: Basis): TransitionPolicy => ({ policy: 'lawOfFiling', basis })

/** Open dossiers take the new edition where it is better for the applicant in something, and worse in nothing. */
export const newWhereFavourable = (
  basis: Basis,
  { moves = {} }: { moves?: Moves } = {},
): TransitionPolicy => ({
  policy: 'newWhereFavourable',
  basis,
  moves,
})

/** Open dossiers take the new edition, whatever it means for the applicant. */
export const byDecree = (basis: Basis, { moves = {} }: { moves?: Moves } = {}): TransitionPolicy => ({
  policy: 'byDecree',
  basis,
  moves,
})

export const movesOf = (transitionPolicy: TransitionPolicy): Moves =>
  'moves' in transitionPolicy ? transitionPolicy.moves : {}
