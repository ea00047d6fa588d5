import type postgres from 'postgres'
import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'

/**
 * What the update that ends a dossier also sets: its last desk, so that counts of endings need not look
 * through the tasks of each. What the same statement closes still seems open to it, and so is the last.
 */
export const setLastDesk = (
  sql: Querying,
  { dossierId, ending }: { dossierId: string; ending: Ending | null },
): postgres.PendingQuery<postgres.Row[]> => sql`
  (last_tier, last_power) = (
    select t.tier, t.power from task t
    where ${ending}::text is not null and t.dossier_id = ${dossierId} and t.correction = 0 and t.holder = 'desk'
    order by t.closed_at desc nulls first, t.opened_at desc, t.key limit 1)`
