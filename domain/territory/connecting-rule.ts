/** Which place of a dossier decides who is responsible for it. */

import type { PlaceKind } from './place.ts'
import type { RuleScope } from './unit.ts'

/** A dated rule: the first of `places` that a dossier has counts. */
export interface ConnectingRule {
  scope: RuleScope
  places: readonly PlaceKind[]
}

/**
 * The kinds of place that count, the first one that the dossier has before the others. A rule for the procedure says it
 * all. A rule for its field only says what substitutes for the definition's own place where that is missing, as the
 * previous residence for one who has moved away (120/2025/NĐ-CP): definitions of one field differ.
 */
export function connectingKinds(own: PlaceKind, rule: ConnectingRule | null): readonly PlaceKind[] {
  if (rule === null) return [own]
  if (rule.scope === 'procedure') return rule.places
  const at = rule.places.indexOf(own)
  return at < 0 ? [own] : rule.places.slice(at)
}
