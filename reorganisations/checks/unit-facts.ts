/** What a unit has at an instant, by rows that need not be in the database. Pure. */
import type { Role } from '../../domain/dossier/dossier.ts'
import type { UnitFacts } from '../../domain/territory/reorganisation/readiness.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import type { ReferenceRows, UnitRow } from '../grammar/reference-rows.ts'
import { type Seat, seatsOf } from './seats.ts'

/** The rows that say what a unit has. */
export type UnitRows = Pick<ReferenceRows, 'unit' | 'office' | 'mandate' | 'site' | 'seal'>

/** Of officers, by id, what reference rows do not say. */
export interface KnownOfficers {
  withAccount: ReadonlySet<string>
  /** Made for trying out. */
  invented: ReadonlySet<string>
}

/** Roles whose desk signs for a unit. */
const signing: readonly Role[] = ['chair', 'director', 'policeChief', 'militaryChief']

/** Who sits in units at an instant. @param at ms */
export const seatsAt = (rows: Pick<UnitRows, 'mandate' | 'office'>, at: number): readonly Seat[] =>
  seatsOf(rows).filter(({ valid }) => holdsAt(valid, at))

/**
 * @param at ms
 * @param seated what `seatsAt` gives of the same, where it was asked already
 */
export function unitFactsAt(
  rows: UnitRows,
  at: number,
  known: KnownOfficers,
  seated: readonly Seat[] = seatsAt(rows, at),
): (unit: Pick<UnitRow, 'id' | 'tier'>) => UnitFacts {
  const seats = byUnit(seated)
  const [offices, sites, seals] = [
    standing(rows.office, at),
    standing(rows.site, at),
    standing(rows.seal, at),
  ]
  return ({ id, tier }) => {
    const held = seats.get(id) ?? []
    const officers = [...new Set(held.map(({ officerId }) => officerId))]
    const signers = new Set(held.filter(signs).map(({ officerId }) => officerId))
    const roles = new Set((offices.get(id) ?? []).flatMap((office) => office.roles))
    const [sitesOf, sealsOf] = [sites.get(id) ?? [], seals.get(id) ?? []]
    return {
      decides: tier !== 'branch',
      rolesWithoutOfficer: [...roles].filter((role) => held.every((seat) => seat.role !== role)).sort(),
      signers: signers.size,
      officers: officers.length,
      officersWithAccount: officers.filter((officer) => known.withAccount.has(officer)).length,
      inventedOfficers: officers.filter((officer) => known.invented.has(officer)).length,
      seals: sealsOf.length,
      assumedSeals: sealsOf.filter(({ assumed }) => assumed).length,
      sites: sitesOf.length,
      assumedSites: sitesOf.filter(({ assumed }) => assumed).length,
      sitesForPublic: sitesOf.filter(({ uses }) => uses.includes('reception')).length,
    }
  }
}

const standing = <Row extends { unitId: string; valid: UnitRow['valid'] }>(
  table: readonly Row[],
  at: number,
) => byUnit(table.filter(({ valid }) => holdsAt(valid, at)))

function byUnit<Row extends { unitId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const of = found.get(row.unitId)
    if (of === undefined) found.set(row.unitId, [row])
    else of.push(row)
  }
  return found
}

const signs = ({ role, powers }: Seat): boolean =>
  signing.includes(role) && (powers === null || powers.includes('sign'))

/**
 * The units that have something from an instant on which they did not have before: they begin, or an office, a desk, a seal, a site or an
 * area begins with them. What a unit loses it need not be ready for. Bodies are left out: they decide nothing and have no counter here.
 */
export function unitsThatBeginSomething(
  rows: UnitRows & Pick<ReferenceRows, 'jurisdiction'>,
  at: number,
): readonly UnitRow[] {
  const begins = ({ valid }: Pick<UnitRow, 'valid'>) => valid.some(({ from }) => from === at)
  const having = [rows.office, rows.mandate, rows.site, rows.seal, rows.jurisdiction].flatMap((table) =>
    table.filter(begins).map(({ unitId }) => unitId),
  )
  const named = new Set([...having, ...rows.unit.filter(begins).map(({ id }) => id)])
  return rows.unit
    .filter(({ id, tier, valid }) => tier !== 'body' && named.has(id) && holdsAt(valid, at))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
