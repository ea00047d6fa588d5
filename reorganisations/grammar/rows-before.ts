/** Rows as they stood before an instant, from rows in which what happened at it is written already. Pure. */
import { joined, type Span } from '../../domain/territory/span.ts'
import type { ReferenceRows } from './reference-rows.ts'

/** Without what begins at the instant or later; what ends at it goes on, and what is split at it is whole. @param at ms */
export function rowsBefore(rows: ReferenceRows, at: number): ReferenceRows {
  const before = <Row extends { valid: readonly Span[] }>(table: readonly Row[]): Row[] =>
    table.flatMap((row) => {
      const valid = row.valid
        .filter(({ from }) => from < at)
        .map(({ from, until }) => ({ from, until: until === at ? Infinity : until }))
      return valid.length === 0 ? [] : [{ ...row, valid: joined(valid) }]
    })
  return {
    unit: before(rows.unit),
    unitParent: before(rows.unitParent),
    unitSuccessor: before(rows.unitSuccessor),
    area: before(rows.area).map((row) => (row.splitsAt === at ? { ...row, splitsAt: null } : row)),
    jurisdiction: before(rows.jurisdiction),
    competence: before(rows.competence),
    custody: before(rows.custody),
    connectingRule: before(rows.connectingRule),
    site: before(rows.site),
    seal: before(rows.seal),
    office: before(rows.office),
    mandate: before(rows.mandate),
  }
}
