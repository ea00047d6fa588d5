/** What is judged before anything is asked of a task, in one statement: three trips took longer than what they read. */

import type { Querying } from '../database.ts'
import {
  type RecordedRequest,
  type RequestName,
  requestRow,
  sameRequest,
} from '../dossier/requests/requests.ts'
import { typedRows } from '../statement.ts'
import { type Acting, type Authority, authorityOf, authorityRows } from '../territory/authority/authority.ts'
import { type TaskToDo, taskRow, taskToDo } from './task.ts'

export interface TaskAtDoor {
  /** What was recorded under the same name before. */
  earlier: RecordedRequest | null
  /** Null where there is no such task. */
  task: TaskToDo | null
  authority: Authority
}

/**
 * A task as an officer is about to act on it: what the officer asked before under this name, the task, and whether the officer may.
 * @param to.by as of now
 * @throws {DomainError} `keyReused` when the key was used for another body
 */
export async function readTaskAtDoor(
  sql: Querying,
  taskId: string,
  { by, name }: { by: Acting; name: RequestName | null },
): Promise<TaskAtDoor> {
  const earlier =
    name === null ? sql`null::jsonb` : sql`(select to_jsonb(r) from (${requestRow(sql, name)}) r)`
  const acting = {
    officer: sql`${by.officerId}`,
    unit: sql`${by.unitId ?? null}`,
    at: by.asOfMs,
    tasks: sql`${[taskId]}::text[]`,
    area: 'now',
  } as const
  const [row] = await typedRows(sql, 'tasks.taskAtDoor')`
    select ${earlier} as earlier, (select to_jsonb(t) from (${taskRow(sql, taskId, by.asOfMs)}) t) as task,
      (select to_jsonb(a) from (${authorityRows(sql, acting)}) a) as held`
  const { task = null, held = null } = row ?? {}
  return {
    earlier: sameRequest(row?.earlier ?? null),
    task: task === null ? null : taskToDo(task),
    authority: authorityOf(held),
  }
}
