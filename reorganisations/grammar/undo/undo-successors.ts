/** Who stands in the place of what a reorganisation began, once it is undone. Pure. */
import { holdsAt } from '../../../domain/territory/span.ts'
import type { Draft, RowChanges } from '../draft.ts'

/** How a unit that an undo ends is related to those that stand in its place. */
export const RETURNED = 'returned'

/**
 * Writes who has the books of each unit that ends with an undo: the units that it had come from and that stand again, in the fields that had gone
 * to it; of one that came from none, those that hold its areas from then on.
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

/** The units that hold, from the instant on, the areas that the unit has held until then, or the whole of them; by id. */
function holdersSince(draft: Draft, unit: string): readonly string[] {
  const rows = draft.jurisdiction.rows()
  const endsNow = rows.filter(
    ({ unitId, valid }) => unitId === unit && valid.some(({ until }) => until === draft.at),
  )
  const left = new Set(endsNow.map(({ areaId, tier }) => `${areaId} ${tier}`))
  const holds = rows.filter(
    ({ areaId, tier, unitId, valid }) =>
      unitId !== unit && left.has(`${areaId} ${tier}`) && holdsAt(valid, draft.at),
  )
  return [...new Set(holds.map(({ unitId }) => unitId))].sort()
}
