/** What the runs of a dossier have written: the answer to one that is behind, or asks for what is applied. */
import { dossierWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import type { DueTimes, MissedWrite, WriteAnswer, WriteInput } from '../../../procedures/grammar/run/write.ts'
import type { Querying } from '../../database.ts'
import { wholeEvent } from '../../editions/filed-plan.ts'
import { typedRows } from '../../statement.ts'

/** What a run has written since a revision, and the due times as they are now. */
export async function writesAndDueTimesSince(
  sql: Querying,
  since: Since,
): Promise<{ missed: readonly MissedWrite[]; dueAt: DueTimes }> {
  const [missed, dueAt] = await Promise.all([writesSince(sql, since), dueTimes(sql, since.dossierId)])
  return { missed, dueAt }
}

interface Since {
  dossierId: string
  correction?: number
  revision: number
}

/** @throws Error where the workflow goes on after its end */
export async function answerBehind(tx: Querying, input: WriteInput): Promise<WriteAnswer> {
  const { dossierId, correction, expectedRevision: revision } = input
  const missed = await writesSince(tx, { dossierId, correction, revision })
  const [first] = missed
  if (first === undefined) {
    throw new Error(
      `${dossierWorkflowId(dossierId, correction)} goes on after its end; compare it with its dossier`,
    )
  }
  const repeated = missed.length === 1 && first.item.key === input.item.key
  return repeated ? { kind: 'applied', dueAt: first.dueAt } : { kind: 'behind', missed }
}

/** To a run that renewed itself and forgot the request. */
export async function answerApplied(tx: Querying, { dossierId, item }: WriteInput): Promise<WriteAnswer> {
  const [dueAt, [made]] = await Promise.all([
    dueTimes(tx, dossierId),
    typedRows(tx, 'dossier.appliedRevision')`
      select revision from dossier_revision where dossier_id = ${dossierId} and effect_key = ${item.key}`,
  ])
  return { kind: 'unchanged', dueAt, appliedAs: made?.revision ?? null }
}

/** Of one workflow alone: what another made of the dossier later is no move of its plan. */
async function writesSince(
  sql: Querying,
  { dossierId, correction = 0, revision }: Since,
): Promise<readonly MissedWrite[]> {
  return await typedRows(sql, 'dossier.writesSince')`
    select ${wholeEvent(sql)} as item, result -> 'dueAt' as "dueAt" from dossier_revision
    where dossier_id = ${dossierId} and correction = ${correction} and revision > ${revision} order by revision`
}

/** When each open task of a dossier is due, ms. */
export async function dueTimes(sql: Querying, dossierId: string): Promise<DueTimes> {
  const rows = await typedRows(sql, 'dossier.dueTimes')`
    select key, epoch_ms(due_at) as "dueAt" from task where dossier_id = ${dossierId} and closed_at is null`
  return Object.fromEntries(rows.map(({ key, dueAt }) => [key, dueAt]))
}
