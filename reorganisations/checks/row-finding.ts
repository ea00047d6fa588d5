/** What the check of the rows that stand finds, and in which words. */
import type { Power, Role, Tier } from '../../domain/dossier/dossier.ts'
import type { Span } from '../../domain/territory/span.ts'

/** `area…` and `power…`: nobody or two hold it. `ends…`: still on a unit that has ended. */
export const rowFindingKinds = [
  'noHolder',
  'twoHolders',
  'wrongHolder',
  'custodian',
  'endsWithOfficers',
  'endsWithRuns',
  'endsWithOriginals',
  'endsWithSeals',
  'endsWithAppointments',
  'roleNobodyHolds',
  'abolishedTier',
  'bareCode',
] as const
export type RowFindingKind = (typeof rowFindingKinds)[number]

/** One value a kind. */
export function byRowFindingKind<T>(make: (kind: RowFindingKind) => T): Record<RowFindingKind, T>
export function byRowFindingKind(make: (kind: RowFindingKind) => unknown): Record<string, unknown> {
  return Object.fromEntries(rowFindingKinds.map((kind) => [kind, make(kind)]))
}

export interface RowFinding extends Span {
  kind: RowFindingKind
  /** Unit, area, power or procedure, with its name. */
  of: string
  what: string
  remedy: string
}

/** A desk that a procedure names. */
export interface NeededDesk {
  procedureCode: string
  field: string
  tier: Tier
  power: Power
  role: Role
}
