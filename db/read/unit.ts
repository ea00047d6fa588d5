import type { Querying } from '../database.ts'

export async function unitStands(sql: Querying, unitId: string, asOfMs: number): Promise<boolean> {
  const [row] = await sql`select 1 from unit where id = ${unitId} and valid @> instant(${asOfMs})`
  return row !== undefined
}

/** Whether the officer holds a mandate of any role in the unit. */
export async function worksIn(
  sql: Querying,
  officerId: string,
  unitId: string,
  asOfMs: number,
): Promise<boolean> {
  const [row] = await sql`
    select 1 from mandate where officer_id = ${officerId} and unit_id = ${unitId} and valid @> instant(${asOfMs}) limit 1`
  return row !== undefined
}

/** Units in which the officer holds a mandate, by id. */
export async function unitsOf(
  sql: Querying,
  officerId: string,
  asOfMs: number,
): Promise<readonly { unitId: string; roles: readonly string[] }[]> {
  return await sql<{ unitId: string; roles: string[] }[]>`
    select unit_id as "unitId", array_agg(distinct role order by role) as roles
    from mandate where officer_id = ${officerId} and valid @> instant(${asOfMs}) group by unit_id order by unit_id`
}
