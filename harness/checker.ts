/** What must hold once the faults are over, whatever they were. Pure: it judges evidence and fetches nothing. */

import type { BankMessage } from '../activities/payment/bank-simulator/bank-ledger.ts'
import { compareLedgers } from '../activities/payment/compare-ledgers.ts'
import { dossierWorkflowId, runOf } from '../domain/dossier/workflow-id.ts'
import { addDuration, type Calendar } from '../domain/time/calendar.ts'
import { reckonDue } from '../domain/time/clock-events.ts'
import { dueAfterTransfer } from '../domain/time/cut-off.ts'
import { endOfLocalDay } from '../domain/time/local-day.ts'
import type { DossierRow, Evidence, WorkflowFacts } from './evidence.ts'
import type { Operation } from './history.ts'
import type { StoredTaskTime } from './time-evidence.ts'

export interface Finding {
  invariant: string
  /** How many things were looked at: none violated of none says nothing. */
  checked: number
  violations: readonly string[]
}

export function judge(evidence: Evidence): readonly Finding[] {
  return [
    acknowledgedFilings(evidence),
    acknowledgedRequests(evidence),
    effectsOnce(evidence),
    paidOnce(evidence),
    askedBeforeSentAgain(evidence),
    nothingStuck(evidence),
    nothingWaits(evidence),
    projectionIsWorkflow(evidence),
    deadlinesFire(evidence),
    dueAsReckoned(evidence),
    journalUnbroken(evidence),
  ]
}

/** G1: a citizen who was given a receipt has a dossier, and the dossier a workflow; so has a correction that was taken. */
export function acknowledgedFilings({ operations, stored, workflows }: Evidence): Finding {
  const filed = new Map(stored.filings.map(({ key, dossierId }) => [key, dossierId]))
  const acknowledged = operations.filter(isAcknowledged('file'))
  const filings = find('G1 acknowledged filings are kept', acknowledged, ({ key, answer }) => {
    const answered = answer?.body.dossierId
    if (filed.get(key) !== answered)
      return `filing ${key} was answered ${answered}, PostgreSQL holds ${filed.get(key)}`
    return (workflows.get(String(answered))?.is ?? 'missing') === 'missing'
      ? `dossier ${answered} has no workflow`
      : null
  })
  const taken = operations.filter(isAcknowledged('correct'))
  const corrections = find('G1 acknowledged filings are kept', taken, ({ key, answer }) => {
    const id = dossierWorkflowId(key.replace(/^correct-/, ''), Number(answer?.body.number))
    return (workflows.get(id)?.is ?? 'missing') === 'missing' ? `correction ${id} has no workflow` : null
  })
  return join(filings, corrections)
}

/** What is requested of a dossier that exists; a filing and a correction have no request. */
const requested: ReadonlySet<Operation['kind']> = new Set(['decide', 'reassign', 'supplement'])

/** G1: what the answer said is applied is applied, in PostgreSQL and in the workflow. */
export function acknowledgedRequests({ operations, stored, workflows }: Evidence): Finding {
  const requests = new Map(stored.requests.map((request) => [request.id, request]))
  const applied = new Set(stored.effects.map((effect) => effect.item.key))
  const acknowledged = operations.filter((o) => o.phase === 'ok' && requested.has(o.kind))
  return find('G1 acknowledged requests are kept', acknowledged, ({ key, kind, outcome, answer }) => {
    const id = String(answer?.body.decision)
    const request = requests.get(id)
    if (request === undefined) return `request ${key} was acknowledged, and no request ${id} is on disk`
    if (request.status !== 'applied') return `request ${key} was acknowledged and is ${request.status}`
    if (!applied.has(id)) return `request ${key} was acknowledged and no revision holds it`
    const workflow = workflows.get(dossierWorkflowId(request.dossierId, request.correction))
    if (kind !== 'decide' || workflow === undefined || workflow.is === 'missing') return null
    const heard = workflow.timeline.some((t) => t.task === request.item.task && t.outcome === outcome)
    return heard ? null : `request ${key} was acknowledged, its workflow has not heard of it`
  })
}

