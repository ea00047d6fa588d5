/** What other systems call a dossier: unique for each system, so that a look-up has one answer. */
import { DomainError } from '../../../domain/errors.ts'
import type { Database, Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import type { ExternalCode } from './file-dossier.ts'

/**
 * Gives a dossier one more code; the same code for the same dossier again changes nothing.
 * @throws {DomainError} `externalCodeTaken` where it is for another dossier
 */
export async function addExternalCode(
  { sql }: Database,
  dossierId: string,
  { system, code }: ExternalCode,
  by: { actorId: string; unitId: string | null; at: number },
): Promise<void> {
  await sql`
    with added as (
      insert into external_code (system, code, dossier_id) values (${system}, ${code}, ${dossierId})
      on conflict (system, code) do nothing returning 1)
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    select ${dossierId}, 'externalCode', ${by.actorId}, ${by.unitId}, ${JSON.stringify({ system, code })}::jsonb,
      instant(${by.at}) from added`
  if ((await dossierByExternalCode(sql, { system, code })) !== dossierId)
    throw new DomainError('externalCodeTaken')
}

export async function dossierByExternalCode(
  sql: Querying,
  { system, code }: ExternalCode,
): Promise<string | null> {
  const [row] = await typedRows(sql, 'dossier.dossierByExternalCode')`
    select dossier_id as id from external_code where system = ${system} and code = ${code}`
  return row?.id ?? null
}
