/** Which dossiers are a unit's business, and where to look for them. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { namedUnits } from '../dossier/named-units.ts'
import { deskReaches, desksAt } from '../territory/authority/desk.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import type { UnitsScope } from './search-scope.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * The dossier `d` was received by one of the units, or one of them is responsible for a task of it or is named to its citizens. What they may have to do
 * with at all is looked at first: it costs nothing beside asking each task. For an officer a desk in that unit does the field, too.
 */
export const dossiersOfUnits = (sql: Querying, units: UnitsScope, asOfMs: number): Fragment => sql`
  and (${receivedBy(sql, units, asOfMs)} or (
    (d.area_id = any(${[...units.areas]}::text[]) or d.field = any(${[...units.named.fields]}::text[])
      or d.procedure_code = any(${[...units.named.procedures]}::text[]) or ${units.named.all})
    and (exists (
      select 1 from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
      where t.dossier_id = d.id and t.holder = 'desk' and r.unit_id = any(${[...units.ids]}::text[])
        ${atDesk(sql, units, 'r.unit_id', asOfMs)})
      or exists (
        select 1 from (${namedUnits(sql, 'd', asOfMs)}) named
        where named.unit_id = any(${[...units.ids]}::text[]) ${atDesk(sql, units, 'named.unit_id', asOfMs)}))))`

/** The dossier `d` was received by one of the units. */
export const receivedBy = (sql: Querying, units: UnitsScope, asOfMs: number): Fragment => sql`
  d.reception_unit_id = any(${[...units.ids]}::text[]) ${atDesk(sql, units, 'd.reception_unit_id', asOfMs)}`

/** Units that nothing but land gives work to: what they may have to do with they received, or lies there. */
export const holdLandAlone = ({ named: { all, fields, procedures } }: UnitsScope): boolean =>
  !all && fields.length === 0 && procedures.length === 0

const atDesk = (sql: Querying, { officerId }: UnitsScope, unit: string, asOfMs: number): Fragment =>
  officerId === null
    ? sql``
    : sql`and exists (
        select 1 from (${desksAt(sql, sql`m.officer_id = ${officerId} and m.unit_id = ${sql(unit)}`, asOfMs)}) desk
        where ${deskReaches(sql, 'desk', 'd')})`

/**
 * The first dossiers `d` of each counter, area, field and procedure where the units may have some, so that a small unit need not
 * look through all of a city; those of all where competence names a unit for everything.
 * @param columns of `d`
 * @param firsts what is wanted of them, from `and` to `limit`
 */
export function firstsOf(sql: Querying, units: UnitsScope, columns: Fragment, firsts: Fragment): Fragment {
  if (units.named.all) return sql`select ${columns} from dossier d where true ${firsts}`
  const of = (values: readonly string[], column: string): Fragment => sql`
    select first.* from unnest(${[...values]}::text[]) wanted (value) cross join lateral (
      select ${columns} from dossier d where ${sql(column)} = wanted.value ${firsts}) first`
  return sql`
    ${of(units.areas, 'd.area_id')} union ${of(units.ids, 'd.reception_unit_id')}
    union ${of(units.named.fields, 'd.field')} union ${of(units.named.procedures, 'd.procedure_code')}`
}