/** G2: a request, a decision on a task, a start, a due time: each has one effect. */
export function effectsOnce({ stored }: Pick<Evidence, 'stored'>): Finding {
  const seen = new Map<string, number>()
  for (const { dossierId, item } of stored.effects) {
    const names = [`${dossierId} ${item.key}`]
    // An answer closes its task, so that no task has two, whatever their keys.
    if (item.kind === 'decide' || item.kind === 'done') names.push(`${dossierId} answer to ${item.task}`)
    for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  const keyed = new Map<string, number>()
  for (const { dossierId } of stored.filings) keyed.set(dossierId, (keyed.get(dossierId) ?? 0) + 1)
  const twice = find('G2 effects happen once', [...seen], ([name, count]) =>
    count > 1 ? `${name} was carried out ${count} times` : null,
  )
  const orphans = find('G2 effects happen once', stored.dossiers.filter(isDossier), ({ id }) =>
    keyed.get(id) === 1 ? null : `dossier ${id} has ${keyed.get(id) ?? 0} filings`,
  )
  return join(twice, orphans)
}

/** G2: the ledger and the bank's books agree, and nobody was paid twice. */
export function paidOnce({ payments: { ledger, bank } }: Pick<Evidence, 'payments'>): Finding {
  const checked = ledger.orders.length + bank.transfers.length
  return { invariant: 'G2 paid once', checked, violations: compareLedgers(ledger, bank) }
}

/** G2: only the bank knows what became of an order that was sent; it is asked each time before the order is sent again. */
export function askedBeforeSentAgain({ bankMessages }: Pick<Evidence, 'bankMessages'>): Finding {
  const last = new Map<string, BankMessage['kind']>()
  return find('the bank is asked before an order is sent again', bankMessages, ({ kind, orderKey }) => {
    const before = last.get(orderKey)
    last.set(orderKey, kind)
    return kind === 'transfer' && before === 'transfer' ? `order ${orderKey} was sent twice in a row` : null
  })
}

/** G3: an open dossier waits for somebody or for something, and its workflow can go on. */
export function nothingStuck({ stored, workflows }: Evidence): Finding {
  return find('G3 nothing is stuck', stored.dossiers, (dossier) => {
    const { id } = dossier
    const workflow = workflows.get(id) ?? { is: 'missing' }
    if (workflow.is === 'missing') return `dossier ${id} has no workflow`
    if (workflow.is === 'broken') return `the workflow of ${id} was ended by the engine`
    if (workflow.state === null) return `the workflow of ${id} answers no query`
    if (workflow.attempt > 3) return `the workflow of ${id} failed ${workflow.attempt} times in a row`
    return standsStill(dossier, workflow)
  })
}

function standsStill(
  dossier: DossierRow,
  workflow: Exclude<WorkflowFacts, { is: 'missing' }>,
): string | null {
  const { id, status, open, started } = dossier
  if (status === 'closed')
    return workflow.is === 'ended' ? null : `dossier ${id} is closed, its workflow runs on`
  if (!started) return `dossier ${id} was never started`
  if (workflow.is === 'ended') return `dossier ${id} is ${status}, its workflow has ended`
  if (open.length === 0) return `dossier ${id} is open and nothing about it is`
  const engineOnly = open.every((task) => task.holder === 'engine')
  return engineOnly && workflow.pendingWork === 0
    ? `dossier ${id} waits for engine work that nobody does`
    : null
}

/** G3: no message, request or order is left lying. */
export function nothingWaits({ stored, payments }: Pick<Evidence, 'stored' | 'payments'>): Finding {
  const requests = find('G3 nothing is left lying', stored.requests, ({ id, key, status, acknowledged }) =>
    status === 'pending'
      ? `request ${key} (${id}) is pending`
      : acknowledged
        ? null
        : `request ${key} (${id}) is unacknowledged`,
  )
  const orders = find('G3 nothing is left lying', payments.ledger.orders, ({ id, state }) =>
    state === 'CONFIRMED' || state === 'REJECTED' ? null : `order ${id} is ${state}`,
  )
  const outbox = find('G3 nothing is left lying', [stored.outboxLag], (lag) =>
    lag > 0 ? `${lag} messages were not carried` : null,
  )
  return join(requests, orders, outbox)
}

/** G4: what inbox and statistics read equals the state of the workflow, field by field. */
export function projectionIsWorkflow({ stored, workflows }: Evidence): Finding {
  let fields = 0
  const compared = stored.dossiers.flatMap((dossier) => {
    const workflow = workflows.get(dossier.id)
    if (workflow === undefined || workflow.is === 'missing' || workflow.state === null) return []
    const fromWorkflow = flatten(workflow.state.revision, workflow.state.ending, workflow.state.tasks)
    const fromRows = flatten(dossier.revision, dossier.ending, tasksByKey(dossier))
    const names = [...new Set([...Object.keys(fromWorkflow), ...Object.keys(fromRows)])]
    fields += names.length
    return names
      .filter((name) => fromWorkflow[name] !== fromRows[name])
      .map(
        (name) =>
          `dossier ${dossier.id}, ${name}: ${fromRows[name]} in PostgreSQL, ${fromWorkflow[name]} in the workflow`,
      )
  })
  return { invariant: 'G4 projection is workflow', checked: fields, violations: compared }
}

type Comparable = Record<string, { step: string; holder: string; dueAt: number | null; late: boolean }>

const tasksByKey = (dossier: DossierRow): Comparable =>
  Object.fromEntries(dossier.open.map((task) => [task.key, task]))

function flatten(revision: number, ending: string | null, tasks: Comparable): Record<string, unknown> {
  const fields: Record<string, unknown> = { revision, ending }
  for (const [key, { step, holder, dueAt, late }] of Object.entries(tasks)) {
    Object.assign(fields, {
      [`${key} step`]: step,
      [`${key} holder`]: holder,
      [`${key} due`]: dueAt,
      [`${key} late`]: late,
    })
  }
  return fields
}

/** G6: a due time fires when it has come, never before; judged again until the time to settle is over. */
export function deadlinesFire({ stored }: Pick<Evidence, 'stored'>): Finding {
  return find('G6 deadlines fire when due', stored.deadlines, ({ taskId, dueAt, lateAt, overdue }) => {
    if (overdue) return `task ${taskId} is past its due time and no timer has fired`
    return lateAt !== null && lateAt < dueAt ? `task ${taskId} was late ${dueAt - lateAt} ms early` : null
  })
}

/** G6: a stored due time is what the calendar gives for the facts that were stored with it. */
export function dueAsReckoned({ time: { calendar, tasks, clocks } }: Pick<Evidence, 'time'>): Finding {
  const ofTasks = find(
    'G6 due times follow from the calendar',
    tasks,
    ({ taskId, openedAt, time, dueAt, calendar: known }) => {
      const reckoned = reckonTask(known, openedAt, time)
      // The share of some tasks ends with the time of their dossier, where that is sooner.
      const sooner = time.capped && dueAt !== null && reckoned !== null && dueAt < reckoned
      return dueAt === reckoned || sooner ? null : `task ${taskId} is due ${dueAt}, reckoned ${reckoned}`
    },
  )
  const ofClocks = find('G6 due times follow from the calendar', clocks, ({ dossierId, events, dueAt }) => {
    const reckoned = reckonDue(calendar, events)?.dueAtMs ?? null
    return dueAt === reckoned ? null : `dossier ${dossierId} is due ${dueAt}, reckoned ${reckoned}`
  })
  return join(ofTasks, ofClocks)
}

/** From the calendar alone, not through the product's own way from a task to its time. */
function reckonTask(
  calendar: Calendar,
  openedAt: number,
  { within, holder, transfer }: StoredTaskTime['time'],
): number | null {
  if (within === null) return null
  if (transfer !== null) return dueAfterTransfer(calendar, openedAt, within, transfer)
  const due = addDuration(calendar, openedAt, within)
  return holder === 'applicant' ? endOfLocalDay(due) : due
}

/** G7: every hash follows from its row and the one before, the head is the last, and every revision is in it. */
export function journalUnbroken({ stored }: Pick<Evidence, 'stored'>): Finding {
  const heads = new Map(stored.heads.map((head) => [head.dossierId, head]))
  const journalled = new Set(stored.journal.map(({ dossierId, revision }) => `${dossierId} ${revision}`))
  let before = { dossierId: '', seq: 0, hash: '' }
  const rows = find('G7 the journal is unbroken', stored.journal, (row) => {
    const first = row.dossierId !== before.dossierId
    const [seq, prev] = first ? [1, ''] : [before.seq + 1, before.hash]
    before = row
    const name = `${row.dossierId} ${row.seq}`
    if (row.seq !== seq) return `journal ${name} follows ${seq - 1}`
    if (row.prevHash !== prev) return `journal ${name} does not name the row before it`
    return row.hash === row.reckoned ? null : `journal ${name} was changed after it was written`
  })
  const last = new Map(stored.journal.map((row) => [row.dossierId, row]))
  const ends = find('G7 the journal is unbroken', [...last.values()], ({ dossierId, seq, hash }) =>
    heads.get(dossierId)?.seq === seq && heads.get(dossierId)?.hash === hash
      ? null
      : `journal of ${dossierId} lacks its end`,
  )
  const effects = find('G7 the journal is unbroken', stored.effects, ({ dossierId, revision }) =>
    journalled.has(`${dossierId} ${revision}`)
      ? null
      : `revision ${revision} of ${dossierId} is not in the journal`,
  )
  return join(rows, ends, effects)
}

/** A correction is filed by nobody. */
const isDossier = ({ id }: DossierRow): boolean => runOf(id)?.correction === 0

const isAcknowledged = (kind: Operation['kind']) => (operation: Operation) =>
  operation.kind === kind && operation.phase === 'ok'

function find<T>(invariant: string, all: readonly T[], problem: (one: T) => string | null): Finding {
  const violations = all.map(problem).filter((found) => found !== null)
  return { invariant, checked: all.length, violations }
}

function join(...findings: readonly [Finding, ...Finding[]]): Finding {
  return {
    invariant: findings[0].invariant,
    checked: findings.reduce((sum, finding) => sum + finding.checked, 0),
    violations: findings.flatMap((finding) => finding.violations),
  }
}
