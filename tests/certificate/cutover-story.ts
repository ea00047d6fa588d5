/** Tells runs of a cut-over without an engine: filed, decided, corrected at any legal instant, by the statements of the product. */
import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type postgres from 'postgres'
import { type Certified, issueCertificate } from '../../certificate/issue-certificate.ts'
import type { CertificateKey } from '../../certificate/signature.ts'
import { addEngineSide, startedNotAmong } from '../../db/certificate/frozen-engine.ts'
import { freezeRuns } from '../../db/certificate/frozen-list.ts'
import { transaction } from '../../db/connection/transaction.ts'
import type { Database } from '../../db/database.ts'
import { unsigned } from '../../db/dossier/requests/request-authority.ts'
import { askCorrection } from '../../db/dossier/results/correction.ts'
import { lockForWrite } from '../../db/dossier/transition/read-for-write.ts'
import { writeTransitionRows } from '../../db/dossier/transition/transition-rows.ts'
import { runHistory } from '../../db/engine/run-history.ts'
import { readClockEvents } from '../../db/time/clock-events.ts'
import { currentCalendar } from '../../db/time/published-calendar.ts'
import { clockAfter, clockEventOf } from '../../db/time/statutory-clock.ts'
import { dueTimesOf, taskTimesOf } from '../../db/time/task-due.ts'
import type { Run } from '../../domain/dossier/workflow-id.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { skippedSteps, timeOf, totalOf } from '../../procedures/grammar/plan/plan.ts'
import { advance } from '../../procedures/grammar/run/advance.ts'
import type { DossierEvent } from '../../procedures/grammar/run/event.ts'
import { replay } from '../../procedures/grammar/run/replay.ts'
import { planHash } from '../../procedures/registry/plan-hash.ts'
import { machineNow } from '../clock.ts'
import { fileRead } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'

/** 1 July 2025, 00:00 in Hà Nội. */
export const cutover = Date.parse('2025-07-01T00:00:00+07:00')
export const day = 86_400_000

/** Of a ward that went whole into one of today's, of one that was split and is not placed, and the district of both. */
export const cell = 'cell:00004:00004'

export interface ToFile {
  procedure?: Procedure
  areaId?: string
  receptionUnitId?: string
  at?: number
  /** Originals handed in with it. @defaultValue 0 */
  originals?: number
}

/** @returns the id of the dossier; it is at its first desk */
export async function file(database: Database, given: ToFile = {}): Promise<string> {
  const { procedure = registration, areaId = cell, at = cutover - 5 * day, originals = 0 } = given
  const plan = planOf(procedure)
  const { receipt } = await fileRead(database, {
    ...{ caller: 'test', key: randomUUID(), bodyHash: createHash('sha256').update('filed').digest() },
    ...{
      plan,
      planHash: planHash(plan),
      field: procedure.field,
      channel: 'counter',
      groupId: null,
      areaId,
      at,
    },
    receptionUnitId: given.receptionUnitId ?? (await districtOf(database, areaId, at)),
    parties: [{ role: 'applicant', kind: 'person', name: 'Trần Thị Lan', phone: null, identity: null }],
    places: [{ kind: 'residence', areaId, evidence: 'declared', address: null }],
    papers: originals === 0 ? [] : [{ kind: 'request', originals, copies: 0, note: null }],
    form: { open: { name: randomUUID() }, secrets: {} },
  })
  return receipt.dossierId
}

