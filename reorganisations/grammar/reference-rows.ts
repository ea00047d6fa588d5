/** The rows that say which unit is responsible for what, as a reorganisation reads and produces them. */
import type { Power, Role, Tier } from '../../domain/dossier/dossier.ts'
import type { MandateKind } from '../../domain/territory/mandate.ts'
import type { Span } from '../../domain/territory/span.ts'
import type {
  AreaKind,
  CompetenceScope,
  Layer,
  RuleOccasion,
  RuleScope,
  SiteUse,
  UnitTier,
} from '../../domain/territory/unit.ts'

/** What every row has: when it is valid (sorted spans that do not touch; none: never), and on what basis. */
interface Dated {
  id: string
  valid: readonly Span[]
  basis: string
  assumed: boolean
}

/** Where a unit is and how many live there; null where the data has none. */
export interface UnitPlace {
  /** Address of its seat, and what is doubtful about it. */
  seat: string | null
  seatDoubt: string | null
  population: number | null
  /** A point near its middle, in degrees (WGS 84). */
  lat: number | null
  lon: number | null
}

export interface UnitRow extends Dated, UnitPlace {
  name: string
  type: string
  tier: UnitTier
  /** Under which unit it begins; from then on `UnitParentRow` says it. */
  parentId: string | null
  /** The agency part of the codes of its dossiers. */
  identifier: string
}

export interface UnitParentRow extends Dated {
  unitId: string
  parentId: string
}

/** A place where a unit works. */
export interface SiteRow extends Dated {
  unitId: string
  address: string
  lat: number | null
  lon: number | null
  openingHours: string
  uses: readonly SiteUse[]
}

export interface SealRow extends Dated {
  unitId: string
  /** The office or post that keeps it. */
  holder: string
}

/** What became of a unit; `id` is `<unit> <successor>`. */
export interface SuccessorRow extends Dated {
  unitId: string
  successorId: string
  relation: string
  /** Fields that went to this successor; null: every field. */
  fields: readonly string[] | null
}

export interface AreaRow extends Dated {
  kind: AreaKind
  /** The area that it is a part of. */
  parentId: string | null
  /** From when it depends on the part who is responsible, ms; null: nobody has split it. */
  splitsAt: number | null
}

export interface JurisdictionRow extends Dated {
  areaId: string
  /** A layer: the tier of the unit, or a delegation. */
  tier: Layer
  unitId: string
  /** Keeps what is not placed, and decides nothing on substance. */
  custodian: boolean
}

export interface CompetenceRow extends Dated {
  scope: CompetenceScope
  subject: string
  power: Power
  tier: Tier
  heldBy: Layer
  unitId: string | null
}

export interface CustodyRow extends Dated {
  scope: RuleScope
  subject: string
  areaId: string | null
  unitId: string
}

export interface ConnectingRow extends Dated {
  scope: RuleScope
  subject: string
  occasion: RuleOccasion
  places: readonly string[]
  assignerId: string | null
}

export interface OfficeRow extends Dated {
  unitId: string
  name: string
  roles: readonly Role[]
  /** Null: every field of its unit. */
  fields: readonly string[] | null
  /** On what its fields stand, where they are named. */
  fieldsBasis: string | null
  fieldsAssumed: boolean
}

/** What narrows a mandate; null: nothing does. */
export interface MandateLimits {
  fields: readonly string[] | null
  powers: readonly Power[] | null
  areas: readonly string[] | null
  /** đồng */
  upToDong: number | null
}

export const unlimited: MandateLimits = { fields: null, powers: null, areas: null, upToDong: null }

export interface MandateRow extends Omit<Dated, 'assumed'>, MandateLimits {
  officerId: string
  unitId: string
  officeId: string | null
  role: Role
  kind: MandateKind
  actingForId: string | null
}

export interface ReferenceRow {
  unit: UnitRow
  unitParent: UnitParentRow
  unitSuccessor: SuccessorRow
  area: AreaRow
  jurisdiction: JurisdictionRow
  competence: CompetenceRow
  custody: CustodyRow
  connectingRule: ConnectingRow
  site: SiteRow
  seal: SealRow
  office: OfficeRow
  mandate: MandateRow
}

export type ReferenceTable = keyof ReferenceRow

export type ReferenceRows = { readonly [T in ReferenceTable]: readonly ReferenceRow[T][] }
