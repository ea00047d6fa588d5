/** What an author of a reorganisation writes. It says what the resolution says; `produce` makes rows of it. */
import type {
  AreaRow,
  CompetenceRow,
  ConnectingRow,
  CustodyRow,
  JurisdictionRow,
  MandateLimits,
  MandateRow,
  OfficeRow,
  ReferenceRows,
  SealRow,
  SiteRow,
  UnitPlace,
  UnitRow,
} from './reference-rows.ts'

/** A row that begins with the reorganisation: valid from its instant, on its basis where none is given. */
export type Begun<Row extends { valid: unknown; basis: string; assumed?: boolean }> = Omit<
  Row,
  'valid' | 'basis' | 'assumed'
> & { basis?: string; assumed?: boolean }

/** On what a change rests, where that is not the resolution itself. */
interface Founded {
  basis?: string
  /** No source says it. */
  assumed?: boolean
}

export type PowerKey = Pick<CompetenceRow, 'scope' | 'subject' | 'power' | 'tier'>

export interface Delegation {
  power: CompetenceRow['power']
  tier: CompetenceRow['tier']
  /** Who holds it, by name. */
  by: string
  /** Who has areas, and holds it there. */
  to: string
  procedures: readonly { code: string; field: string }[]
  /** The first instant at which it holds no more, with its zone; until it is taken back where left out. */
  until?: string
  /** Who does it there, in the role that the procedures name. */
  officers: readonly { officerId: string; role: MandateRow['role'] }[]
}

/** What a unit takes over of another: all of it, a part, land alone, or what the other parts leave. */
export type Relation = 'whole' | 'part' | 'partLandOnly' | 'partAllResidents' | 'remainder'

export type Change =
  | { kind: 'unitBegins'; unit: Omit<Begun<UnitRow>, keyof UnitPlace> & Partial<UnitPlace> }
  /** Its areas, powers, custody, sites, seals, offices and mandates end with it; what is under it has to move. */
  | { kind: 'unitEnds'; unit: string }
  /** It is under another unit from then on. */
  | ({ kind: 'parentMoves'; unit: string; to: string } & Founded)
  | ({
      kind: 'unitSucceeds'
      unit: string
      successor: string
      relation: Relation
      fields?: readonly string[]
    } & Founded)
  | { kind: 'areaBegins'; area: Omit<Begun<AreaRow>, 'splitsAt'> }
  /** A unit holds the area from then on, in place of the one that held it in the layer. What a custodian keeps is split, if it was not. */
  | ({
      kind: 'areaMoves'
      area: string
      tier: JurisdictionRow['tier']
      to: string
      custodian?: boolean
    } & Founded)
  /** New areas in place of one. What lies in the old one is kept by a custodian until it is placed. */
  | ({
      kind: 'areaSplits'
      area: string
      tier: UnitRow['tier']
      into: readonly { id: string; to: string }[]
      custodian: string
    } & Founded)
  /** In place of the row in force for the same scope, subject, power and tier. */
  | { kind: 'powerMoves'; power: Begun<CompetenceRow> }
  /** What stood beside it goes on: the row for its field, or that for all. */
  | ({ kind: 'powerEnds' } & PowerKey)
  /**
   * One unit holds a power of some procedures in its own areas from then on; in all others the unit that delegates it goes on. Taken
   * back by `powerEnds`, of the procedure; it ends with either unit.
   */
  | ({ kind: 'powerDelegated' } & Delegation & Founded)
  /** In place of the row in force for the same scope, subject and area. */
  | { kind: 'custodyMoves'; custody: Begun<CustodyRow> }
  /** In place of the row in force for the same scope, subject and occasion. */
  | { kind: 'connectingRuleBegins'; rule: Begun<ConnectingRow> }
  | { kind: 'siteBegins'; site: Begun<SiteRow> }
  | { kind: 'siteEnds'; site: string }
  /** In place of the seal in force. */
  | { kind: 'sealBegins'; seal: Begun<SealRow> }
  /** Without another in its place: one that is withdrawn. */
  | { kind: 'sealEnds'; seal: string }
  | {
      kind: 'officeBegins'
      office: Omit<Begun<OfficeRow>, 'fieldsBasis' | 'fieldsAssumed'> &
        Partial<Pick<OfficeRow, 'fieldsBasis' | 'fieldsAssumed'>>
    }
  /** The mandates that name it end with it. */
  | { kind: 'officeEnds'; office: string }
  /** Without limits where none are given. */
  | {
      kind: 'mandateBegins'
      mandate: Omit<Begun<MandateRow>, keyof MandateLimits> & Partial<MandateLimits>
      /** The first instant at which it holds no more, with its zone; for good where left out. */
      until?: string
    }
  /** Also one that would begin later. */
  | { kind: 'mandateEnds'; mandate: string }
  /**
   * The same officer in the same role elsewhere, with the same limits; for other areas where some are given. One that begins later moves from
   * then on. Who holds the role there by a like mandate holds it for the areas of both.
   */
  | ({
      kind: 'mandateMoves'
      mandate: string
      unit: string
      office: string | null
      areas?: readonly string[]
    } & Omit<Founded, 'assumed'>)

/** @typeParam Data what it reads besides the rows that stand, as the tables annexed to a resolution */
export interface Reorganisation<Data> {
  /** As its file is called. */
  id: string
  /** In Vietnamese. */
  name: string
  /** The resolution, as it is cited. */
  basis: string
  /** With its zone, as `2025-07-01T00:00:00+07:00`. */
  effectiveAt: string
  /**
   * @param base the rows that stand, for what it says of whole units, as of all that a ward holds
   * @param at its instant, ms
   */
  changes: (data: Data, base: ReferenceRows, at: number) => readonly Change[]
  /** For its undo: as which area one that began with it, and is part of no other, is held then. */
  heldAs?: (data: Data) => (areaId: string) => string | null
  /** What the sources leave open, in Vietnamese. */
  openQuestions: readonly string[]
}

/** Declares a reorganisation: the default export of its file. */
export const reorganisation = <Data>(declared: Reorganisation<Data>): Reorganisation<Data> => declared
