/** A dossier of phường Hồng Hà whose tasks are opened and decided without an engine, for tests of who may act on it. */
import { randomUUID } from 'node:crypto'
import { authority } from '../../../../db/territory/authority/authority.ts'
import type { PartyRole } from '../../../../domain/dossier/dossier.ts'
import type { TestDatabase } from '../../../database.ts'

export const ward = 'new:00097'
export const noon = Date.parse('2026-10-01T12:00:00+07:00')

/** Steps of one plan, as tasks have them; a signature says itself who is excluded beside who filed and received. */
const desks = {
  receive: { kind: 'receive', role: 'oneStop', power: 'receive', notBy: [] },
  review: { kind: 'review', role: 'civilStatus', power: 'process', notBy: [] },
  sign: { kind: 'sign', role: 'chair', power: 'sign', notBy: ['review'] },
} as const
export type DeskStep = keyof typeof desks

let filed = 0
function codeOf(): string {
  filed += 1
  return `H26.301.1-261001-${String(filed).padStart(4, '0')}`
}

export class DossierAtDesks {
  readonly id = randomUUID()
  constructor(private readonly db: TestDatabase) {}

  /** @param parties look-up values by role */
  async file({
    filedBy = 'mot-cua-quoc-gia',
    parties = {},
  }: {
    filedBy?: string
    parties?: Partial<Record<PartyRole, Uint8Array>>
  } = {}): Promise<this> {
    const { sql } = this.db
    await sql`
      insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{"steps":{}}')
      on conflict do nothing`
    await sql`
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_by, filed_at)
      values (${this.id}, ${codeOf()}, '1.000689', 'Hộ tịch', 'plan', 'counter', ${ward}, 'cell:00001:00097', '\\x00', ${filedBy},
        instant(${noon}))`
    for (const [role, lookUp] of Object.entries(parties)) {
      const party = randomUUID()
      await sql`
        insert into party (id, kind, name, identity_hmac) values (${party}, 'person', 'Trần Thị Bé', ${Buffer.from(lookUp)})`
      await sql`insert into dossier_party (dossier_id, party_id, role) values (${this.id}, ${party}, ${role})`
    }
    return this
  }

  /** @returns id of the task */
  async open(step: DeskStep): Promise<string> {
    const { kind, role, power, notBy } = desks[step]
    const id = randomUUID()
    await this.db.sql`
      insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, not_by, opened_at, due_at)
      values (${id}, ${this.id}, ${id}, ${step}, ${kind}, 'desk', ${role}, 'commune', ${power}, '1.000689', 'Hộ tịch',
        'cell:00001:00097', ${[...notBy]}, instant(${noon}), instant(${noon + 86_400_000}))`
    return id
  }

  async asks(task: string, officerId: string, asOfMs: number = noon) {
    return await authority(this.db.sql, { officerId, taskId: task, asOfMs })
  }

  /** Closes a task by a decision that is on record, as the write does. */
  async decide(task: string, officerId: string): Promise<void> {
    const id = randomUUID()
    await this.db.sql`
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role, unit_id,
        mandate_id, accepted_at, status, settled_at, next_attempt_at)
      values (${id}, ${officerId}, ${id}, '\\x00', ${this.id}, 'decide', ${task}, '{}', ${officerId}, 'officer', ${ward},
        ${`uy-quyen:${ward}:chair:1`}, instant(${noon}), 'applied', instant(${noon}), instant(${noon}))`
    await this.db.sql`
      update task set closed_at = instant(${noon}), outcome = 'approved', closed_by = ${id} where id = ${task}`
  }
}

/** Gives officers identity look-up values, as a staff list does. */
export async function knownAs(
  { sql }: TestDatabase,
  officers: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  const batch = randomUUID()
  await sql`
    insert into import_batch (id, source, caller, key, as_of, status, began_at, ended_at)
    values (${batch}, ${batch}, 'test', ${batch}, instant(${noon}), 'complete', instant(${noon}), instant(${noon}))`
  for (const [officer, lookUp] of Object.entries(officers)) {
    await sql`
      insert into officer_identity (officer_id, identity_hmac, batch_id) values (${officer}, ${Buffer.from(lookUp)}, ${batch})
      on conflict (officer_id) do update set identity_hmac = excluded.identity_hmac`
  }
}
