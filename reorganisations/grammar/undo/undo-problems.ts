/** Why a reorganisation cannot be taken back: what is done since stands on it, or what it would give back has nothing to stand on. */
import { common, without } from '../../../domain/territory/span.ts'
import { type DatedRow, type Draft, idOfFirst, type RowChanges } from '../draft.ts'
import { RETURNED } from './undo-successors.ts'

/** A row that names units, as a problem tells of it. */
interface Resting extends DatedRow {
  table: string
  units: readonly (string | null)[]
}

const restOn = <Row extends DatedRow>(
  { name }: { name: string },
  rows: readonly Row[],
  units: (row: Row) => Resting['units'],
): readonly Resting[] => rows.map((row) => ({ id: row.id, valid: row.valid, table: name, units: units(row) }))

/**
 * Rows that something later made to rest on a unit that would end: they would stand on nothing. Sites, seals and mandates are not among them:
 * they end with the unit.
 */
export function reportBuiltOn(draft: Draft, changes: RowChanges, begun: ReadonlySet<string>): void {
  const { jurisdiction, competence, custody, office, unitParent, unitSuccessor, connectingRule } = draft
  const since = <Row extends DatedRow>(
    table: { name: string; rows: () => readonly Row[] },
    changed: readonly { row: DatedRow }[],
    units: (row: Row) => Resting['units'],
  ): readonly Resting[] => {
    // What began again of a row, after an undo of what was built on it, is that row.
    const known = new Set(changed.map(({ row }) => idOfFirst(row.id)))
    return restOn(
      table,
      table.rows().filter(({ id }) => !known.has(idOfFirst(id))),
      units,
    )
  }
  const made = [
    ...since(jurisdiction, changes.jurisdiction, ({ unitId }) => [unitId]),
    ...since(competence, changes.competence, ({ unitId }) => [unitId]),
    ...since(custody, changes.custody, ({ unitId }) => [unitId]),
    ...since(office, changes.office, ({ unitId }) => [unitId]),
    ...since(unitParent, changes.unitParent, ({ parentId }) => [parentId]),
    // What an earlier undo has led back to it leads on to who stands in its place then.
    ...since(unitSuccessor, changes.unitSuccessor, ({ successorId, relation }) =>
      relation === RETURNED ? [] : [successorId],
    ),
    ...since(connectingRule, changes.connectingRule, ({ assignerId }) => [assignerId]),
  ]
  for (const { table, id, units, valid } of made) {
    const unit = units.find((one) => one !== null && begun.has(one))
    if (unit !== undefined && valid.some(({ until }) => until > draft.at)) {
      draft.problems.push(`${table} ${id} was made since and rests on ${unit}; undo that first`)
    }
  }
}

/** Rows that would begin again with a unit that something later has ended: nobody would be there. */
export function reportEndedUnits(draft: Draft): void {
  const changed = <Row extends DatedRow>(
    table: { name: string; changes: () => readonly { row: Row }[] },
    units: (row: Row) => Resting['units'],
  ): readonly Resting[] =>
    restOn(
      table,
      table.changes().map(({ row }) => row),
      units,
    )
  const { jurisdiction, competence, custody, office, mandate, site, seal, unitParent, connectingRule } = draft
  const given = [
    ...changed(jurisdiction, ({ unitId }) => [unitId]),
    ...changed(competence, ({ unitId }) => [unitId]),
    ...changed(custody, ({ unitId }) => [unitId]),
    ...changed(office, ({ unitId }) => [unitId]),
    ...changed(mandate, ({ unitId }) => [unitId]),
    ...changed(site, ({ unitId }) => [unitId]),
    ...changed(seal, ({ unitId }) => [unitId]),
    ...changed(unitParent, ({ unitId, parentId }) => [unitId, parentId]),
    ...changed(connectingRule, ({ assignerId }) => [assignerId]),
  ]
  for (const { table, id, units, valid } of given) {
    const again = valid.flatMap((span) => common(span, { from: draft.at, until: Infinity }))
    for (const unitId of units) {
      const unit = unitId === null ? undefined : draft.unit.get(unitId)
      if (unit !== undefined && without(again, unit.valid).length > 0) {
        draft.problems.push(
          `${table} ${id} would rest on ${unit.id}, which has ended by then; undo that first`,
        )
      }
    }
  }
}
