import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { responsibleFor } from '../territory/responsibility.ts'
import { isWithin } from '../territory/unit-lookup.ts'

/** Open tasks that an officer has claimed in units within `root` (null: in all), by due time, and how many there are. */
export async function claimsOf(
  sql: Querying,
  by: { officerId: string; root: string | null; limit: number; asOfMs: number },
): Promise<{ tasks: readonly string[]; total: number }> {
  const { officerId, root, limit, asOfMs } = by
  const within = root === null ? sql`true` : isWithin(sql, { unit: { column: 'r.unit_id' }, root, asOfMs })
  const rows = await typedRows(sql, 'tasks.claimsOf')`
    select t.id, count(*) over ()::int as total
    from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.claimed_by = ${officerId} and t.closed_at is null and t.holder = 'desk' and ${within}
    order by t.due_at, t.id limit ${limit}`
  return { tasks: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}
