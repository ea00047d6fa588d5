/** Who decides a task in a test: an officer of the unit that is responsible for it then. */
import type { Querying } from '../db/database.ts'
import { deskOf } from '../db/dossier/requests/request-authority.ts'
import type { Actor } from '../db/dossier/requests/requests.ts'
import { authority } from '../db/territory/authority/authority.ts'
import { responsibleUnit } from '../db/territory/responsibility/responsibility.ts'
import type { Role } from '../domain/dossier/dossier.ts'

interface Wanted {
  taskId: string
  /** Legal instant, ms. */
  at: number
  /** Where nobody is responsible. */
  otherwise: string
  /** Role of the officer, where it is not the task's. */
  role?: Role
  /** The first or a later officer of the role. @defaultValue the first who may decide the task, else 1 */
  officer?: number
}

export async function officerFor(
  sql: Querying,
  { taskId, at, otherwise, role, officer }: Wanted,
): Promise<Actor> {
  const desk = await deskOf(sql, taskId)
  const responsible = desk === null ? null : await responsibleUnit(sql, desk, at)
  const unitId = responsible?.unitId ?? otherwise
  const asked = role ?? desk?.role ?? 'oneStop'
  const mandates = await sql<{ id: string; officerId: string }[]>`
    select id, officer_id as "officerId" from mandate where unit_id = ${unitId} and role = ${asked} order by id`
  const number = officer ?? (await firstAllowed(sql, { taskId, at, mandates }))
  const mandate = mandates[number - 1]
  if (mandate === undefined) throw new Error(`${unitId} has no officer ${number} for ${asked}`)
  return { id: mandate.officerId, role: 'officer', unitId, mandateId: mandate.id, actingForId: null }
}

/** From 1: who examined a dossier does not sign it. The first where nobody may decide. */
async function firstAllowed(
  sql: Querying,
  { taskId, at, mandates }: { taskId: string; at: number; mandates: readonly { officerId: string }[] },
): Promise<number> {
  if (mandates.length === 1) return 1
  for (const [index, { officerId }] of mandates.entries()) {
    const { allowed } = await authority(sql, { officerId, taskId, asOfMs: at })
    if (allowed) return index + 1
  }
  return 1
}
