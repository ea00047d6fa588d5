/** Takes a reorganisation back: before its instant as if it had never been, after it from an instant on. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { common, endedAt, holdsAt, joined } from '../../domain/territory/span.ts'
import { isDelegation } from '../../domain/territory/unit.ts'
import { followDelegations } from './delegation.ts'
import {
  type Changed,
  changesOf,
  type DatedRow,
  type Draft,
  draftOf,
  idOfAgain,
  rowsOf,
  type TableDraft,
} from './draft.ts'
import { type EndedByPersons, endedByPersons } from './ended-by-persons.ts'
import { reportTwice } from './mandates-once.ts'
import type { Produced } from './produce.ts'
import type { JurisdictionRow, ReferenceRows } from './reference-rows.ts'
import { reportBuiltOn, reportEndedUnits } from './undo/undo-problems.ts'
import { returnToEarlier } from './undo/undo-successors.ts'
import { endWhatRestsOn } from './unit-changes.ts'

export interface UndoOptions {
  /** When it takes effect, ms: now or later, never back. */
  at: number
  basis: string
  /** For an area that began with the reorganisation and is part of no other: another area whose holders hold it then. */
  heldAs?: (areaId: string) => string | null
  /** Mandates that a later reorganisation wrote, by id. */
  writtenLater?: ReadonlySet<string>
}

type Enacted = Pick<Produced, 'at' | 'changes'>

/**
 * The rows that undo what was enacted. Before its instant its rows are emptied. From it on they end at `at`: what was done between
 * stays, and stays lawful; the holders before begin again at `at`, and stand in the place of the units that end. Areas that began with it go on, for
 * dossiers lie in them, and are held by who holds the whole again.
 * @param base the rows that stand; one that something later changed, or that rests on what began, is a problem and named; what was
 *   undone since is none. A mandate that a person ended since is none, and does not begin again
 */
export function undo(
  enacted: Enacted,
  base: ReferenceRows,
  { at, basis, heldAs, writtenLater = new Set() }: UndoOptions,
): Produced {
  const armed = at <= enacted.at
  const draft = draftOf(base, armed ? enacted.at : at)
  const { changes } = enacted
  const begun = unitsBegunBy(enacted)
  reportBuiltOn(draft, changes, begun)
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
  const ended = endedByPersons(draft.mandate, changes.mandate, writtenLater)
  takeBack(draft, draft.mandate, changes.mandate, armed, ended)
  if (armed) takeBack(draft, draft.area, changes.area, armed)
  else keepAreas(draft, enacted, { basis, heldAs })
  for (const unit of begun) endWhatRestsOn(draft, unit)
  // Officers who came since to an office that began with it, in a unit that goes on.
  for (const { row } of changes.office.filter(beginsAt(enacted.at)))
    draft.mandate.endWhere('officeId', row.id)
  if (!armed) {
    followDelegations(draft)
    returnToEarlier(draft, { changes, begun, basis })
  }
  reportEndedUnits(draft)
  reportTwice(draft)
  return { at: draft.at, changes: changesOf(draft), after: rowsOf(draft), problems: draft.problems }
}

/** @param left until when persons left a row, where they ended it since */
function takeBack<Row extends DatedRow>(
  draft: Draft,
  table: TableDraft<Row>,
  changed: readonly Changed<Row>[],
  armed: boolean,
  left: EndedByPersons = new Map(),
): void {
  for (const { was, row } of changed) {
    const until = left.get(row.id) ?? Infinity
    const made = { ...row, valid: endedAt(row.valid, until) }
    const now = isDeepStrictEqual(table.get(row.id), made)
      ? made
      : armed
        ? null
        : standsAgain(table, made, draft.at)
    if (now === null) {
      draft.problems.push(`${table.name} ${row.id} was changed since; undo that first`)
      continue
    }
    const before = was === null ? null : { ...was, valid: endedAt(was.valid, until) }
    if (!armed) asBefore(draft, table, { was: before, row: now })
    else if (!isDeepStrictEqual(now, before)) table.set(before ?? { ...row, valid: [] })
  }
}

/**
 * The row that holds from an instant on what was made, where something later changed it and was undone since: all it wrote is over by then, and
 * what it had ended has begun again. Null where anything else holds from then on.
 */
function standsAgain<Row extends DatedRow>(table: TableDraft<Row>, made: Row, at: number): Row | null {
  const since = (row: Row) => joined(row.valid.flatMap((span) => common(span, { from: at, until: Infinity })))
  const rows = table.withAgain(made.id)
  const held = rows.filter((row) => since(row).length > 0)
  const [now, another] = held.length > 0 ? held : rows.filter(({ id }) => id === made.id)
  if (now === undefined || another !== undefined) return null
  const asMade = { ...made, id: now.id, valid: now.valid }
  return isDeepStrictEqual(now, asMade) && isDeepStrictEqual(since(now), since(made)) ? now : null
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
      table.set({ ...was, id: idOfAgain(row.id, draft.at), valid: again })
    }
  }
}

/**
 * Whether it holds from the instant by the reorganisation alone. One that was undone, and done again, has spans of its earlier life; what
 * was called off has none.
 */
const beginsAt =
  (at: number) =>
  <Row extends DatedRow>({ was, row }: Changed<Row>): boolean =>
    holdsAt(row.valid, at) && !holdsAt(was?.valid ?? [], at)

/** They end with it: officers who came since, sites and seals too. */
const unitsBegunBy = ({ at, changes }: Enacted): ReadonlySet<string> =>
  new Set(changes.unit.filter(beginsAt(at)).map(({ row }) => row.id))

/** No dossier loses its desk: what lies in an area that began is held by who holds the whole again, or of the area that is named. */
function keepAreas(
  draft: Draft,
  { at, changes: { area, jurisdiction } }: Enacted,
  { basis, heldAs }: Pick<UndoOptions, 'basis' | 'heldAs'>,
): void {
  const held = new Map<string, JurisdictionRow>()
  for (const row of draft.jurisdiction.rows()) {
    if (holdsAt(row.valid, draft.at)) held.set(`${row.areaId} ${row.tier}`, row)
  }
  // Delegations follow by themselves.
  const tiers = new Set(jurisdiction.map(({ row }) => row.tier).filter((tier) => !isDelegation(tier)))
  for (const { row } of area.filter(beginsAt(at))) {
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
