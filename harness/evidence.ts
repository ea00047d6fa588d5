/** Gathers what is to be judged: what clients were answered, what PostgreSQL holds, what workflows and the bank say. */
import { WorkflowNotFoundError } from '@temporalio/client'
import {
  type BankLedger,
  type BankMessage,
  readBankLedger,
  readBankMessages,
} from '../activities/payment/bank-simulator/bank-ledger.ts'
import type { Database, Querying } from '../db/database.ts'
import { type PaymentLedger, readPaymentLedger } from '../db/money/ledger.ts'
import type { DossierStatus, RequestStatusName } from '../domain/dossier/dossier.ts'
import type { Engine } from '../engine/connection.ts'
import { stateQuery, type TimelineEntry, timelineQuery } from '../engine/messages.ts'
import type { DossierState } from '../procedures/grammar/run/event.ts'
import type { History, Operation } from './history.ts'
import { readTimeEvidence, type TimeEvidence } from './time-evidence.ts'

export interface Evidence {
  operations: readonly Operation[]
  stored: Stored
  workflows: ReadonlyMap<string, WorkflowFacts>
  payments: { ledger: PaymentLedger; bank: BankLedger }
  /** What the bank was sent, in the order of arrival. */
  bankMessages: readonly BankMessage[]
  time: TimeEvidence
}

export interface Stored {
  dossiers: readonly DossierRow[]
  /** Which dossier each Idempotency-Key filed. */
  filings: readonly { key: string; dossierId: string }[]
  requests: readonly RequestRow[]
  effects: readonly EffectRow[]
  journal: readonly JournalRow[]
  heads: readonly { dossierId: string; seq: number; hash: string }[]
  /** Tasks that have a due time, open or closed. */
  deadlines: readonly DeadlineRow[]
  /** Messages to the engine that were not carried. */
  outboxLag: number
}

/** A dossier, or a correction of one: whatever has a workflow of its own. */
export interface DossierRow {
  /** Of the workflow: the dossier's own id, where it is no correction. */
  id: string
  /** The revision that its workflow made last. */
  revision: number
  status: DossierStatus
  ending: string | null
  started: boolean
  open: readonly TaskRow[]
}

export interface TaskRow {
  key: string
  step: string
  holder: string
  dueAt: number | null
  late: boolean
}

/** Instants in ms. */
export interface DeadlineRow {
  taskId: string
  dueAt: number
  lateAt: number | null
  open: boolean
  /** Open, not late, and its due time has passed by the database's clock. */
  overdue: boolean
}

export interface RequestRow {
  id: string
  key: string
  dossierId: string
  /** The correction whose workflow it was for; 0 for the dossier's own. */
  correction: number
  status: RequestStatusName
  /** The error code it was refused with. */
  refusal: string | null
  acknowledged: boolean
  item: { kind: string; task?: string; outcome?: string }
}

export interface EffectRow {
  dossierId: string
  revision: number
  effectKey: string
  item: { key: string; kind: string; task?: string }
}

export interface JournalRow {
  dossierId: string
  seq: number
  kind: string
  revision: number | null
  requestId: string | null
  prevHash: string
  hash: string
  /** What the hash must be by the row's content. */
  reckoned: string
}

export type WorkflowFacts =
  | { is: 'missing' }
  | {
      is: 'running' | 'ended' | 'broken'
      /** Attempt of the workflow task that is waiting; 0 where none is. */
      attempt: number
      /** Activities and child workflows that have not ended. */
      pendingWork: number
      state: DossierState | null
      timeline: readonly TimelineEntry[]
    }

/** Where evidence is: what clients were answered, and direct ways to database, engine and bank. */
export interface Sources {
  history: Pick<History, 'operations'>
  database: Pick<Database, 'sql'>
  engine: Engine
  bankUrl: string
}

