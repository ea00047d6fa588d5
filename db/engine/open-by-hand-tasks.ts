import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Open tasks of these dossiers for which a child workflow runs, or begins. */
export async function openByHandTasks(
  sql: Querying,
  dossierIds: readonly string[],
): Promise<readonly { dossierId: string; key: string }[]> {
  return await typedRows(sql, 'engine.openByHandTasks')`
    select dossier_id as "dossierId", key from task
    where dossier_id = any (${[...dossierIds]}::uuid[]) and closed_at is null and holder = 'engine' and kind = 'byHand'`
}
