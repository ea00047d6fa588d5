/** What is said of the open tasks of dossiers that were found. */
import type { TaskHolder } from '../../domain/dossier/dossier.ts'
import type { Querying } from '../database.ts'
import { planHashOf } from '../dossier/results/corrections.ts'
import { typedRows } from '../statement.ts'
import { claimHolds } from '../tasks/claim-holds.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'

export interface FoundTask {
  step: string
  name: string | null
  holder: TaskHolder
  role: string | null
  /** The unit that is responsible at the instant; null where the task lies at no desk, or nobody is. */
  unitId: string | null
  unitName: string | null
  /** Null where nobody holds it; a claim that has lapsed holds nothing. */
  claimedBy: string | null
  /** ms */
  dueAt: number | null
}

/** The open tasks by dossier, in the order in which they were opened; a dossier without any is left out. */
export async function openTasksOf(
  sql: Querying,
  dossierIds: readonly string[],
  asOfMs: number,
): Promise<ReadonlyMap<string, readonly FoundTask[]>> {
  const found = new Map<string, FoundTask[]>()
  if (dossierIds.length === 0) return found
  const rows = await typedRows(sql, 'search.openTasks')`
    select t.dossier_id as "dossierId", t.step, step_plan.body #>> array['steps', t.step, 'name'] as name, t.holder, t.role,
      r.unit_id as "unitId", unit.name as "unitName", epoch_ms(t.due_at) as "dueAt",
      case when ${claimHolds(sql, { task: 't', unit: sql`r.unit_id`, asOfMs })} then t.claimed_by end as "claimedBy"
    from task t join dossier d on d.id = t.dossier_id join plan step_plan on step_plan.hash = ${planHashOf(sql, { task: 't', dossier: 'd' })}
    left join lateral (${responsibleFor(sql, 't', asOfMs)}) r on t.holder = 'desk'
    left join unit on unit.id = r.unit_id
    where t.dossier_id = any(${[...dossierIds]}::uuid[]) and t.closed_at is null
    order by t.opened_at, t.key`
  for (const { dossierId, ...task } of rows) {
    const others = found.get(dossierId)
    if (others === undefined) found.set(dossierId, [task])
    else others.push(task)
  }
  return found
}
