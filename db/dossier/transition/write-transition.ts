/** The write behind every change of a dossier: one statement as a rule, fenced by the key of its revision; else under a lock. */

import type { ErrorCode } from '../../../domain/errors.ts'
import type { Calendar } from '../../../domain/time/calendar.ts'
import type { ClockEvent } from '../../../domain/time/clock-events.ts'
import { lastApology } from '../../../domain/time/cut-off.ts'
import { localDate } from '../../../domain/time/local-day.ts'
import type { DossierEvent } from '../../../procedures/grammar/run/event.ts'
import type { WriteAnswer, WriteInput } from '../../../procedures/grammar/run/write.ts'
import { carryOutIssue, hasEffects } from '../../benefits/issue-effects.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying, Sql } from '../../database.ts'
import { takeEdition } from '../../editions/write-adoption.ts'
import type { Vault } from '../../identity/identity-vault.ts'
import { isUnwritable } from '../../sql-error.ts'
import { typedRows } from '../../statement.ts'
import { isClaimedLater } from '../../tasks/claim.ts'
import { responsibleFor } from '../../territory/responsibility/responsibility.ts'
import { readClockEvents } from '../../time/clock-events.ts'
import { currentCalendar } from '../../time/published-calendar.ts'
import { type Clock, type ClockRow, clockAfter, clockEventOf } from '../../time/statutory-clock.ts'
import { dueTimesOf, taskTimesOf } from '../../time/task-due.ts'
import { mayDecide, mayDecideBy, type RequestToApply, unsigned } from '../requests/request-authority.ts'
import { type DossierRow, lockForWrite, lockRequest, readForWrite, requested } from './read-for-write.ts'
import { type Reckoned, writeTransitionRows } from './transition-rows.ts'
import { answerApplied, answerBehind, dueTimes } from './writes-since.ts'

/**
 * Carries out a transition, or says why not. Idempotent by the event's key: a repeated write answers as the
 * first did. Authority is judged here again, for the instant the request was accepted.
 * @param vault opens what a form says of a person to whom its result grants a benefit; only such a result needs it
 */
export async function writeTransition(
  database: Database,
  input: WriteInput,
  vault?: Vault,
): Promise<WriteAnswer> {
  try {
    return (await writeUnlocked(database.sql, input)) ?? (await writeLocked(database, input, vault))
  } catch (error) {
    // What the constraints refuse today they refuse for ever: the request is answered, the dossier goes on.
    if (!isUnwritable(error) || !requested.has(input.item.kind)) throw error
    return await refuseUnwritable(database, input)
  }
}

/** What these do besides is reckoned under the lock. */
const onlyLocked: ReadonlySet<DossierEvent['kind']> = new Set(['due', 'extend', 'adoptEdition', 'reassign'])

/**
 * The write as a rule: one read, and one statement that is refused where what was read has changed. Null where anything is not as
 * expected; nothing is written then, and the write under the lock gives the answer.
 */
async function writeUnlocked(sql: Sql, input: WriteInput): Promise<WriteAnswer | null> {
  if (onlyLocked.has(input.item.kind) || hasEffects(input)) return null
  const read = await readForWrite(sql, input)
  if (read === null || read.row.revision !== input.expectedRevision) return null
  const { row, request, calendar } = read
  let signed = unsigned
  if (requested.has(input.item.kind)) {
    if (request?.status !== 'pending') return null
    const judged = mayDecideBy(request, input, read.authority)
    if (judged === null || 'refused' in judged) return null
    signed = judged
  }
  const written = await reckonBoth(sql, input, row, { calendar, acceptedBy: request?.unitId ?? null })
  try {
    await writeTransitionRows(sql, input, row, { ...written, request, ...signed })
  } catch (error) {
    if (isUnwritable(error)) return null
    throw error
  }
  return appliedBy(written)
}

