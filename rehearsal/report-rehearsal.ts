/** What a rehearsal has shown: how long each phase took, and what failed. */
import { join } from 'node:path'
import { type Certified, issueCertificate } from '../certificate/issue-certificate.ts'
import { faultKinds } from '../certificate/lines/certified-line.ts'
import { readCertificateKey } from '../certificate/signature.ts'
import { verifyJournal } from '../certificate/verify-journal.ts'
import { readingAsKnown } from '../db/certificate/reading.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { startsLeft } from '../db/rehearsal/begin-again.ts'
import {
  halfListed,
  officersWaits,
  openAlerts,
  requestsSince,
  tasksWithoutDesk,
} from '../db/rehearsal/failures.ts'
import { markRehearsal, rehearsalsOf } from '../db/rehearsal/rehearsal-database.ts'
import { certificateKeyIn, folderOf, type RehearsalFile, readRehearsal } from './rehearsal-folder.ts'
import type { RehearsalPlace } from './rehearsal-place.ts'

/** `notStarted`: no workflow could be begun from the rows. `noDesk`: nobody can open the task after the instant. */
export type FailureKind = 'notStarted' | 'notListed' | 'journal' | 'noDesk' | 'certificate' | 'alert'

export interface Failure {
  kind: FailureKind
  /** The dossier, run or task, and what is wrong with it: ids, codes and classes of errors, never what people wrote. */
  what: string
}

export interface RehearsalReport
  extends Pick<RehearsalFile, 'id' | 'reorganisation' | 'effectiveAt' | 'phases'> {
  /** Of the copy: entries of the journal whose chains were proved. */
  entries: number
  requests: Awaited<ReturnType<typeof requestsSince>>
  /** How long officers waited for an answer. */
  waits: Awaited<ReturnType<typeof officersWaits>>
  /** Root of the certificate of the instant; null before it has come. */
  certificate: string | null
  /** The first hundred. */
  failures: readonly Failure[]
  failuresInAll: number
}

const listedAtMost = 100

/** Reads the copy and its journal; after the instant it issues the certificate of the copy too, which comes out the same each time. */
export async function reportRehearsal(
  place: Pick<RehearsalPlace, 'rehearsals' | 'now' | 'serverUrl'>,
  id: string,
): Promise<RehearsalReport> {
  const report = await readReport(place, id)
  if (report.certificate !== null) await markReported(place, report)
  return report
}

/** The page that is read before the instant in earnest asks whether a rehearsal ended clean. */
async function markReported(
  { serverUrl }: Pick<RehearsalPlace, 'serverUrl'>,
  { id, failuresInAll }: RehearsalReport,
): Promise<void> {
  const server = openDatabase(serverUrl, { connections: 1, name: 'thong-suot rehearsal report' })
  try {
    const mark = (await rehearsalsOf(server.sql)).find((one) => one.id === id)
    if (mark !== undefined) await markRehearsal(server.sql, { ...mark, failures: failuresInAll })
  } finally {
    await server.close()
  }
}

async function readReport(
  place: Pick<RehearsalPlace, 'rehearsals' | 'now'>,
  id: string,
): Promise<RehearsalReport> {
  const rehearsal = await readRehearsal(place.rehearsals, id)
  const { databaseUrl, effectiveAt, madeAt, reorganisation, phases } = rehearsal
  const database = openDatabase(databaseUrl, { connections: 2, name: 'thong-suot rehearsal report' })
  try {
    const journal = await readingAsKnown(database, verifyJournal)
    const certified = place.now() <= effectiveAt ? null : await certify(place, database, rehearsal)
    const { failures, inAll } = await failuresIn(database, effectiveAt)
    const read = [
      ...journal.problems.map((what): Failure => ({ kind: 'journal', what })),
      ...(certified === null ? [] : faultsOf(certified)),
    ]
    return {
      ...{ id, reorganisation, effectiveAt, phases, entries: journal.entries },
      requests: await requestsSince(database.sql, madeAt),
      waits: await officersWaits(database.sql, madeAt),
      certificate: certified?.root ?? null,
      failures: [...read, ...failures].slice(0, listedAtMost),
      failuresInAll: read.length + inAll,
    }
  } finally {
    await database.close()
  }
}

/** What the rows of the copy show. */
async function failuresIn(
  { sql }: Database,
  effectiveAt: number,
): Promise<{ failures: readonly Failure[]; inAll: number }> {
  const limit = listedAtMost
  const starts = await startsLeft(sql, { limit })
  const half = await halfListed(sql, { takenFor: effectiveAt, limit })
  const without = await tasksWithoutDesk(sql, { at: effectiveAt, limit })
  const alerts = await openAlerts(sql, { limit })
  return {
    failures: [
      ...starts.first.map(
        ({ key, error }): Failure => ({ kind: 'notStarted', what: `${key}: ${error ?? 'not tried'}` }),
      ),
      ...half.first.map(
        ({ dossierId, correction, inRows }): Failure => ({
          kind: 'notListed',
          what: `${dossierId}/${correction}: ${inRows ? 'open, and no workflow ran' : 'a workflow ran, and it is not open'}`,
        }),
      ),
      ...without.first.map(
        ({ taskId, unitId, role }): Failure => ({
          kind: 'noDesk',
          what: `${taskId}: ${unitId === null ? 'no unit is responsible' : `nobody in ${unitId} is ${role}`}`,
        }),
      ),
      ...alerts.first.map(
        ({ kind, dossierId }): Failure => ({
          kind: 'alert',
          what: `${kind}${dossierId === null ? '' : ` ${dossierId}`}`,
        }),
      ),
    ],
    inAll: starts.inAll + half.inAll + without.inAll + alerts.inAll,
  }
}

async function certify(
  { rehearsals }: Pick<RehearsalPlace, 'rehearsals'>,
  database: Database,
  { id, databaseUrl, effectiveAt }: RehearsalFile,
): Promise<Certified> {
  const folder = folderOf(rehearsals, id)
  const key = await readCertificateKey(certificateKeyIn(folder))
  const out = join(folder, 'certificate.jsonl')
  const instants = { at: effectiveAt, until: effectiveAt, knownAt: effectiveAt }
  return await issueCertificate(database, databaseUrl, { ...instants, key, out })
}

function faultsOf({ kind, list, faults, ids }: Certified): readonly Failure[] {
  const found = (what: string): Failure => ({ kind: 'certificate', what })
  return [
    ...(kind === 'differs' ? ids.map((id) => found(`${id}: facts were changed since it was issued`)) : []),
    ...(list === null ? [found('no list of open runs was frozen before the instant')] : []),
    ...(list?.engine === null ? [found('the engine had not said what it ran when the list was frozen')] : []),
    ...faultKinds.flatMap((fault) => faults.named[fault].map((name) => found(`${name}: ${fault}`))),
  ]
}
