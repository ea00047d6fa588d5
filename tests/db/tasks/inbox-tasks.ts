/** Tasks of one dossier for tests of the inbox, as rows. */
import { randomUUID } from 'node:crypto'
import { type InboxQuery, inboxPage } from '../../../db/tasks/inbox.ts'
import type { TestDatabase } from '../../database.ts'

export const CUT_OVER = Date.parse('2025-07-01T00:00:00+07:00')
export const BEFORE = CUT_OVER - 1
export const OPENED = Date.parse('2025-06-20T09:00:00+07:00')
export const DUE = Date.parse('2025-07-03T17:00:00+07:00')

/** A dossier whose tasks the tests write. @returns its id */
export async function emptyDossier(db: TestDatabase): Promise<string> {
  const dossierId = randomUUID()
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.301.1-250620-0001', '1.000689', 'Hộ tịch', 'plan', 'online', 'old:00001',
      'cell:00001:00097', '\\x00', instant(${OPENED}))`
  return dossierId
}

export interface TaskRow {
  id: string
  role?: string
  tier?: string
  power?: string
  procedure?: string
  field?: string
  area?: string
  dueAt?: number
  claimedBy?: string
  holder?: 'desk' | 'applicant'
  closed?: boolean
}

export async function openTasks(
  db: TestDatabase,
  dossierId: string,
  tasks: readonly TaskRow[],
): Promise<void> {
  const rows = tasks.map((task) => ({
    role: 'civilStatus',
    tier: 'commune',
    power: 'process',
    procedure: '1.000689',
    field: 'Hộ tịch',
    area: 'cell:00001:00097',
    dueAt: DUE,
    claimedBy: null,
    holder: 'desk',
    closed: false,
    ...task,
  }))
  await db.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id,
      opened_at, due_at, claimed_by, claimed_under, closed_at, outcome)
    select id, ${dossierId}, id, 'review', 'review', holder, role, tier, power, procedure, field, area,
      instant(${OPENED}), instant("dueAt"), "claimedBy", (select id from mandate where officer_id = "claimedBy"), case when closed then instant(${OPENED}) end,
      case when closed then 'approved' end
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as task (id text, role text, tier text, power text,
      procedure text, field text, area text, "dueAt" float8, "claimedBy" text, holder text, closed boolean)`
}

/** Every task of a unit, page by page. */
export async function wholeInbox(db: TestDatabase, query: InboxQuery): Promise<string[]> {
  const found: string[] = []
  let after: InboxQuery['after']
  do {
    const { items, next } = await inboxPage(db.sql, { ...query, after })
    found.push(...items.map((item) => item.taskId))
    after = next ?? undefined
  } while (after !== undefined)
  return found
}
