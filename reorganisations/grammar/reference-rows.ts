/** The rows that say which unit is responsible for what, as a reorganisation reads and produces them. */
import type { Span } from '../../domain/territory/span.ts'

/** What every row has: when it is valid (sorted spans that do not touch; none: never), and on what basis. */
interface Dated {
  id: string
  valid: readonly Span[]
  basis: string
  assumed: boolean
}

export interface UnitRow extends Dated {
  name: string
  type: string
  tier: 'city' | 'department' | 'district' | 'commune'
  parentId: string | null
  /** The agency part of the codes of its dossiers. */
  identifier: string
}

/** What became of a unit; `id` is `<unit> <successor>`. */
export interface SuccessorRow extends Dated {
  unitId: string
  successorId: string
  relation: string
}

export interface AreaRow extends Dated {
  /** `unplaced`: it has parts, and which of them a place lies in is to be decided. */
  kind: 'cell' | 'unplaced'
  parentId: string | null
}

export interface JurisdictionRow extends Dated {
  areaId: string
  tier: string
  unitId: string
  /** Keeps what is not placed, and decides nothing on substance. */
  custodian: boolean
}

export interface CompetenceRow extends Dated {
  scope: 'procedure' | 'field' | 'all'
  subject: string
  power: string
  tier: string
  heldBy: string
  unitId: string | null
}

export interface CustodyRow extends Dated {
  scope: 'procedure' | 'field'
  subject: string
  areaId: string | null
  unitId: string
}

export interface ConnectingRow extends Dated {
  scope: 'procedure' | 'field'
  subject: string
  occasion: 'filing' | 'handover'
  places: readonly string[]
  assignerId: string | null
}

export interface OfficeRow extends Dated {
  unitId: string
  name: string
  roles: readonly string[]
  /** Null: every field of its unit. */
  fields: readonly string[] | null
}

export interface MandateRow extends Omit<Dated, 'assumed'> {
  officerId: string
  unitId: string
  officeId: string | null
  role: string
  kind: 'own' | 'delegated' | 'substitution'
  actingForId: string | null
}

export interface ReferenceRow {
  unit: UnitRow
  unitSuccessor: SuccessorRow
  area: AreaRow
  jurisdiction: JurisdictionRow
  competence: CompetenceRow
  custody: CustodyRow
  connectingRule: ConnectingRow
  office: OfficeRow
  mandate: MandateRow
}

export type ReferenceTable = keyof ReferenceRow

export type ReferenceRows = { readonly [T in ReferenceTable]: readonly ReferenceRow[T][] }
