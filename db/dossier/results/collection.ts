/** The handing over of a result, at the place that received the dossier or at the one competent (118/2025/NĐ-CP, Điều 20). */

import type { Channel, PartyRole } from '../../../domain/dossier/dossier.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Database } from '../../database.ts'
import { typedRows } from '../../statement.ts'

export interface Collection {
  /** To whom, by role. */
  by: PartyRole
  how: Channel
}

/**
 * Records that the result in force was handed over, once; recorded again in the same words it answers with the first time.
 * @returns instant of the handing over, ms
 * @throws {DomainError} `noResult`, or `alreadyCollected` where there is another record
 */
export async function recordCollection(
  { sql }: Database,
  dossierId: string,
  { by, how }: Collection,
  actor: { id: string; unitId: string | null; at: number },
): Promise<number> {
  const inForce = sql`select max(correction) from result where dossier_id = ${dossierId}`
  await sql`
    with handed as (
      update result set collected = true, collected_at = instant(${actor.at}), collected_by = ${by}, collected_how = ${how}
      where dossier_id = ${dossierId} and correction = (${inForce}) and not collected returning kind)
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    select ${dossierId}, 'collected', ${actor.id}, ${actor.unitId}, ${JSON.stringify({ by, how })}::jsonb, instant(${actor.at})
    from handed`
  const [row] = await typedRows(sql, 'dossier.recordCollection')`
    select epoch_ms(collected_at) as at, collected_by = ${by} and collected_how = ${how} as same
    from result where dossier_id = ${dossierId} and correction = (${inForce})`
  if (row === undefined) throw new DomainError('noResult')
  if (!row.same) throw new DomainError('alreadyCollected')
  return row.at
}
