/** Dossiers and tasks of a test, spread over areas, as rows. */
import type { Sql } from '../../../db/database.ts'

export interface OpenTask {
  area: string
  procedure?: string
  field?: string
  role?: string
  power?: string
  tier?: string
  step?: string
  dueAt: number
  holder?: 'desk' | 'applicant' | 'engine'
  claimedBy?: string
  claimedUnder?: string
}

/** A dossier for each list of tasks, in the area of the first. @returns ids of the dossiers */
export async function openDossiers(
  sql: Sql,
  dossiers: readonly (readonly OpenTask[])[],
  filedAt: number,
): Promise<void> {
  await sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}') on conflict do nothing`
  const rows = dossiers.flatMap((tasks, n) =>
    tasks.map((task, k) => ({
      ...{
        dossier: n,
        key: `step:${k}`,
        procedure: '1.000689',
        field: 'Hộ tịch',
        role: 'civilStatus',
        power: 'process',
      },
      ...{ tier: 'commune', step: 'review', holder: 'desk', claimedBy: null, claimedUnder: null },
      ...task,
    })),
  )
  await sql`
    with task as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as t (dossier int, key text, area text, procedure text, field text, role text,
        power text, tier text, step text, "dueAt" float8, holder text, "claimedBy" text, "claimedUnder" text)),
    numbered as (select *, (select count(*) from dossier) + dossier as n from task),
    filed as (
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, started_at)
      select md5(n::text)::uuid, 'H26.101-250910-' || lpad(n::text, 6, '0'), procedure, field, 'plan', 'online', 'new:00004', area, '\\x00',
        instant(${filedAt}), instant(${filedAt})
      from numbered where key = 'step:0' returning id)
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at, claimed_by, claimed_under)
    select md5(n::text) || key, md5(n::text)::uuid, key, step, step, holder, case when holder = 'desk' then role end,
      case when holder = 'desk' then tier end, case when holder = 'desk' then power end, procedure, field, area, instant(${filedAt}),
      instant("dueAt"), "claimedBy", "claimedUnder"
    from numbered, (select count(*) from filed) f`
}
