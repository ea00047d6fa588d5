/** What differs between two states of the rows. Pure. */
import { isDeepStrictEqual } from 'node:util'
import type { Changed, RowChanges } from './draft.ts'
import type { ReferenceRows, ReferenceTable } from './reference-rows.ts'

/** In the order in which rows may be inserted: what is named comes before what names it. */
export const referenceTables = [
  'unit',
  'unitParent',
  'unitSuccessor',
  'area',
  'jurisdiction',
  'competence',
  'custody',
  'connectingRule',
  'site',
  'seal',
  'office',
  'mandate',
] as const satisfies readonly ReferenceTable[]

/** The rows of `after` that are not as in `before`, by id. */
export function changesBetween(before: ReferenceRows, after: ReferenceRows): RowChanges {
  return {
    unit: changed(before.unit, after.unit),
    unitParent: changed(before.unitParent, after.unitParent),
    unitSuccessor: changed(before.unitSuccessor, after.unitSuccessor),
    area: changed(before.area, after.area),
    jurisdiction: changed(before.jurisdiction, after.jurisdiction),
    competence: changed(before.competence, after.competence),
    custody: changed(before.custody, after.custody),
    connectingRule: changed(before.connectingRule, after.connectingRule),
    site: changed(before.site, after.site),
    seal: changed(before.seal, after.seal),
    office: changed(before.office, after.office),
    mandate: changed(before.mandate, after.mandate),
  }
}

function changed<Row extends { id: string }>(
  before: readonly Row[],
  after: readonly Row[],
): readonly Changed<Row>[] {
  const known = new Map(before.map((row) => [row.id, row]))
  return after
    .flatMap((row) => {
      const was = known.get(row.id) ?? null
      return isDeepStrictEqual(was, row) ? [] : [{ was, row }]
    })
    .sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
}

/** A row, by its table and id. */
export interface RowName {
  table: ReferenceTable
  id: string
}

/** The rows that two sets of changes treat differently: changed by one of them alone, or not from the same to the same. */
export function differing(a: RowChanges, b: RowChanges): readonly RowName[] {
  return referenceTables.flatMap((table) => differingIn(table, a[table], b[table]))
}

function differingIn(
  table: ReferenceTable,
  a: readonly Changed<{ id: string }>[],
  b: readonly Changed<{ id: string }>[],
): readonly RowName[] {
  const other = new Map(b.map((change) => [change.row.id, change]))
  const ids = new Set([...a, ...b].map(({ row }) => row.id))
  for (const change of a) if (isDeepStrictEqual(change, other.get(change.row.id))) ids.delete(change.row.id)
  return [...ids].sort().map((id) => ({ table, id }))
}

/** How many rows of each table. */
export const countsOf = (changes: RowChanges): Readonly<Record<ReferenceTable, number>> => ({
  unit: changes.unit.length,
  unitParent: changes.unitParent.length,
  unitSuccessor: changes.unitSuccessor.length,
  area: changes.area.length,
  jurisdiction: changes.jurisdiction.length,
  competence: changes.competence.length,
  custody: changes.custody.length,
  connectingRule: changes.connectingRule.length,
  site: changes.site.length,
  seal: changes.seal.length,
  office: changes.office.length,
  mandate: changes.mandate.length,
})