export async function gather(site: Sources): Promise<Evidence> {
  const stored = await readStored(site.database.sql)
  const workflows = new Map<string, WorkflowFacts>()
  const ids = stored.dossiers.map((dossier) => dossier.id)
  for (let i = 0; i < ids.length; i += 20) {
    const group = ids.slice(i, i + 20)
    const facts = await Promise.all(group.map((id) => factsOf(site.engine, id)))
    group.forEach((id, n) => {
      workflows.set(id, facts[n] ?? { is: 'missing' })
    })
  }
  const [ledger, bank, bankMessages, time] = await Promise.all([
    readPaymentLedger(site.database.sql),
    readBankLedger(site.bankUrl),
    readBankMessages(site.bankUrl),
    readTimeEvidence(site.database.sql),
  ])
  return {
    operations: site.history.operations,
    stored,
    workflows,
    payments: { ledger, bank },
    bankMessages,
    time,
  }
}

export async function readStored(sql: Querying): Promise<Stored> {
  const [dossiers, filings, requests, effects, journal, heads, deadlines, lag] = await Promise.all([
    sql<DossierRow[]>`
      select case run.number when 0 then run.dossier_id::text else run.dossier_id || '/correction-' || run.number end as id,
        status, ending, started,
        -- Where a correction went on from it, the dossier's revision is that one's.
        coalesce((select from_revision from correction later
          where later.dossier_id = run.dossier_id and later.number = run.number + 1), revision) as revision,
        coalesce((select jsonb_agg(jsonb_build_object('key', key, 'step', step, 'holder', holder, 'dueAt', epoch_ms(due_at),
          'late', late_at is not null)) from task
          where task.dossier_id = run.dossier_id and task.correction = run.number and closed_at is null), '[]') as open
      from (
        select id as dossier_id, 0 as number, revision, status, ending, started_at is not null as started, filed_at as at from dossier
        union all
        select dossier_id, number, revision, case when correction.ended_at is null then 'open' else 'closed' end,
          correction.ending, correction.started_at is not null, asked_at
        from correction join dossier on dossier.id = correction.dossier_id) run
      order by at`,
    // What was taken over from another system stands on its row there.
    sql<Stored['filings'][number][]>`
      select key, dossier_id as "dossierId" from filing_key
      union all select source || ' ' || old_code, dossier_id from import_row`,
    sql<RequestRow[]>`
      select id, key, dossier_id as "dossierId", status, refusal, acknowledged_at is not null as acknowledged, item,
        coalesce((select task.correction from task where task.id = task_id), 0) as correction
      from decision_request`,
    sql<EffectRow[]>`
      select dossier_id as "dossierId", revision, effect_key as "effectKey", item from dossier_revision
      order by dossier_id, revision`,
    sql<JournalRow[]>`
      select dossier_id as "dossierId", seq, kind, revision, request_id as "requestId", encode(prev_hash, 'hex') as "prevHash",
        encode(hash, 'hex') as hash, encode(sha256(convert_to(journal_text(journal), 'UTF8')), 'hex') as reckoned
      from journal order by dossier_id, seq`,
    sql<Stored['heads'][number][]>`
      select dossier_id as "dossierId", seq, encode(hash, 'hex') as hash from journal_head`,
    sql<DeadlineRow[]>`
      select id as "taskId", epoch_ms(due_at) as "dueAt", epoch_ms(late_at) as "lateAt", closed_at is null as open,
        closed_at is null and late_at is null and due_at < clock_timestamp() as overdue
      from task where due_at is not null`,
    sql<{ count: number }[]>`select count(*)::int as count from outbox where done_at is null`,
  ])
  return { dossiers, filings, requests, effects, journal, heads, deadlines, outboxLag: lag[0]?.count ?? 0 }
}

const queryWithinMs = 30_000

async function factsOf(engine: Engine, workflowId: string): Promise<WorkflowFacts> {
  const handle = engine.client.workflow.getHandle(workflowId)
  try {
    const { status, raw } = await handle.describe()
    const is = status.name === 'RUNNING' ? 'running' : status.name === 'COMPLETED' ? 'ended' : 'broken'
    const attempt = raw.pendingWorkflowTask?.attempt ?? 0
    const pendingWork = (raw.pendingActivities?.length ?? 0) + (raw.pendingChildren?.length ?? 0)
    const [state, timeline] = await engine.connection
      .withDeadline(Date.now() + queryWithinMs, () =>
        Promise.all([handle.query(stateQuery), handle.query(timelineQuery)]),
      )
      .catch(() => [null, []] as const)
    return { is, attempt, pendingWork, state, timeline }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { is: 'missing' }
    throw error
  }
}
