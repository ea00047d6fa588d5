import type { Span } from '../../domain/territory/span.ts'
import type { TerritoryRows } from '../../domain/territory/territory-check.ts'
import type { ReferenceRows } from './reference-rows.ts'

/** Rows as `checkTerritory` reads them: a row for each span of a validity. */
export function territoryRowsOf(rows: ReferenceRows): TerritoryRows {
  return {
    units: rows.unit.flatMap(bySpan),
    areas: rows.area.flatMap(bySpan),
    jurisdiction: rows.jurisdiction.flatMap(bySpan),
    competence: rows.competence.flatMap(bySpan),
    custody: rows.custody.flatMap(bySpan),
  }
}

const bySpan = <Row extends { valid: readonly Span[] }>(row: Row): (Row & Span)[] =>
  row.valid.map((span) => ({ ...row, ...span }))
