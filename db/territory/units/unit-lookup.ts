import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'
import { deskDoes, desksAt } from '../authority/desk.ts'
import { became } from './successors.ts'
import { parentsAt } from './unit-parents.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export async function unitStands(sql: Querying, unitId: string, asOfMs: number): Promise<boolean> {
  const [row] = await unitStandsRow(sql, unitId, asOfMs)
  return row !== undefined
}

/** `unitStands` as a statement of one row or none. */
export const unitStandsRow = (sql: Querying, unitId: string, asOfMs: number): Fragment =>
  sql`select 1 from unit where id = ${unitId} and valid @> instant(${asOfMs})`

/** Whether the unit stands, or begins later by the rows of what is armed. */
export async function unitStandsOrBegins(sql: Querying, unitId: string, asOfMs: number): Promise<boolean> {
  const [row] = await sql`
    select 1 from unit where id = ${unitId} and valid && tstzrange(instant(${asOfMs}), null)`
  return row !== undefined
}

/** Whether the unit existed at some time of [fromMs, untilMs]. */
export async function unitStood(
  sql: Querying,
  unitId: string,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Promise<boolean> {
  const [row] = await sql`
    select 1 from unit where id = ${unitId} and valid && tstzrange(instant(${fromMs}), instant(${untilMs}), '[]')`
  return row !== undefined
}

/** Its name, also when it is no more. @param known the change as known at which it is; null: as known now */
export async function unitName(
  sql: Querying,
  unitId: string,
  known: number | null = null,
): Promise<string | null> {
  const [row] = await typedRows(
    sql,
    'territory.unitName',
  )`${asKnown(sql, known, ['unit'])}select name from unit where id = ${unitId}`
  return row?.name ?? null
}

/** Whether the officer holds a mandate of any role in the unit. */
export async function worksIn(
  sql: Querying,
  officerId: string,
  unitId: string,
  asOfMs: number,
): Promise<boolean> {
  const [row] = await worksInRow(sql, officerId, unitId, asOfMs)
  return row !== undefined
}

/** `worksIn` as a statement of one row or none. */
export const worksInRow = (sql: Querying, officerId: string, unitId: string, asOfMs: number): Fragment => sql`
  select 1 from mandate where officer_id = ${officerId} and unit_id = ${unitId} and valid @> instant(${asOfMs}) limit 1`

/** Whether a column names the unit, or one that it became. */
const isOrCameFrom = (sql: Querying, column: string, unitId: string, asOfMs: number): Fragment =>
  sql`${sql(column)} in (${became(sql, { unit: sql`${unitId}`, asOf: asOfMs })})`

/**
 * Whether the officer holds a mandate in the unit, or in one that it became.
 * @param within the unit that the officer's token names; null: any
 */
export async function worksInOrAfter(
  sql: Querying,
  by: { officerId: string; within: string | null; unitId: string; asOfMs: number },
): Promise<boolean> {
  const [row] = await sql`
    select 1 from mandate
    where officer_id = ${by.officerId} and valid @> instant(${by.asOfMs}) and unit_id = coalesce(${by.within}, unit_id)
      and ${isOrCameFrom(sql, 'mandate.unit_id', by.unitId, by.asOfMs)}
    limit 1`
  return row !== undefined
}

/**
 * Whether the officer sits at a one-stop desk of the unit, or of one that it became, as a statement of one row or none.
 * @param by.field what the desk does; null: whatever it does
 */
export const receivesForRow = (
  sql: Querying,
  {
    officerId,
    unitId,
    field,
    asOfMs,
  }: { officerId: string; unitId: string; field: string | null; asOfMs: number },
): Fragment => sql`
  select 1 from (${desksAt(
    sql,
    sql`m.officer_id = ${officerId} and m.role = 'oneStop' and ${isOrCameFrom(sql, 'm.unit_id', unitId, asOfMs)}`,
    asOfMs,
  )}) desk
  where ${field}::text is null or ${deskDoes(sql, 'desk', sql`${field}`)} limit 1`

/** Units in which the officer holds a mandate, by id. */
export async function unitsOf(
  sql: Querying,
  officerId: string,
  asOfMs: number,
): Promise<readonly { unitId: string; roles: readonly string[] }[]> {
  return await typedRows(sql, 'territory.unitsOf')`
    select unit_id as "unitId", array_agg(distinct role order by role) as roles
    from mandate where officer_id = ${officerId} and valid @> instant(${asOfMs}) group by unit_id order by unit_id`
}

/** An office that stands, and what its desks do; `fields` null: every field of its unit. */
export async function readOffice(
  sql: Querying,
  officeId: string,
  asOfMs: number,
): Promise<{ unitId: string; roles: readonly string[]; fields: readonly string[] | null } | null> {
  const [row] = await typedRows(sql, 'territory.readOffice')`
    select unit_id as "unitId", roles, fields from office where id = ${officeId} and valid @> instant(${asOfMs})`
  return row ?? null
}

/** The first or a later invented officer with a role in a unit; never a real one, for whom nobody may make a token. */
export async function findInventedOfficer(
  sql: Querying,
  { unitId, role, asOfMs, number = 1 }: { unitId: string; role: string; asOfMs: number; number?: number },
): Promise<{ id: string; name: string } | null> {
  const [row] = await typedRows(sql, 'territory.findInventedOfficer')`
    select officer.id, officer.name from mandate join officer on officer.id = mandate.officer_id
    where mandate.unit_id = ${unitId} and mandate.role = ${role} and mandate.valid @> instant(${asOfMs}) and officer.invented
    order by array_position(array['own', 'delegated', 'substitution'], mandate.kind), officer.id
    offset ${number - 1} limit 1`
  return row ?? null
}

/**
 * Whether a unit, named by a column or a value, is `root` or lies below it. The root must exist at the instant: a supervisor
 * of a former unit supervises nothing. What lies below may be of the past, as a former commune of the city.
 */
export function isWithin(
  sql: Querying,
  { unit, root, asOfMs }: { unit: { column: string } | string; root: string; asOfMs: number },
): postgres.PendingQuery<postgres.Row[]> {
  const named = typeof unit === 'string' ? sql`${unit}` : sql`${sql(unit.column)}`
  return sql`exists (
    with recursive above (id) as (
      select ${named}::text union select p.parent_id from above join (${parentsAt(sql, asOfMs)}) p on p.unit_id = above.id)
    select 1 from above join unit over on over.id = above.id
    where over.id = ${root} and over.valid @> instant(${asOfMs}))`
}

/** Whether a supervisor of `root` (null: of all) is over the unit at an instant. */
export async function supervises(
  sql: Querying,
  { unitId, root, asOfMs }: { unitId: string; root: string | null; asOfMs: number },
): Promise<boolean> {
  if (root === null) return true
  const [row] = await typedRows(sql, 'territory.supervises')`
    select ${isWithin(sql, { unit: unitId, root, asOfMs })} as within`
  return row?.within ?? false
}

/** The same, or over one that the unit became: what it left is the business of who is over its successor. */
export async function supervisesOrAfter(
  sql: Querying,
  { unitId, root, asOfMs }: { unitId: string; root: string | null; asOfMs: number },
): Promise<boolean> {
  if (root === null) return true
  const within = isWithin(sql, { unit: { column: 'b.unit_id' }, root, asOfMs })
  const [row] = await sql`
    select 1 from (${became(sql, { unit: sql`${unitId}`, asOf: asOfMs })}) b where ${within} limit 1`
  return row !== undefined
}
