import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong } from '../territory/as-known.ts'
import { delegatedBy, isLand } from '../territory/responsibility/delegation.ts'
import { parentsAt } from '../territory/units/unit-parents.ts'

/** Whose business a dossier must be to be found. */
export interface SearchScope {
  /** Found only where this caller filed it; null: any filer. */
  filedBy: string | null
  /** Found only where one of these units received it or is responsible for a task of it; null: wherever it lies. */
  units: UnitsScope | null
}

export interface UnitsScope {
  ids: readonly string[]
  /** Found only where a desk of this officer in the unit does the field; null: whatever the field. */
  officerId: string | null
  /** Areas that the units hold now, or keep some of. */
  areas: readonly string[]
  /** For what competence names one of the units itself, or what it keeps by field in all areas: areas say nothing of it. */
  named: { all: boolean; fields: readonly string[]; procedures: readonly string[] }
}

/**
 * What these units hold at the instant, for one of their officers or for the whole of them.
 * @param known the change as known at which they do; null: as known now
 */
export async function unitsScope(
  sql: Querying,
  ids: readonly string[],
  asOfMs: number,
  officerId: string | null = null,
  known: number | null = null,
): Promise<UnitsScope> {
  const [row] = await typedRows(sql, 'search.unitsScope')`
    with ${asKnownAmong(sql, known, ['competence', 'jurisdiction', 'custody'])}named as (
      select scope, subject from competence where unit_id = any(${[...ids]}::text[]) and valid @> instant(${asOfMs})
      union select 'procedure', subject from (${delegatedBy(sql, ids, asOfMs)}) delegated
      union select scope, subject from custody
      where area_id is null and unit_id = any(${[...ids]}::text[]) and valid @> instant(${asOfMs}))
    select array(
        select area_id from (select area_id, tier, valid from jurisdiction where unit_id = any(${[...ids]}::text[]) offset 0) j
        where ${isLand(sql, 'j')} and valid @> instant(${asOfMs})
        union select area_id from custody
        where area_id is not null and unit_id = any(${[...ids]}::text[]) and valid @> instant(${asOfMs})) as areas,
      exists (select 1 from named where scope = 'all') as all,
      array(select subject from named where scope = 'field') as fields,
      array(select subject from named where scope = 'procedure') as procedures`
  const { areas = [], ...named } = row ?? { all: false, fields: [], procedures: [] }
  return { ids, officerId, areas, named }
}

/**
 * A unit that exists at the instant or has ended, and all below it, of the past as well; null where that is every unit.
 * @param known the change as known at which they are; null: as known now
 */
export async function unitsBelow(
  sql: Querying,
  root: string,
  asOfMs: number,
  known: number | null = null,
): Promise<readonly string[] | null> {
  const rows = await typedRows(sql, 'search.unitsBelow')`
    with recursive ${asKnownAmong(sql, known, ['unit', 'unit_parent'])}under as materialized (${parentsAt(sql, asOfMs)}),
    below (id) as (
      select id from unit where id = ${root} and valid && tstzrange(null, instant(${asOfMs}), '[]')
      union select under.unit_id from below join under on under.parent_id = below.id)
    select below.id, under.parent_id as "parentId" from below left join under on under.unit_id = below.id`
  const all = rows.some(({ parentId }) => parentId === null)
  return all ? null : rows.map(({ id }) => id)
}
