/** Which place of a dossier decides who is responsible for it. */

import type { PartyKind } from '../dossier/dossier.ts'
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

/**
 * The kinds of place by which a dossier that an ended unit left open is handed over. The rule replaces the definition's own place, also
 * where it is for the field alone: construction goes to where the person resides or the organisation has its office, not to the works
 * (140/2025/NĐ-CP, Điều 32 khoản 2). Of residence and seat, the one that the party has counts; what is about a seat, as of a
 * business household, has one in any case. Without a rule it is the definition's own place.
 */
export function handOverKinds(
  own: PlaceKind,
  rule: ConnectingRule | null,
  party: PartyKind,
): readonly PlaceKind[] {
  if (rule === null) return [own]
  const other: readonly PlaceKind[] =
    own === 'seat' || party === 'organisation' ? ['residence', 'previousResidence'] : ['seat']
  const had = rule.places.filter((kind) => !other.includes(kind))
  return had.length === 0 ? rule.places : had
}
