/** Procedures that name a tier which nobody is any more. Pure. */
import { common, type Span, without } from '../../domain/territory/span.ts'
import { isDelegation } from '../../domain/territory/unit.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import type { ResponsibleSpans } from './responsible-spans.ts'
import type { NeededDesk, RowFinding } from './row-finding.ts'

/** Of what a procedure names nobody holds the power, or a row gives it to a tier of which no unit stands. */
export function abolishedTiers(
  rows: ReferenceRows,
  needed: readonly NeededDesk[],
  responsible: ResponsibleSpans,
): readonly RowFinding[] {
  const findings = new Map<string, RowFinding>()
  for (const desk of needed) {
    const { rows: counting, gaps } = responsible.counting(desk)
    const unheld = gaps.map((span) => ({ span, tier: desk.tier, why: 'nobody holds it' }))
    const abolished = counting.flatMap(({ row: { unitId, heldBy }, spans }) =>
      unitId === null && !isDelegation(heldBy)
        ? without(spans, tierStands(rows, heldBy)).map((span) => ({
            ...{ span, tier: heldBy, why: `no unit of tier ${heldBy} stands` },
          }))
        : [],
    )
    for (const { span, tier, why } of [...unheld, ...abolished]) {
      const of = `procedure ${desk.procedureCode}`
      findings.set([of, desk.power, desk.tier, tier, span.from, span.until].join(' '), {
        ...{ kind: 'abolishedTier', of, ...span },
        what: `names the power to ${desk.power} of a ${desk.tier}, and ${why}`,
        remedy: 'Move the power to a tier that stands (powerMoves), or publish an edition that names another',
      })
    }
  }
  return [...findings.values()]
}

const tierStands = ({ unit }: ReferenceRows, tier: string): readonly Span[] =>
  unit.filter((row) => row.tier === tier).flatMap(({ valid }) => valid)

/** Ids of units and areas where no foreign key holds them: a code alone may be of two units of two times. */
export function bareCodes({ unit, area, mandate }: ReferenceRows, since: Span): readonly RowFinding[] {
  const units = new Set(unit.map(({ id }) => id))
  const areas = new Set(area.map(({ id }) => id))
  const lasting = <Row extends { valid: readonly Span[] }>(rows: readonly Row[]) =>
    rows.flatMap((row) => row.valid.flatMap((span) => common(span, since)).map((span) => ({ row, span })))
  return [
    ...lasting(mandate).flatMap(({ row, span }) =>
      (row.areas ?? [])
        .filter((id) => !areas.has(id))
        .map((id) => bare(`mandate ${row.id}`, 'area', id, span)),
    ),
    ...lasting(area).flatMap(({ row: { id, parentId }, span }) =>
      parentId === null || areas.has(parentId) ? [] : [bare(`area ${id}`, 'area', parentId, span)],
    ),
    ...lasting(unit).flatMap(({ row: { id, parentId }, span }) =>
      parentId === null || units.has(parentId) ? [] : [bare(`unit ${id}`, 'unit', parentId, span)],
    ),
  ]
}

export const bare = (of: string, named: 'unit' | 'area', id: string, span: Span): RowFinding => ({
  ...{ kind: 'bareCode', of, ...span, what: `names the ${named} “${id}”, which is no id of one` },
  remedy: `Write the id with its kind or epoch, as ${named === 'unit' ? 'new:00004' : 'cell:00001:00097'}`,
})
