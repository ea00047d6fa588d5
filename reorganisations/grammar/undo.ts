/** Takes a reorganisation back: before its instant as if it had never been, after it from an instant on. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { common, endedAt, holdsAt, joined, without } from '../../domain/territory/span.ts'
import { isDelegation } from '../../domain/territory/unit.ts'
import { followDelegations } from './delegation.ts'
import {
  type Changed,
  changesOf,
  type DatedRow,
  type Draft,
  draftOf,
  type RowChanges,
  rowsOf,
  type TableDraft,
} from './draft.ts'
import type { Produced } from './produce.ts'
import type { JurisdictionRow, ReferenceRows } from './reference-rows.ts'
import { endWhatRestsOn } from './unit-changes.ts'

export interface UndoOptions {
  /** When it takes effect, ms: now or later, never back. */
  at: number
  basis: string
  /** For an area that began with the reorganisation and is part of no other: another area whose holders hold it then. */
  heldAs?: (areaId: string) => string | null
}

/**
 * The rows that undo what was enacted. Before its instant its rows are emptied. From it on they end at `at`: what was done between
 * stays, and stays lawful; the holders before begin again at `at`. Areas that began with it go on, for dossiers lie in them, and are
 * held by who holds the whole again.
 * @param base the rows that stand; one that something later changed, or that rests on what began, is a problem and named
 */
export function undo(
  enacted: Pick<Produced, 'at' | 'changes'>,
  base: ReferenceRows,
  { at, basis, heldAs }: UndoOptions,
): Produced {
  const armed = at <= enacted.at
  const draft = draftOf(base, armed ? enacted.at : at)
  reportBuiltOn(draft, enacted.changes)
  const { changes } = enacted
  takeBack(draft, draft.unit, changes.unit, armed)
  takeBack(draft, draft.unitParent, changes.unitParent, armed)
  takeBack(draft, draft.unitSuccessor, changes.unitSuccessor, armed)
  takeBack(draft, draft.jurisdiction, changes.jurisdiction, armed)
  takeBack(draft, draft.competence, changes.competence, armed)
  takeBack(draft, draft.custody, changes.custody, armed)
  takeBack(draft, draft.connectingRule, changes.connectingRule, armed)
  takeBack(draft, draft.site, changes.site, armed)
  takeBack(draft, draft.seal, changes.seal, armed)
  takeBack(draft, draft.office, changes.office, armed)
  takeBack(draft, draft.mandate, changes.mandate, armed)
  if (armed) takeBack(draft, draft.area, changes.area, armed)
  else keepAreas(draft, changes, { basis, heldAs })
  for (const unit of unitsBegunBy(changes)) endWhatRestsOn(draft, unit)
  // Officers who came since to an office that began with it, in a unit that goes on.
  for (const { row } of changes.office.filter(isNew)) draft.mandate.endWhere('officeId', row.id)
  if (!armed) followDelegations(draft)
  reportEndedUnits(draft)
  return { at: draft.at, changes: changesOf(draft), after: rowsOf(draft), problems: draft.problems }
}

function takeBack<Row extends DatedRow>(
  draft: Draft,
  table: TableDraft<Row>,
  changed: readonly Changed<Row>[],
  armed: boolean,
): void {
  for (const { was, row } of changed) {
    const now = table.get(row.id)
    if (!isDeepStrictEqual(now, row)) {
      draft.problems.push(`${table.name} ${row.id} was changed since; undo that first`)
    } else if (armed) {
      table.set(was ?? { ...row, valid: [] })
    } else {
      asBefore(draft, table, { was, row })
    }
  }
}

/** From the instant on, the row is valid when it was valid before; until then it stays as it is. */
function asBefore<Row extends DatedRow>(
  draft: Draft,
  table: TableDraft<Row>,
  { was, row }: Changed<Row>,
): void {
  const since = { from: draft.at, until: Infinity }
  const again = (was?.valid ?? []).flatMap((span) => common(span, since))
  const now = row.valid.flatMap((span) => common(span, since))
  if (isDeepStrictEqual(again, now)) return
  const until = endedAt(row.valid, draft.at)
  if (table.livesAgain) table.set({ ...row, valid: joined([...until, ...again]) })
  else {
    if (now.length > 0) table.set({ ...row, valid: until })
    if (was !== null && again.length > 0) {
      table.set({ ...was, id: `${row.id}@${new Date(draft.at).toISOString()}`, valid: again })
    }
  }
}

