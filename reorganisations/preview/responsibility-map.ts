/** Who is responsible by rows that need not be in the database: the rule of `db/territory/responsibility/responsibility.ts`, in memory. Pure. */
import type { Matter, Responsible } from '../../domain/territory/matter.ts'
import { holdsAt, type Span } from '../../domain/territory/span.ts'
import type { CompetenceRow, CustodyRow, JurisdictionRow, ReferenceRows } from '../grammar/reference-rows.ts'

/** Null in a gap of the rows. */
export type ResponsibilityMap = (matter: Matter) => Responsible | null

/** @param at the instant of the holders, ms */
export function responsibilityMap(
  rows: Pick<ReferenceRows, 'competence' | 'jurisdiction' | 'custody'>,
  at: number,
): ResponsibilityMap {
  const competent = competenceMap(rows, at)
  const jurisdiction = indexed(rows.jurisdiction, at, ({ areaId, tier }: JurisdictionRow) =>
    keyOf(areaId, tier),
  )
  const custody = indexed(rows.custody, at, ({ scope, subject, areaId }: CustodyRow) =>
    keyOf(scope, subject, areaId ?? '*'),
  )
  return (matter) => {
    const named = competent(matter)
    if (named === undefined) return null
    if (named.unitId !== null) return { unitId: named.unitId, custodian: false }
    const held = jurisdiction.get(keyOf(matter.areaId, named.heldBy))
    if (held === undefined) return null
    if (!held.custodian) return { unitId: held.unitId, custodian: false }
    return { unitId: keeper(custody, matter) ?? held.unitId, custodian: true }
  }
}

/** The row of competence that counts for a step, wherever it is done. @param at ms */
export function competenceMap(
  rows: Pick<ReferenceRows, 'competence'>,
  at: number,
): (matter: Omit<Matter, 'areaId'>) => CompetenceRow | undefined {
  const competence = indexed(rows.competence, at, competenceKey)
  return (matter) => narrowest(competence, matter)
}

const keyOf = (a: string, b: string, c = '', d = ''): string => `${a}\u0000${b}\u0000${c}\u0000${d}`

const competenceKey = ({ scope, subject, power, tier }: CompetenceRow): string =>
  keyOf(scope, subject, power, tier)

function indexed<Row extends { valid: readonly Span[] }>(
  rows: readonly Row[],
  at: number,
  key: (row: Row) => string,
): ReadonlyMap<string, Row> {
  return new Map(rows.filter(({ valid }) => holdsAt(valid, at)).map((row) => [key(row), row]))
}

/** A procedure's row counts before its field's, that before the one for all; also where it names no unit. */
function narrowest(
  rows: ReadonlyMap<string, CompetenceRow>,
  { procedureCode, field, power, tier }: Omit<Matter, 'areaId'>,
): CompetenceRow | undefined {
  return (
    rows.get(keyOf('procedure', procedureCode, power, tier)) ??
    rows.get(keyOf('field', field, power, tier)) ??
    rows.get(keyOf('all', '*', power, tier))
  )
}

/** A row for the area counts before one for all areas, of these a procedure's before its field's. */
function keeper(
  rows: ReadonlyMap<string, CustodyRow>,
  { areaId, procedureCode, field }: Matter,
): string | undefined {
  const row =
    rows.get(keyOf('procedure', procedureCode, areaId)) ??
    rows.get(keyOf('field', field, areaId)) ??
    rows.get(keyOf('procedure', procedureCode, '*')) ??
    rows.get(keyOf('field', field, '*'))
  return row?.unitId
}
