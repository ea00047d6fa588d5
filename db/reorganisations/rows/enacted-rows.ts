/** What a reorganisation has changed, from the history of the rows. */
import { endedAt } from '../../../domain/territory/span.ts'
import type { Enactment } from '../../../reorganisations/enactment.ts'
import type { RowChanges } from '../../../reorganisations/grammar/draft.ts'
import { type EndedByPersons, endedByPersons } from '../../../reorganisations/grammar/ended-by-persons.ts'
import type {
  MandateRow,
  ReferenceRows,
  ReferenceTable,
} from '../../../reorganisations/grammar/reference-rows.ts'
import {
  changesBetween,
  type RowName,
  referenceTables,
} from '../../../reorganisations/grammar/row-changes.ts'
import { rowsBefore } from '../../../reorganisations/grammar/rows-before.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { readReferenceRows } from './reference-rows.ts'

/**
 * The rows that an enactment has changed, as it found them and as it made them. What was loaded is known by its dates: an earlier load wrote it
 * in one change with what was there before, and mandates come after it.
 */
export async function enactedRows(
  sql: Querying,
  { changes, effectiveAt, byLoad }: Pick<Enactment, 'changes' | 'effectiveAt' | 'byLoad'>,
): Promise<RowChanges> {
  if (!byLoad || effectiveAt === null) return await rowsOfChanges(sql, changes)
  const loaded = await readReferenceRows(sql, await lastLoad(sql))
  return changesBetween(rowsBefore(loaded, effectiveAt), loaded)
}

/** The last of the changes that brought rows before any reorganisation was enacted here. */
async function lastLoad(sql: Querying): Promise<number> {
  const [row] = await typedRows(sql, 'reorganisations.lastLoad')`
    select max(id)::float8 as last from reference_change
    where (kind = 'load' or actor_id = 'migration')
      and id < all (select id from reference_change where kind = 'reorganisation')`
  return row?.last ?? 0
}

/**
 * The rows that these changes wrote, from what was known before the first to what was known at the last.
 * @param changes numbers, in their order; those between them may be of others
 */
async function rowsOfChanges(sql: Querying, changes: readonly number[]): Promise<RowChanges> {
  const [first, last] = [changes[0], changes.at(-1)]
  if (first === undefined || last === undefined)
    throw new RangeError('a reorganisation without a change has no rows')
  const [before, after, touched] = await Promise.all([
    readReferenceRows(sql, first - 1),
    readReferenceRows(sql, last),
    touchedRows(sql, changes),
  ])
  const ids = new Map(referenceTables.map((table): [ReferenceTable, Set<string>] => [table, new Set()]))
  for (const { table, id } of touched) ids.get(table)?.add(id)
  const mandate = asPersonsLeft(before.mandate, await endedWhileArmed(sql, changes, before))
  const all = changesBetween({ ...before, mandate }, after)
  const of = <Row extends { row: { id: string } }>(
    table: ReferenceTable,
    rows: readonly Row[],
  ): readonly Row[] => rows.filter(({ row }) => ids.get(table)?.has(row.id))
  return {
    unit: of('unit', all.unit),
    unitParent: of('unitParent', all.unitParent),
    unitSuccessor: of('unitSuccessor', all.unitSuccessor),
    area: of('area', all.area),
    jurisdiction: of('jurisdiction', all.jurisdiction),
    competence: of('competence', all.competence),
    custody: of('custody', all.custody),
    connectingRule: of('connectingRule', all.connectingRule),
    site: of('site', all.site),
    seal: of('seal', all.seal),
    office: of('office', all.office),
    mandate: of('mandate', all.mandate),
  }
}

/** What persons ended between two of the changes, as before a postponement: the later change found it ended, and took it over so. */
async function endedWhileArmed(
  sql: Querying,
  changes: readonly number[],
  before: ReferenceRows,
): Promise<readonly EndedByPersons[]> {
  const ended: EndedByPersons[] = []
  for (const [n, next] of changes.entries()) {
    const written = changes[n - 1]
    if (written === undefined || written === next - 1) continue
    const [then, found] = await Promise.all([
      readReferenceRows(sql, written),
      readReferenceRows(sql, next - 1),
    ])
    const now = new Map(found.mandate.map((row) => [row.id, row]))
    ended.push(endedByPersons(now, changesBetween(before, then).mandate, new Set()))
  }
  return ended
}

const asPersonsLeft = (
  rows: readonly MandateRow[],
  ended: readonly EndedByPersons[],
): readonly MandateRow[] =>
  rows.map((row) => {
    const until = Math.min(...ended.map((left) => left.get(row.id) ?? Infinity))
    return until === Infinity ? row : { ...row, valid: endedAt(row.valid, until) }
  })

async function touchedRows(sql: Querying, changes: readonly number[]): Promise<readonly RowName[]> {
  const numbers = [...changes]
  return await typedRows(sql, 'reorganisations.touched')`
    with numbers as (select unnest(${numbers}::bigint[]) as n)
    select 'unit' as "table", id from unit_history where lower(known) in (select n from numbers)
    union all select 'unitParent', id from unit_parent_history where lower(known) in (select n from numbers)
    union all select 'unitSuccessor', unit_id || ' ' || successor_id from unit_successor_history
      where lower(known) in (select n from numbers)
    union all select 'area', id from area_history where lower(known) in (select n from numbers)
    union all select 'jurisdiction', id from jurisdiction_history where lower(known) in (select n from numbers)
    union all select 'competence', id from competence_history where lower(known) in (select n from numbers)
    union all select 'custody', id from custody_history where lower(known) in (select n from numbers)
    union all select 'connectingRule', id from connecting_rule_history where lower(known) in (select n from numbers)
    union all select 'site', id from site_history where lower(known) in (select n from numbers)
    union all select 'seal', id from seal_history where lower(known) in (select n from numbers)
    union all select 'office', id from office_history where lower(known) in (select n from numbers)
    union all select 'mandate', id from mandate_history where lower(known) in (select n from numbers)`
}

/** Reorganisations enacted later that stand, and wrote one of these rows, by name. @param texts name the rows by their ids */
export async function laterReorganisations(
  sql: Querying,
  since: number,
  texts: readonly string[],
): Promise<readonly string[]> {
  const later = await typedRows(sql, 'reorganisations.later')`
    select c.id::float8 as change, c.reorganisation from reference_change c
    where c.id > ${since}::bigint and c.kind = 'reorganisation' and c.reorganisation is not null
      and not exists (select 1 from reference_change u where u.undoes = c.id)
    order by c.id`
  const named = new Set<string>()
  for (const { change, reorganisation } of later) {
    const touched = await touchedRows(sql, [change])
    if (touched.some(({ id }) => texts.some((text) => text.includes(` ${id} `)))) named.add(reorganisation)
  }
  return [...named]
}

/**
 * Mandates that a reorganisation wrote after a change, by id: what it shortened was not ended by a person. One that was called off wrote
 * nothing that stands.
 */
export async function mandatesWrittenLater(sql: Querying, since: number): Promise<ReadonlySet<string>> {
  const rows = await typedRows(sql, 'reorganisations.mandatesWrittenLater')`
    select distinct h.id from reference_change c join mandate_history h on lower(h.known) = c.id
    where c.id > ${since}::bigint and c.kind = 'reorganisation' and not exists (
      select 1 from reorganisation_step written join reorganisation_step off using (reorganisation, run)
      where written.change = c.id and off.kind = 'calledOff')`
  return new Set(rows.map(({ id }) => id))
}
