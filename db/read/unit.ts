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

/** The first invented officer with a role in a unit; never a real one, for whom nobody may make a token. */
export async function findSyntheticOfficer(
  sql: Querying,
  { unitId, role, asOfMs }: { unitId: string; role: string; asOfMs: number },
): Promise<{ id: string; name: string } | null> {
  const [row] = await sql<{ id: string; name: string }[]>`
    select officer.id, officer.name from mandate join officer on officer.id = mandate.officer_id
    where mandate.unit_id = ${unitId} and mandate.role = ${role} and mandate.valid @> instant(${asOfMs}) and officer.synthetic
    order by array_position(array['own', 'delegated', 'substitution'], mandate.kind), officer.id limit 1`
  return row ?? null
}
