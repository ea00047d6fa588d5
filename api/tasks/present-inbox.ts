import { z } from 'zod'
import type { InboxItem, InboxPage } from '../../db/tasks/inbox.ts'
import type { Authority } from '../../db/territory/authority/authority.ts'
import { byDue } from '../server/cursor.ts'
import { instant, isoOf } from '../server/schemas.ts'

export const inboxItem = z
  .object({
    task: z.string(),
    dossier: z.uuid(),
    code: z.string(),
    procedure: z.string(),
    step: z.string(),
    kind: z.string(),
    role: z.string(),
    openedAt: instant,
    dueAt: instant,
    late: z.boolean(),
    claimedBy: z.string().nullable(),
    escalatedTo: z.string().nullable().describe('Role at the unit to which it has been escalated'),
    mayDecide: z.boolean().nullable().describe('Whether the officer may decide it; null for supervisors'),
    because: z.string().nullable().describe('Vietnamese: why not; null where nothing is against it'),
  })
  .meta({ id: 'InboxItem' })

/** A page of tasks; `authority` is what the officer may do about each, where it is an officer who asks. */
export function presentInbox(
  { items, next }: InboxPage,
  authority?: ReadonlyMap<string, Authority>,
): { items: z.infer<typeof inboxItem>[]; next: string | null } {
  return {
    items: items.map((item) => presentItem(item, authority?.get(item.taskId))),
    next: next === null ? null : byDue.write(next),
  }
}

function presentItem(item: InboxItem, by: Authority | undefined): z.infer<typeof inboxItem> {
  const { taskId, dossierId, procedureCode, openedAt, dueAt, ...rest } = item
  return {
    ...rest,
    task: taskId,
    dossier: dossierId,
    procedure: procedureCode,
    openedAt: isoOf(openedAt),
    dueAt: isoOf(dueAt),
    mayDecide: by?.allowed ?? null,
    because: by === undefined || by.allowed ? null : by.because,
  }
}