/** Whether there was none, or one that never was in force, as after it was called off. */
const isNew = <Row extends DatedRow>({ was }: Changed<Row>): boolean => was === null || was.valid.length === 0

/** They end with it: officers who came since, sites and seals too. */
const unitsBegunBy = ({ unit }: RowChanges): ReadonlySet<string> =>
  new Set(unit.filter(isNew).map(({ row }) => row.id))

/** No dossier loses its desk: what lies in an area that began is held by who holds the whole again, or of the area that is named. */
function keepAreas(
  draft: Draft,
  { area, jurisdiction }: RowChanges,
  { basis, heldAs }: Pick<UndoOptions, 'basis' | 'heldAs'>,
): void {
  const held = new Map<string, JurisdictionRow>()
  for (const row of draft.jurisdiction.rows()) {
    if (holdsAt(row.valid, draft.at)) held.set(`${row.areaId} ${row.tier}`, row)
  }
  // Delegations follow by themselves.
  const tiers = new Set(jurisdiction.map(({ row }) => row.tier).filter((tier) => !isDelegation(tier)))
  for (const { row } of area.filter(isNew)) {
    const like = row.parentId ?? heldAs?.(row.id) ?? null
    for (const tier of tiers) {
      const holder = held.get(`${like} ${tier}`)
      if (holder !== undefined) {
        const { unitId } = holder
        const holding = {
          areaId: row.id,
          tier,
          unitId,
          custodian: false,
          basis,
          assumed: row.parentId === null,
        }
        draft.jurisdiction.begin(`${row.id}/${tier}/${unitId}`, (dated) => ({ ...holding, ...dated }))
      } else if (like === null) {
        draft.problems.push(
          `area ${row.id} began with it and no unit of tier ${tier} would hold it; say as which area`,
        )
      }
    }
  }
}

/** Rows that something later made to rest on a unit that would end: they would stand on nothing. */
function reportBuiltOn(draft: Draft, changes: RowChanges): void {
  const begun = unitsBegunBy(changes)
  const known = new Set(
    [changes.jurisdiction, changes.competence, changes.custody, changes.office].flatMap((rows) =>
      rows.map(({ row }) => row.id),
    ),
  )
  const tables = [draft.jurisdiction, draft.competence, draft.custody, draft.office] as const
  for (const table of tables) {
    for (const { id, unitId, valid } of table.rows()) {
      const rests = unitId !== null && begun.has(unitId) && valid.some(({ until }) => until > draft.at)
      if (rests && !known.has(id)) {
        draft.problems.push(`${table.name} ${id} was made since and rests on ${unitId}; undo that first`)
      }
    }
  }
  const parents = new Set(changes.unitParent.map(({ row }) => row.id))
  for (const { id, parentId, valid } of draft.unitParent.rows()) {
    if (begun.has(parentId) && !parents.has(id) && valid.some(({ until }) => until > draft.at)) {
      draft.problems.push(`unit parent ${id} was made since and rests on ${parentId}; undo that first`)
    }
  }
}

/** Rows that would begin again with a unit that something later has ended: nobody would be there. */
function reportEndedUnits(draft: Draft): void {
  const tables = [draft.jurisdiction, draft.competence, draft.custody, draft.office, draft.mandate] as const
  for (const table of tables) {
    for (const { row } of table.changes()) {
      const unit = row.unitId === null ? undefined : draft.unit.get(row.unitId)
      const again = row.valid.flatMap((span) => common(span, { from: draft.at, until: Infinity }))
      if (unit !== undefined && without(again, unit.valid).length > 0)
        draft.problems.push(
          `${table.name} ${row.id} would rest on ${unit.id}, which has ended by then; undo that first`,
        )
    }
  }
}
