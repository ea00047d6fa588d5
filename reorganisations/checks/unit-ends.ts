/** What is still on a unit when it has ended. Pure. */
import { common, holdsAt, type Span, without } from '../../domain/territory/span.ts'
import type { ReferenceRows } from '../grammar/reference-rows.ts'
import type { RowFinding } from './row-finding.ts'

interface OfUnit {
  id: string
  unitId: string
  valid: readonly Span[]
}

type Units = ReadonlyMap<string, { name: string; valid: readonly Span[] }>

export const unitsById = ({ unit }: Pick<ReferenceRows, 'unit'>): Units =>
  new Map(unit.map((row) => [row.id, row]))

/** Mandates that outlast the unit: who holds one would act for a unit that is no more. */
export const endsWithOfficers = (rows: Pick<ReferenceRows, 'unit' | 'mandate'>, since: Span) =>
  outlasting(rows, rows.mandate, since).map(
    ({ row: { id, role }, of, span }): RowFinding => ({
      ...{ kind: 'endsWithOfficers', of, ...span, what: `mandate ${id} (${role}) goes on` },
      remedy: 'End the mandate, or move it to the successor (mandateMoves)',
    }),
  )

export const endsWithSeals = (
  rows: Pick<ReferenceRows, 'unit'>,
  seals: readonly (OfUnit & { holder: string })[],
  since: Span,
) =>
  outlasting(rows, seals, since).map(
    ({ row: { id, holder }, of, span }): RowFinding => ({
      ...{ kind: 'endsWithSeals', of, ...span, what: `seal ${id} at ${holder} stays in force` },
      remedy: 'End the seal on the day on which the unit ends, with the record of its return',
    }),
  )

function outlasting<Row extends OfUnit>(
  rows: Pick<ReferenceRows, 'unit'>,
  those: readonly Row[],
  since: Span,
): readonly { row: Row; of: string; span: Span }[] {
  const units = unitsById(rows)
  return those.flatMap((row) => {
    const unit = units.get(row.unitId)
    const valid = row.valid.flatMap((span) => common(span, since))
    const of = nameOf(units, row.unitId)
    return without(valid, unit?.valid ?? []).map((span) => ({ row, of, span }))
  })
}

export const nameOf = (units: Units, id: string): string => `${units.get(id)?.name ?? 'no unit'} (${id})`

/** A unit that stands no more from an instant on, and that nobody succeeds who stands then. */
export interface LeftAlone {
  id: string
  of: string
  span: Span
}

/** Units that have ended since ever, or will: no unit answers for what is on one of them. Those that never began are none. */
export function endedWithoutSuccessor(
  rows: Pick<ReferenceRows, 'unit' | 'unitSuccessor'>,
  since: Span,
): readonly LeftAlone[] {
  const units = unitsById(rows)
  return rows.unit.flatMap((unit) => {
    const end = Math.max(...unit.valid.map(({ until }) => until))
    if (unit.valid.length === 0 || end === Infinity) return []
    const from = Math.max(end, since.from)
    if (becomesOf(rows, units, unit.id, from).some((id) => holdsAt(units.get(id)?.valid ?? [], from)))
      return []
    return [{ id: unit.id, of: nameOf(units, unit.id), span: { from, until: Infinity } }]
  })
}

/** As `became` of `db/territory/units/successors.ts`: through every reform since, of what stands nothing. */
function becomesOf(
  { unitSuccessor }: Pick<ReferenceRows, 'unitSuccessor'>,
  units: Units,
  id: string,
  at: number,
): readonly string[] {
  const found = new Set([id])
  for (const unitId of found) {
    if (holdsAt(units.get(unitId)?.valid ?? [], at)) continue
    for (const { unitId: gone, successorId, valid } of unitSuccessor) {
      if (gone === unitId && holdsAt(valid, at)) found.add(successorId)
    }
  }
  return [...found]
}