/** The same under a lock of the dossier: for all that is not as the workflow expects it, and for what needs more than one statement. */
async function writeLocked(database: Database, input: WriteInput, vault?: Vault): Promise<WriteAnswer> {
  return await transaction(database.sql, async (tx): Promise<WriteAnswer> => {
    const [row, request, calendar] = await Promise.all([
      lockForWrite(tx, input),
      requested.has(input.item.kind) ? lockRequest(tx, input.item.key) : null,
      currentCalendar(tx, input.item.at),
    ])
    if (row.revision < input.expectedRevision) return { kind: 'ahead', revision: row.revision }
    if (row.revision > input.expectedRevision) return await answerBehind(tx, input)

    let signed = unsigned
    if (requested.has(input.item.kind)) {
      if (request === null) throw new Error(`request ${input.item.key} is not in this database`)
      // Applied at a revision the workflow has long taken up: it renewed its run and forgot the request's id.
      if (request.status === 'applied') return await answerApplied(tx, input)
      const judged = await mayDecide(tx, request, input)
      if ('refused' in judged) return await refuse(tx, input, request, judged.refused)
      signed = judged
    }
    if (request !== null) {
      const code = await refusalUnderLock(tx, input, row, calendar)
      if (code !== null) return await refuse(tx, input, request, code)
    }
    if (input.item.kind === 'due') {
      const dueAt = await dueTimes(tx, input.dossierId)
      const due = dueAt[input.item.task]
      if (due === undefined || due === null || due > input.item.at)
        return { kind: 'unchanged', dueAt, appliedAs: null }
    }
    const written = await reckonBoth(tx, input, row, { calendar, acceptedBy: request?.unitId ?? null })
    if (input.item.kind === 'adoptEdition') {
      const closes = input.change.closes.map(({ key }) => key)
      await takeEdition(tx, { dossierId: input.dossierId, event: input.item, closes })
    }
    await writeTransitionRows(tx, input, row, { ...written, request, ...signed })
    await carryOutIssue(tx, vault, input)
    return appliedBy(written)
  })
}

/** Why a request that its caller may make is still refused. */
async function refusalUnderLock(
  tx: Querying,
  input: WriteInput,
  row: ClockRow,
  calendar: Calendar,
): Promise<ErrorCode | null> {
  const { dossierId, item } = input
  switch (item.kind) {
    case 'extend':
      return tooLateToExtend(input, row, calendar) ? 'tooLateToExtend' : null
    case 'adoptEdition':
      // For every caller and clock: an edition is no law before its first day.
      return localDate(item.at) < item.plan.edition ? 'editionKept' : null
    case 'reassign': {
      const { at, officer: officerId } = item
      const later = await isClaimedLater(tx, { taskId: `${dossierId}.${item.task}`, officerId, at })
      return later ? 'claimedByAnother' : null
    }
    default:
      return null
  }
}

async function refuse(
  tx: Querying,
  input: WriteInput,
  request: RequestToApply,
  code: ErrorCode,
): Promise<WriteAnswer> {
  // Refused or lapsed before, by a first try of this write or by the relay: the journal says so already.
  if (request.status !== 'pending') return { kind: 'refused', code }
  await Promise.all([
    tx`update decision_request set status = 'refused', refusal = ${code}, settled_at = clock_timestamp()
       where id = ${request.id} and status = 'pending'`,
    tx`
      insert into journal (dossier_id, kind, actor_id, unit_id, request_id, payload, valid_at)
      values (${input.dossierId}, 'refused', ${request.actorId}, ${request.unitId}, ${request.id},
        ${JSON.stringify({ kind: input.item.kind, code })}::jsonb, instant(${input.item.at}))`,
  ])
  return { kind: 'refused', code }
}

async function refuseUnwritable(database: Database, input: WriteInput): Promise<WriteAnswer> {
  return await transaction(database.sql, async (tx): Promise<WriteAnswer> => {
    const request = await lockRequest(tx, input.item.key)
    if (request === null) throw new Error(`request ${input.item.key} is not in this database`)
    return await refuse(tx, input, request, 'cannotBeWritten')
  })
}

