/** Rows of the two organisations of Hà Nội for tests: from `data/`, before and since 1 July 2025. */
import { areasOf, jurisdictionOf } from '../../db/load/areas.ts'
import { competenceOf } from '../../db/load/competence.ts'
import { connectingRulesOf } from '../../db/load/connecting.ts'
import { custodyOf } from '../../db/load/custody.ts'
import { type ReferenceFiles, readReferenceFiles } from '../../db/load/reference-files.ts'
import { successorsOf, unitsOf } from '../../db/load/units.ts'
import { common, type Span } from '../../domain/territory/span.ts'
import type { ReferenceRows, UnitRow } from '../../reorganisations/grammar/reference-rows.ts'

export const FIRST_DAY_MS = Date.parse('2025-07-01T00:00:00+07:00')

/** Of the text form in which rows are loaded. */
function spanOf(valid: string): Span {
  const [from = '', until = ''] = valid.slice(1, -1).split(',')
  return {
    from: from === '' ? -Infinity : Date.parse(from),
    until: until === '' ? Infinity : Date.parse(until),
  }
}

const dated = <Row extends { valid: string; assumed?: boolean }>({ valid, assumed, ...row }: Row) => ({
  ...row,
  assumed: assumed ?? false,
  valid: [spanOf(valid)],
})

/** As the loader has them, without offices and officers. */
export function loadedRows(files: ReferenceFiles): ReferenceRows {
  return {
    unit: unitsOf(files).map((unit): UnitRow => {
      const { id, name, type, tier, parentId = null, identifier, basis, assumed, valid } = dated(unit)
      return { id, name, type, tier, parentId, identifier, basis, assumed, valid }
    }),
    unitSuccessor: successorsOf(files).map((row) => ({
      id: `${row.unitId} ${row.successorId}`,
      fields: null,
      ...row,
      valid: [{ from: FIRST_DAY_MS, until: Infinity }],
      assumed: false,
    })),
    area: areasOf(files).map((row) => ({
      ...dated(row),
      parentId: row.parentId ?? null,
      splitsAt: row.splitsAt?.getTime() ?? null,
    })),
    jurisdiction: jurisdictionOf(files).map((row) => ({ custodian: false, ...dated(row) })),
    competence: competenceOf(files).map((row) => ({ ...dated(row), unitId: row.unitId ?? null })),
    custody: custodyOf(files).map((row) => ({ ...dated(row), areaId: row.areaId ?? null })),
    connectingRule: connectingRulesOf(files).map((row) => ({
      ...dated(row),
      assignerId: row.assignerId ?? null,
    })),
    office: [],
    mandate: [],
  }
}

/** The same as they stood the day before: without what began on 1 July 2025, and with what ended then going on. */
export function rowsBefore(rows: ReferenceRows): ReferenceRows {
  return {
    unit: before(rows.unit),
    unitSuccessor: before(rows.unitSuccessor),
    area: unsplit(before(rows.area)),
    jurisdiction: before(rows.jurisdiction),
    competence: before(rows.competence),
    custody: before(rows.custody),
    connectingRule: before(rows.connectingRule),
    office: before(rows.office),
    mandate: before(rows.mandate),
  }
}

/** Nobody had split an area then. */
const unsplit = (rows: ReferenceRows['area']) => rows.map((row) => ({ ...row, splitsAt: null }))

const before = <Row extends { valid: readonly Span[] }>(rows: readonly Row[]): Row[] =>
  rows.flatMap((row) => {
    const [span] = row.valid.flatMap((valid) => common(valid, { from: -Infinity, until: FIRST_DAY_MS }))
    if (span === undefined) return []
    return [
      { ...row, valid: [{ from: span.from, until: span.until === FIRST_DAY_MS ? Infinity : span.until }] },
    ]
  })

export const referenceFiles = readReferenceFiles
