/** Who stands in the place of what a reorganisation began, once it is undone. Pure. */
import { holdsAt } from '../../../domain/territory/span.ts'
import type { DatedRow, Draft, RowChanges } from '../draft.ts'
import type { CompetenceRow } from '../reference-rows.ts'

/** How a unit that an undo ends is related to those that stand in its place. */
export const RETURNED = 'returned'

/**
 * Writes who has the books of each unit that ends with an undo: the units that it had come from and that stand again, in the fields that had gone
 * to it; of one that came from none, those that hold its areas or its powers from then on.
 * @param draft with everything else taken back
 * @param begun ids of the units that began with the reorganisation
 */
export function returnToEarlier(
  draft: Draft,
  {
    changes,
    begun,
    basis,
  }: { changes: Pick<RowChanges, 'unitSuccessor'>; begun: ReadonlySet<string>; basis: string },
): void {
  const stands = (id: string) => holdsAt(draft.unit.get(id)?.valid ?? [], draft.at)
  for (const unit of begun) {
    const came = changes.unitSuccessor
      .filter(({ row }) => row.successorId === unit && stands(row.unitId))
      .map(({ row }) => ({ id: row.unitId, fields: row.fields, assumed: false }))
    const holding = () => holdersSince(draft, unit).map((id) => ({ id, fields: null, assumed: true }))
    for (const { id, fields, assumed } of came.length > 0 ? came : holding()) {
      const successor = `${unit} ${id}`
      // Undone before, and done again: what the second life had ended has been taken back already.
      if (holdsAt(draft.unitSuccessor.get(successor)?.valid ?? [], draft.at)) continue
      const row = { unitId: unit, successorId: id, relation: RETURNED, fields, basis, assumed }
      draft.unitSuccessor.begin(successor, (dated) => ({ ...row, ...dated }))
    }
  }
}

/**
 * The units that hold, from the instant on, the areas that the unit has held until then; where its layer ends with it, or it held powers by name,
 * those to which the powers go back, in these areas. By id.
 */
function holdersSince(draft: Draft, unit: string): readonly string[] {
  const rows = draft.jurisdiction.rows()
  const left = rows.filter((row) => row.unitId === unit && endsNow(draft, row))
  const holding = (layersOf: (layer: string) => readonly string[]): readonly string[] => {
    const places = new Set(left.flatMap(({ areaId, tier }) => layersOf(tier).map((of) => `${areaId} ${of}`)))
    return rows
      .filter(({ areaId, tier, valid }) => places.has(`${areaId} ${tier}`) && holdsAt(valid, draft.at))
      .map(({ unitId }) => unitId)
  }
  const inTheSame = holding((layer) => [layer])
  const back = inTheSame.length > 0 ? [] : powersBack(draft, unit, new Set(left.map(({ tier }) => tier)))
  const layers = back.filter(({ unitId }) => unitId === null).map(({ heldBy }) => heldBy)
  const named = back.flatMap(({ unitId }) => unitId ?? [])
  return [...new Set([...inTheSame, ...named, ...holding(() => layers)])].filter((id) => id !== unit).sort()
}

/** The powers in force from the instant on in place of those that the unit held until then, by name or in layers. */
function powersBack(draft: Draft, unit: string, layers: ReadonlySet<string>): readonly CompetenceRow[] {
  const rows = draft.competence.rows()
  const inForce = rows.filter(({ valid }) => holdsAt(valid, draft.at))
  return rows
    .filter(
      (row) =>
        endsNow(draft, row) && (row.unitId === unit || (row.unitId === null && layers.has(row.heldBy))),
    )
    .flatMap(({ power, tier, scope, subject }) => {
      const same = inForce.filter((row) => row.power === power && row.tier === tier)
      const narrow = same.find((row) => row.scope === scope && row.subject === subject)
      return narrow ?? same.find((row) => row.scope === 'all') ?? []
    })
}

const endsNow = ({ at }: Draft, { valid }: DatedRow): boolean => valid.some(({ until }) => until === at)
