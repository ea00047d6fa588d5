/** Gathers what is to be judged: what PostgreSQL holds, what the API shows, what the engine and the bank say. */

import { type BankLedger, readBankLedger } from '../activities/payment/bank-simulator/bank-ledger.ts'
import { allRunningRuns } from '../activities/reconcile/workflows.ts'
import type { Client, Dossier } from '../client/client.ts'
import { underOneSnapshot } from '../db/connection/snapshot.ts'
import type { Database, Querying } from '../db/database.ts'
import { lanes } from '../db/engine/outbox.ts'
import { type PaymentLedger, readPaymentLedger } from '../db/money/ledger.ts'
import { type Run, runOf } from '../domain/dossier/workflow-id.ts'
import { type Dong, parseDong } from '../domain/money.ts'
import type { Engine } from '../engine/connection.ts'
import { readStored, type Stored } from '../harness/evidence.ts'
import { dossierTypesQuery } from '../temporal.config.ts'
import type { Backlog } from './backlog.ts'
import type { City } from './city.ts'
import type { Observed } from './observed.ts'
import type { Substitution } from './substitutions.ts'

export interface Evidence {
  observed: Observed
  stored: Stored
  dossiers: readonly StoredDossier[]
  /** By dossier id. */
  shown: ReadonlyMap<string, ShownDossier>
  payments: { ledger: PaymentLedger; bank: BankLedger }
  /** Workflows by how they stand. */
  workflows: { running: number; completed: number }
  /** Decisions at a desk whose officer is away. */
  substituted: readonly Substituted[]
  /** The area that went to another commune in the course of the day. */
  movedAreaId: string
  /** Of what was filed before it other desks decide since, ms. */
  instant: number
  /** Dossiers that were taken over before it. */
  imported: ReadonlySet<string>
}

export interface Substituted {
  id: string
  /** Whom the desk's officer had arranged to stand in, for whom; then who decided, for whom. */
  arranged: string
  written: string
}

export interface StoredDossier {
  id: string
  code: string
  channel: string
  /** Why it was entered later than it was received; null where both were one. */
  enteredLater: string | null
  areaId: string
  /** `<from> → <to> by <unit>`; null where nobody had to place it. */
  placed: string | null
  ending: string | null
  /** Ended, or still open, after its statutory time. */
  late: boolean
  /** What happened to it, as `describeItem` writes it. */
  items: readonly string[]
  paidDong: Dong
}

/** As the API shows it. */
export type ShownDossier = Pick<Dossier, 'code' | 'status'> & { ending: { code: string } | null }

export async function gather(
  { database, bankUrl }: City,
  engine: Engine,
  reader: Client,
  {
    observed,
    substitutions,
    movedAreaId,
    instant,
    backlog,
  }: {
    observed: Observed
    substitutions: readonly Substitution[]
    movedAreaId: string
    instant: number
    backlog: Pick<Backlog, 'dossiers'>
  },
): Promise<Evidence> {
  const { sql } = database
  const [stored, dossiers, ledger, bank, running, completed, substituted] = await Promise.all([
    storedToday(database),
    storedDossiers(sql, Date.now()),
    readPaymentLedger(sql),
    readBankLedger(bankUrl),
    allRunningRuns(engine),
    completedRuns(engine),
    substitutedDecisions(sql, substitutions),
  ])
  const shown = new Map<string, ShownDossier>()
  for (const { dossierId } of observed.receipts) {
    shown.set(dossierId, await reader.read(dossierId))
  }
  const payments = { ledger, bank }
  const ofToday = (runs: readonly Run[]): number =>
    runs.filter(({ dossierId }) => !backlog.dossiers.has(dossierId)).length
  const workflows = { running: ofToday(running), completed: ofToday(completed) }
  const imported = backlog.dossiers
  return {
    ...{ observed, stored, dossiers, shown, payments, workflows, substituted },
    ...{ movedAreaId, instant, imported },
  }
}

/**
 * Starts of what was taken over wait in a lane of their own, and may; what has started goes on while this is read, so that all of it is read
 * under one snapshot.
 */
const storedToday = (database: Pick<Database, 'sql'>): Promise<Stored> =>
  underOneSnapshot(database, async (tx) => {
    const [stored, lag] = await Promise.all([
      readStored(tx),
      tx<{ count: number }[]>`
        select count(*)::int as count from outbox where done_at is null and lane = ${lanes.today}`,
    ])
    return { ...stored, outboxLag: lag[0]?.count ?? 0 }
  })

async function completedRuns({ client }: Engine): Promise<readonly Run[]> {
  const runs: Run[] = []
  const query = `${dossierTypesQuery} AND ExecutionStatus = 'Completed'`
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
    const run = runOf(workflowId)
    if (run !== null) runs.push(run)
  }
  return runs
}

async function substitutedDecisions(
  sql: Querying,
  substitutions: readonly Substitution[],
): Promise<readonly Substituted[]> {
  const found = await Promise.all(
    substitutions.map(
      async ({ unitId, role, substitute, absentId }) =>
        await sql<Substituted[]>`
        select r.id, ${`${substitute.id} for ${absentId}`}::text as arranged,
          concat_ws(' for ', r.actor_id, r.acting_for_id) as written
        from decision_request r join task on task.id = r.task_id
        where r.status = 'applied' and r.kind = 'decide' and r.unit_id = ${unitId} and task.role = ${role}`,
    ),
  )
  return found.flat()
}

async function storedDossiers(sql: Querying, at: number): Promise<readonly StoredDossier[]> {
  const rows = await sql<(Omit<StoredDossier, 'paidDong'> & { paidDong: string })[]>`
    select dossier.id, code, channel, entered_later as "enteredLater", dossier.area_id as "areaId", ending,
      (select string_agg(concat(from_area_id, ' → ', area_id, ' by ', unit_id), ', ') from placement
        where dossier_id = dossier.id) as placed,
      coalesce(coalesce(ended_at, instant(${at})) > due_at, false) as late,
      array(select concat_ws(' ', item ->> 'kind', item ->> 'task', item ->> 'outcome') from dossier_revision
        where dossier_id = dossier.id order by revision) as items,
      (select coalesce(sum(o.amount_dong), 0)::text from payment_order o where o.state = 'CONFIRMED' and o.id in (
        select paid.order_id from order_part paid join due_part part on part.id = paid.due_part_id
        join due_line on due_line.id = part.due_line_id
        where due_line.dossier_id = dossier.id)) as "paidDong"
    from dossier where not exists (select 1 from import_row where dossier_id = dossier.id)`
  return rows.map((row) => ({ ...row, paidDong: parseDong(row.paidDong) }))
}