/** A date is moved at least a working day before it (118/2025/NĐ-CP, Điều 19 khoản 6); while paused it is none yet. */
function tooLateToExtend({ item, time }: WriteInput, row: ClockRow, calendar: Calendar): boolean {
  if (row.dueAt === null || row.pausedAt !== null) return false
  return item.at > lastApology(calendar, row.dueAt, time?.extension.workingDaysBefore ?? 1)
}

interface Written {
  reckoned: Reckoned
  /** Of the issue that is written with it. */
  issue: Reckoned | null
}

const appliedBy = ({ reckoned: { dueAt }, issue }: Written): WriteAnswer =>
  issue === null ? { kind: 'applied', dueAt } : { kind: 'applied', dueAt, issued: true }

/** Of the event, and then of the issue as it finds the clock after it. */
async function reckonBoth(
  sql: Querying,
  input: WriteInput,
  row: DossierRow,
  by: { calendar: Calendar; acceptedBy: string | null },
): Promise<Written> {
  const reckoned = await reckon(sql, input, row, by)
  if (input.issue === undefined) return { reckoned, issue: null }
  const { from: clockFrom, pausedAt, pausedWorkingMs, dueAt } = reckoned.clock
  const after = { ...row, clockFrom, pausedAt, pausedWorkingMs, dueAt }
  return { reckoned, issue: await reckon(sql, { ...input, ...input.issue }, after, by) }
}

/** The due times that a write sets, and the facts they follow from. */
async function reckon(
  sql: Querying,
  input: WriteInput,
  row: DossierRow,
  { calendar, acceptedBy }: { calendar: Calendar; acceptedBy: string | null },
): Promise<Reckoned> {
  if (input.correction !== undefined) return reckonCorrection(input, row, calendar)
  const asked = clockEventOf(input, row, await isReceivedElsewhere(sql, input, row, acceptedBy), calendar)
  const moves = asked?.kind === 'resume' || asked?.kind === 'extend' || asked?.kind === 'adopt'
  const before = moves ? ((await readClockEvents(sql, [input.dossierId])).get(input.dossierId) ?? []) : []
  const { event, clock } = withinReach(asked, (event) => clockAfter(event, row, calendar, before))
  const tasks = taskTimesOf(input)
  return { event, clock, tasks, dueAt: dueTimesOf(calendar, input.item.at, tasks, clock.dueAt) }
}

/**
 * Whether the unit that received it was not competent when it did. One that was, and is no more, as its area went to another since,
 * received it well: time goes on from there.
 */
async function isReceivedElsewhere(
  sql: Querying,
  { dossierId, item, change }: WriteInput,
  { channel, clockFrom, filedAt, receptionUnitId }: DossierRow,
  acceptedBy: string | null,
): Promise<boolean> {
  if (change.clock !== 'start' || clockFrom !== null || channel === 'online') return false
  if (acceptedBy === null || acceptedBy === receptionUnitId || item.kind !== 'decide') return false
  const [competent] = await typedRows(sql, 'dossier.competentAtReception')`
    select r.unit_id as "unitId" from task t cross join lateral (${responsibleFor(sql, 't', filedAt)}) r
    where t.id = ${`${dossierId}.${item.task}`}`
  return competent?.unitId !== receptionUnitId
}

/** A newer edition moves no date to where it is over already: the time that the dossier had then stays. */
function withinReach(
  asked: ClockEvent | null,
  clockAfter: (event: ClockEvent | null) => Clock,
): { event: ClockEvent | null; clock: Clock } {
  const clock = clockAfter(asked)
  if (asked?.kind !== 'adopt' || clock.dueAt === null || clock.dueAt >= asked.at)
    return { event: asked, clock }
  const event = { ...asked, over: true } as const
  return { event, clock: clockAfter(event) }
}

/** A correction has a time of its own; the statutory clock of its dossier has stopped. */
function reckonCorrection(input: WriteInput, row: DossierRow, calendar: Calendar): Reckoned {
  const tasks = taskTimesOf(input)
  return {
    event: null,
    clock: clockAfter(null, row, calendar, []),
    tasks,
    dueAt: dueTimesOf(calendar, input.item.at, tasks, row.correctionDueAt),
  }
}
