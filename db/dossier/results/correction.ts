/** Asking for the correction of a result: on disk with the message that starts its workflow, or not at all. */

import { dossierWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { DomainError } from '../../../domain/errors.ts'
import { addDuration } from '../../../domain/time/calendar.ts'
import { localDate } from '../../../domain/time/local-day.ts'
import { ruleInForce } from '../../../domain/time/time-rules.ts'
import { correctionPlan } from '../../../procedures/grammar/plan/correction-plan.ts'
import { type Plan, skippedSteps } from '../../../procedures/grammar/plan/plan.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying } from '../../database.ts'
import { savePlan } from '../../editions/save-plan.ts'
import { isUniqueViolation } from '../../sql-error.ts'
import { typedRows } from '../../statement.ts'
import { currentCalendar } from '../../time/published-calendar.ts'
import { lockDossier } from '../lock-dossier.ts'

export interface NewCorrection {
  caller: string
  key: string
  bodyHash: Uint8Array
  dossierId: string
  /** What is wrong with the result, in the words of who found it. */
  ground: string
  /** Named in the journal. */
  actor: { id: string; unitId: string | null }
  /** Legal instant, ms. */
  at: number
  hashOf: (plan: Plan) => string
}

/** Instants in ms. */
export interface CorrectionAsked {
  number: number
  askedAt: number
  dueAt: number
}

/**
 * Asks once for a caller's key. Its time is the rule's of the day on which it is asked (118/2025/NĐ-CP, Điều 23); its plan
 * follows from the dossier's own.
 * @throws {DomainError} `noResult` unless the dossier ended with a result, `correctionPending`, or `keyReused`
 */
export async function askCorrection(
  database: Database,
  asked: NewCorrection,
): Promise<{ correction: CorrectionAsked; repeated: boolean }> {
  try {
    const answer = await transaction(database.sql, async (tx) => {
      const dossier = await lockToCorrect(tx, asked.dossierId)
      const before = await findCorrection(tx, asked)
      if (before !== null) return { correction: before, repeated: true }
      return { correction: await write(tx, asked, dossier), repeated: false }
    })
    database.wakeRelay()
    return answer
  } catch (error) {
    const before = isUniqueViolation(error, 'correction_key')
      ? await findCorrection(database.sql, asked)
      : null
    if (before === null) throw error
    return { correction: before, repeated: true }
  }
}

/**
 * The correction requested under a caller's key, or null.
 * @throws {DomainError} `keyReused` when the key was used for something else
 */
export async function findCorrection(
  sql: Querying,
  { caller, key, bodyHash }: Pick<NewCorrection, 'caller' | 'key' | 'bodyHash'>,
): Promise<CorrectionAsked | null> {
  const [row] = await typedRows(sql, 'dossier.findCorrection')`
    select dossier_id as "dossierId", number, epoch_ms(asked_at) as "askedAt", epoch_ms(due_at) as "dueAt",
      body_hash = ${Buffer.from(bodyHash)} as same
    from correction where caller = ${caller} and key = ${key}`
  if (row === undefined) return null
  const { dossierId, same, ...correction } = row
  if (!same) throw new DomainError('keyReused', { id: dossierId })
  return correction
}

interface ToCorrect {
  revision: number
  field: string
  plan: Plan
  form: Readonly<Record<string, unknown>>
  issued: boolean
  corrections: number
  beingCorrected: boolean
}

async function lockToCorrect(tx: Querying, dossierId: string): Promise<ToCorrect> {
  await lockDossier(tx, dossierId)
  const [row] = await typedRows(tx, 'dossier.toCorrect')`
    select revision, field, plan.body as plan, form.body as form,
      status = 'closed' and ending = 'issued' and exists (select 1 from result where dossier_id = dossier.id) as issued,
      (select count(*)::int from correction where dossier_id = dossier.id) as corrections,
      exists (select 1 from correction where dossier_id = dossier.id and ended_at is null) as "beingCorrected"
    from dossier join plan on plan.hash = dossier.plan_hash
    join lateral (select body from dossier_form where dossier_id = dossier.id order by version desc limit 1) form on true
    where dossier.id = ${dossierId}`
  if (row === undefined) throw new DomainError('notFound')
  return row
}

async function write(tx: Querying, asked: NewCorrection, dossier: ToCorrect): Promise<CorrectionAsked> {
  const { dossierId, actor, at } = asked
  const { plan: own, field, form } = dossier
  if (dossier.beingCorrected) throw new DomainError('correctionPending')
  const number = dossier.corrections + 1
  const { value: within, basis } = ruleInForce(
    'correctionWithin',
    { procedure: own.procedure, field },
    localDate(at),
  )
  const plan = dossier.issued ? correctionPlan(own, skippedSteps(own, form), { number, within }) : null
  if (plan === null)
    throw new DomainError('noResult', { hint: 'Only a result that was issued is corrected.' })
  const planHash = asked.hashOf(plan)
  const dueAt = addDuration(await currentCalendar(tx, at), at, within)
  await savePlan(tx, { plan, planHash })
  await tx`
    with asked as (
      insert into correction (dossier_id, number, caller, key, body_hash, plan_hash, from_revision, ground, asked_at, due_at)
      values (${dossierId}, ${number}, ${asked.caller}, ${asked.key}, ${Buffer.from(asked.bodyHash)}, ${planHash},
        ${dossier.revision}, ${asked.ground}, instant(${at}), instant(${dueAt}))),
    message as (
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('startWorkflow', ${dossierWorkflowId(dossierId, number)}, ${dossierId}, '{}', instant(${at})))
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${dossierId}, 'correctionAsked', ${actor.id}, ${actor.unitId},
      ${JSON.stringify({ correction: number, plan: planHash, dueAt, basis })}::jsonb, instant(${at}))`
  return { number, askedAt: at, dueAt }
}