export async function districtOf({ sql }: Database, areaId: string, at: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select unit_id as id from jurisdiction
    where area_id = ${areaId} and valid @> instant(${at}) order by tier = 'district' desc, tier = 'commune' desc limit 1`
  if (row === undefined) throw new Error(`nobody held ${areaId} then`)
  return row.id
}

type Unkeyed = DossierEvent extends infer E
  ? E extends DossierEvent
    ? Omit<E, 'key'> & { key?: string }
    : never
  : never

/** Applies what happened to a run, as its workflow would. */
export async function happens(
  database: Database,
  dossierId: string,
  unkeyed: Unkeyed,
  correction = 0,
): Promise<void> {
  const item: DossierEvent = { key: randomUUID(), ...unkeyed }
  const history = await runHistory(database.sql, { dossierId, correction })
  if (history === null) throw new Error(`${dossierId} is not there`)
  const { plan, form, fromRevision, writes } = history
  const traced = replay({ plan, skips: skippedSteps(plan, form), fromRevision }, writes)
  const next = traced === null ? { refused: 'staleRevision' } : advance(traced.plan, traced.state, item)
  if ('refused' in next) throw new Error(`${item.kind} was refused: ${next.refused}`)
  const { state: _, ...change } = next
  const calendar = await currentCalendar(database.sql, item.at)
  await transaction(database.sql, async (tx) => {
    const input = {
      ...{ dossierId, ...(correction === 0 ? {} : { correction }) },
      ...{ expectedRevision: 0, item, change, total: totalOf(plan, []), time: timeOf(plan) },
    }
    const row = await lockForWrite(tx, input)
    const tasks = taskTimesOf(input)
    const event = correction === 0 ? clockEventOf(input, row, false, calendar) : null
    const before = (await readClockEvents(tx, [dossierId])).get(dossierId) ?? []
    const clock = clockAfter(event, row, calendar, before)
    const reckoned = { dueAt: dueTimesOf(calendar, item.at, tasks, null), tasks, event, clock }
    await writeTransitionRows(tx, input, row, { reckoned, issue: null, request: null, ...unsigned })
  })
}

/** One decision after the other, a minute apart: `receive.1:accepted review.1:approved`. */
export async function decides(
  database: Database,
  dossierId: string,
  path: string,
  { at, correction = 0 }: { at: number; correction?: number },
): Promise<void> {
  for (const [i, part] of path.split(' ').entries()) {
    const [task = '', outcome = ''] = part.split(':')
    const kind = /issue\./i.test(task) ? 'done' : 'decide'
    await happens(database, dossierId, { kind, at: at + i * 60_000, task, outcome }, correction)
  }
}

/** To its result. */
export const issued = (database: Database, dossierId: string, at: number): Promise<void> =>
  decides(database, dossierId, 'receive.1:accepted review.1:approved sign.1:signed issue.1:issued', { at })

/** Asks for a correction of the result; its first task is open where `begin`. */
export async function corrects(
  database: Database,
  dossierId: string,
  { at, begin }: { at: number; begin: boolean },
): Promise<void> {
  const { correction } = await askCorrection(database, {
    ...{
      caller: 'test',
      key: randomUUID(),
      bodyHash: createHash('sha256').update('corrects').digest(),
      dossierId,
    },
    ...{ ground: 'Sai ngày sinh', actor: { id: 'test', unitId: null }, at, hashOf: planHash },
  })
  if (begin)
    await happens(
      database,
      dossierId,
      { kind: 'start', key: `start.${correction.number}`, at },
      correction.number,
    )
}

/** A certificate of 1 July 2025 in a folder of its own, read back. */
export async function certify(
  { database, folder, key }: CertifyingWorld,
  { knownAt, name = 'certificate', ...more }: { knownAt: number; name?: string; dossiersAtOnce?: number },
): Promise<CertifiedFile> {
  const out = join(folder, `${name}.jsonl`)
  const certified = await issueCertificate(database, database.url, {
    ...{ at: cutover, until: cutover + day, knownAt, key, out, waitMs: 20_000, ...more },
  })
  const text = await readFile(out, 'utf8')
  const lines = text.trimEnd().split('\n')
  const runs = lines
    .map((line): { kind: string; id: string; correction: number; outcome: string } => JSON.parse(line))
    .filter(({ kind }) => kind === 'run')
  const outcomes = Object.fromEntries(
    runs.map(({ id, correction, outcome }) => [correction === 0 ? id : `${id}/${correction}`, outcome]),
  )
  return { ...certified, file: out, text, outcomes, lines }
}

export interface CertifiedFile extends Certified {
  file: string
  text: string
  /** By `dossier` or `dossier/correction`. */
  outcomes: Readonly<Record<string, string>>
  lines: readonly string[]
}

/** A database with the address of its runtime role, and a way to write as its owner. */
export interface OwnedDatabase extends Database {
  url: string
  asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>
}

export interface CertifyingWorld {
  database: OwnedDatabase
  folder: string
  key: CertificateKey
}

/** What the engine says of a list in a test. */
interface Said {
  /** Ran, and the rows do not have it. */
  unknown?: readonly Run[]
  /** Started by the rows, and it ran none. */
  lost?: readonly Run[]
  /** @defaultValue an hour before the instant */
  askedAt?: number
}

/**
 * Freezes the list that stands now as if an hour before an instant that has passed, for which nobody can freeze one.
 * @param said null where the engine was not asked
 */
export async function freezeForCutover(
  database: OwnedDatabase,
  { takenFor = cutover, said = {} }: { takenFor?: number; said?: Said | null } = {},
): Promise<string> {
  const frozenAt = takenFor - 3_600_000
  if (said?.lost !== undefined) {
    for (const { dossierId } of said.lost)
      await database.sql`update dossier set started_at = instant(${frozenAt}) where id = ${dossierId}`
  }
  const { id } = await freezeRuns(database, { takenFor: machineNow() + day, actorId: 'test' })
  if (said !== null) await engineSays(database, id, { askedAt: frozenAt, ...said })
  await asReplica(database, async (tx) => {
    await tx`
      update frozen_list set taken_for = instant(${takenFor}), frozen_at = instant(${frozenAt}), recorded_at = instant(${frozenAt})
      where id = ${id}`
  })
  return id
}

/** Says of a list what the engine ran: what its rows had started, and has not lost. */
export async function engineSays(
  database: Pick<Database, 'sql'>,
  listId: string,
  { unknown = [], lost = [], askedAt = cutover }: Said = {},
): Promise<void> {
  const isLost = new Set(lost.map(({ dossierId, correction }) => `${dossierId}/${correction}`))
  const started = await startedNotAmong(database.sql, listId, [])
  const ran = [...started.filter((run) => !isLost.has(`${run.dossierId}/${run.correction}`)), ...unknown]
  await addEngineSide(database, { listId, askedAt, ran })
}

/** Writes as nobody may: the owner, without triggers and foreign keys. */
export async function asReplica(
  database: OwnedDatabase,
  write: (tx: postgres.TransactionSql) => PromiseLike<unknown>,
): Promise<void> {
  await database.asOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await write(tx)
    }),
  )
}
