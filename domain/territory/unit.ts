/** Words for units and areas. */

/**
 * The tier of a unit at some time; districts were one until 30 June 2025. Branches of the City's centre receive, and decide nothing. A `body` is
 * affiliated to a unit.
 */
export const unitTiers = ['city', 'department', 'district', 'commune', 'branch', 'body'] as const
export type UnitTier = (typeof unitTiers)[number]

/** How long portals may name a unit after its end. No text says; a quarter is long enough to change a list of units. */
export const endedUnitAcceptedForMs = 90 * 86_400_000

/** Who holds one power of one procedure that was delegated: in some communes they, in all other areas the unit that delegated it. */
export type DelegationLayer = `delegated:${string}`
/** For what a unit holds areas: as a unit of its tier, or as one that a power was delegated to. `competence` names the layer, `jurisdiction` has its areas. */
export type Layer = UnitTier | DelegationLayer

/** As the constraint `competence_names_its_unit` demands it. */
export const delegationLayer = (of: {
  tier: string
  power: string
  procedureCode: string
}): DelegationLayer => `delegated:${of.tier}:${of.power}:${of.procedureCode}`

export const isDelegation = (layer: string): layer is DelegationLayer => layer.startsWith('delegated:')

/** Of which list of codes a unit's code is. */
export const unitEpochs = ['old', 'new', 'hanoi', 'body'] as const
export type UnitEpoch = (typeof unitEpochs)[number]

/** A cell (old ward × new ward), the unplaced area of a split old ward, or the whole city, for the government's own business. */
export const areaKinds = ['cell', 'unplaced', 'city'] as const
export type AreaKind = (typeof areaKinds)[number]

/** For what a rule of the territory is. One for a procedure wins over one for its field. */
export const ruleScopes = ['procedure', 'field'] as const
export type RuleScope = (typeof ruleScopes)[number]
/** A competence may also be for everything. */
export const competenceScopes = [...ruleScopes, 'all'] as const
export type CompetenceScope = (typeof competenceScopes)[number]

/** When a connecting rule counts: for what is filed, or for what a body that ended leaves open. */
export const ruleOccasions = ['filing', 'handover'] as const
export type RuleOccasion = (typeof ruleOccasions)[number]

/** How many residents of an old commune live in a part of it. */
export const residentsMoved = ['all', 'some', 'none'] as const
export type ResidentsMoved = (typeof residentsMoved)[number]

/** Bodies that belong to a unit and hold no power of their own tier, by `unit.type`. A branch of the City's centre holds areas: it is a tier. */
export const bodyTypes = [
  'trường học',
  'trạm y tế',
  'chi nhánh văn phòng đăng ký đất đai',
  'thuế cơ sở',
  'bảo hiểm xã hội cơ sở',
] as const
export type BodyType = (typeof bodyTypes)[number]

/** What is done at a site: the party committee, the council and the people's committee, the front, the counter of the public. */
export const siteUses = ['party', 'council', 'front', 'reception'] as const
export type SiteUse = (typeof siteUses)[number]
