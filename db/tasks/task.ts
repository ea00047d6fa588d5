import type postgres from 'postgres'
import type { DossierStatus, Role } from '../../domain/dossier/dossier.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import type { PlanStep } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'
import { planHashOf } from '../dossier/results/corrections.ts'
import type { RowTypes } from '../row-types.ts'
import { typedRows } from '../statement.ts'
import { claimHolds, responsibleNow } from './claim-holds.ts'

/** A task as somebody is about to act on it. */
export interface TaskToDo {
  id: string
  dossierId: string
  key: string
  open: boolean
  /** Who holds the task; a claim that has lapsed holds nothing. */
  claimedBy: string | null
  /** Of the dossier, or of the correction that the task is a step of. */
  dossierStatus: DossierStatus
  revision: number
  /** The step as the plan of the dossier, or of the correction, has it. */
  step: PlanStep
  /** Null where the applicant or the engine is to act. */
  desk: (Matter & { role: Role }) | null
}

export type TaskRow = RowTypes['tasks.readTask']

export async function readTask(sql: Querying, taskId: string, asOfMs: number): Promise<TaskToDo | null> {
  const [row] = await typedRows(sql, 'tasks.readTask')`${taskRow(sql, taskId, asOfMs)}`
  return row === undefined ? null : taskToDo(row)
}

/** `readTask` as a statement of one row, or none; see `taskToDo`. */
export const taskRow = (
  sql: Querying,
  taskId: string,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> => sql`
    select task.id, task.dossier_id as "dossierId", task.key, task.closed_at is null as open, task.holder,
      case when ${claimHolds(sql, { task: 'task', unit: responsibleNow(sql, 'task', asOfMs), asOfMs })} then task.claimed_by end as "claimedBy",
      case when task.correction = 0 then dossier.status when correction.ended_at is null then 'open' else 'closed' end as "dossierStatus", dossier.revision, plan.body -> 'steps' -> task.step as step,
      task.area_id as "areaId", task.procedure_code as "procedureCode", task.field, task.power, task.tier, task.role
    from task
    join dossier on dossier.id = task.dossier_id
    left join correction on correction.dossier_id = task.dossier_id and correction.number = task.correction
    join plan on plan.hash = ${planHashOf(sql, { task: 'task', dossier: 'dossier' })}
    where task.id = ${taskId}`

export function taskToDo(row: TaskRow): TaskToDo {
  const { areaId, procedureCode, field, power, tier, role, holder, ...task } = row
  if (holder !== 'desk' || power === null || tier === null || role === null) return { ...task, desk: null }
  return { ...task, desk: { areaId, procedureCode, field, power, tier, role } }
}
