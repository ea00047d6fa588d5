import { randomUUID } from 'node:crypto'
import type { Database } from './database.ts'
import { type DecisionRequest, findRequest, type NewRequest, readRequest } from './decision.ts'
import type { Filing } from './filing.ts'

/** What an applicant adds. `form` is the whole form as it shall stand; null leaves it as it is. */
export interface SupplementContent {
  form: Filing['form'] | null
  papers: Filing['papers']
}

/** As for decisions: the caller's own delivery comes first. */
const relayAfterMs = 3_000

/**
 * Records a supplement with the form and papers it brings. They become the dossier's in the write that applies it
 * (trigger `supplement_settled`), so that nobody decides on a form the dossier does not have yet, and a refused one
 * leaves nothing behind.
 * @throws {DomainError} `keyReused` when the key stands for another body
 */
export async function recordSupplement(
  database: Database,
  request: NewRequest,
  { form, papers }: SupplementContent,
): Promise<DecisionRequest> {
  const id = randomUUID()
  const { actor, at } = request
  const recorded = await database.sql.begin(async (tx) => {
    const inserted = await tx`
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, revision, item, actor_id, actor_role,
        acting_for_id, unit_id, mandate_id, accepted_at, next_attempt_at)
      values (${id}, ${request.caller}, ${request.key}, ${Buffer.from(request.bodyHash)}, ${request.dossierId}, 'supplement',
        ${request.revision}, ${JSON.stringify(request.item(id))}::jsonb, ${actor.id}, ${actor.role}, ${actor.actingForId},
        ${actor.unitId}, ${actor.mandateId}, instant(${at}), instant(${at + relayAfterMs}))
      on conflict (caller, key) do nothing returning 1`
    if (inserted.length === 0) return null
    await tx`
      insert into pending_supplement (request_id, body, secrets, papers)
      values (${id}, ${form === null ? null : JSON.stringify(form.open)}::jsonb,
        ${form === null ? null : JSON.stringify(form.secrets)}::jsonb, ${JSON.stringify(papers)}::jsonb)`
    if (request.note !== null) await tx`insert into note (request_id, body) values (${id}, ${request.note})`
    return await readRequest(tx, id)
  })
  const standing =
    recorded ?? (await findRequest(database.sql, request.caller, request.key, request.bodyHash))
  if (standing === null)
    throw new Error(`request ${id} is neither recorded nor known under its key; send it again`)
  return standing
}
