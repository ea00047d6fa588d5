import { randomBytes, randomUUID } from 'node:crypto'
import type { BenefitPayout, BenefitPayoutDeps } from '../../../activities/payment/benefit-payout.ts'
import type { Querying } from '../../../db/database.ts'
import type { Vault } from '../../../db/identity/identity-vault.ts'
import { formContext } from '../../../db/identity/sealing-context.ts'
import { parseDong } from '../../../domain/money.ts'
import { machineNow } from '../../clock.ts'
import type { TestDatabase } from '../../database.ts'

export const filedAt = Date.UTC(2025, 6, 2, 2)

/** What a dossier says about its payout; the applicant's name is `Nguyễn Thị Hồng Thắm`. */
export interface Filed {
  amountDong: bigint
  account: string
}

/** A dossier with an applicant and a form, and the payout that its task `payout.1` asks for. */
export async function fileDossier(sql: Querying, vault: Vault, filed: Filed): Promise<BenefitPayout> {
  const dossierId = randomUUID()
  const partyId = randomUUID()
  await sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '2.000286', '2025-07-01', '{}')
    on conflict do nothing`
  const code = `H26.1-250702-${randomBytes(4).readUInt32BE().toString().padStart(4, '0')}`
  await sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash,
      filed_at)
    select ${dossierId}, ${code}, '2.000286', 'social', 'plan', 'counter', (select id from unit limit 1),
      (select id from area limit 1), ${randomBytes(32)}, instant(${filedAt})`
  await sql`insert into party (id, kind, name) values (${partyId}, 'person', 'Nguyễn Thị Hồng Thắm')`
  await sql`insert into dossier_party (dossier_id, party_id, role) values (${dossierId}, ${partyId}, 'applicant')`
  await fileForm(sql, vault, dossierId, filed)
  await decide(sql, dossierId, { task: 'sign.1', kind: 'sign', outcome: 'signed', by: 'chair' })
  return {
    dossierId,
    taskKey: 'payout.1',
    benefit: 'funeralAllowance',
    amountRule: 'asFiled',
    accountField: 'account',
    at: filedAt,
  }
}

/**
 * A decision as the write leaves it: the task closed by its request, which keeps the version of the form that stood then.
 * @param decision.formVersion null for a request recorded before there was the column
 */
export async function decide(
  sql: Querying,
  dossierId: string,
  decision: { task: string; kind: string; outcome: string; by: string; formVersion?: null },
): Promise<void> {
  const { task, kind, outcome, by } = decision
  const request = randomUUID()
  const taskId = `${dossierId}.${task}`
  await sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at,
      due_at)
    select ${taskId}, ${dossierId}, ${task}, ${task.split('.')[0] ?? ''}, ${kind}, 'desk', 'chair', 'commune', 'sign',
      procedure_code, field, area_id, instant(${machineNow()}), instant(${machineNow()}) from dossier where id = ${dossierId}`
  await sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role,
      unit_id, mandate_id, form_version, accepted_at, status, settled_at, next_attempt_at)
    select ${request}, ${by}, ${request}, ${randomBytes(32)}, ${dossierId}, 'decide', ${taskId}, '{}', ${by}, 'officer',
      unit_id, id,
      (select max(version) from dossier_form where dossier_id = ${dossierId} and ${decision.formVersion !== null}),
      instant(${machineNow()}), 'applied', instant(${machineNow()}), instant(${machineNow()}) from mandate limit 1`
  await sql`
    update task set closed_at = instant(${machineNow()}), outcome = ${outcome}, closed_by = ${request} where id = ${taskId}`
}

/**
 * The next version of the form, as a supplement brings it.
 * @param recordedAt ms; needed where the order of versions and decisions within a millisecond matters
 */
export async function fileForm(
  sql: Querying,
  vault: Vault,
  dossierId: string,
  filed: Filed,
  recordedAt: number = machineNow(),
): Promise<void> {
  const { cipher, keyId } = vault.seal(filed.account, formContext(dossierId, 'account'))
  const secrets = { account: { cipher: Buffer.from(cipher).toString('base64'), keyId } }
  await sql`
    insert into dossier_form (dossier_id, version, body, secrets, recorded_at)
    select ${dossierId}, 1 + count(*), ${JSON.stringify({ amountDong: filed.amountDong.toString() })}::text::jsonb,
      ${JSON.stringify(secrets)}::text::jsonb, instant(${recordedAt})
    from dossier_form where dossier_id = ${dossierId}`
}

/** The one rule of these tests: the amount is what the form says. */
export const asFiled: BenefitPayoutDeps['amountOf'] = (_rule, form) => parseDong(String(form.amountDong))

/** An empty set of books, for tests that compare the whole ledger with a bank of their own. */
export async function closeBooks(database: Pick<TestDatabase, 'asOwner'>): Promise<void> {
  await database.asOwner(
    (sql) =>
      sql`truncate ledger_posting, order_part, payment_order, due_part, due_line, budget_source, alert cascade`,
  )
}
