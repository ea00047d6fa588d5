/** The certificate of the demo's cut-over, and what it says in figures. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { closeCertified } from '../certificate/close-certified.ts'
import { type Certified, issueCertificate } from '../certificate/issue-certificate.ts'
import { faultKinds } from '../certificate/lines/certified-line.ts'
import { readCertificateKey } from '../certificate/signature.ts'
import type { Database } from '../db/database.ts'
import { type CutoverOutcome, cutoverOutcomes } from '../domain/certificate/run-facts.ts'
import type { Finding } from '../harness/checker.ts'
import { type Backlog, type ImportedDossier, importedDossiers } from './backlog.ts'
import type { City } from './city.ts'

/** What the certificate says of the dossiers that were open just before the instant. */
export interface Cutover {
  open: number
  stays: number
  newDesk: number
  /** Kept by a custodian until somebody says where they lie. */
  toPlace: number
  /** For an applicant, the engine or the bank. */
  waits: number
  closedMeanwhile: number
  missing: number
  doubled: number
  deskless: number
  /** Rows of the backlog of the old districts, and those of them that became no dossier. */
  importedRows: number
  quarantined: number
}

/** In a line. */
export const describeCutover = ({ open, stays, newDesk, toPlace, waits, closedMeanwhile }: Cutover): string =>
  `${open} open when the districts ended: ${stays} stay, ${newDesk} have a new desk, ${toPlace} are to be placed, ${waits} wait, ${closedMeanwhile} ended before it was certified`

export interface Certificate {
  certified: Certified
  cutover: Cutover
  findings: readonly Finding[]
}

/** @param as.at the instant, and `until` when what became of the dossiers is known, ms */
export async function certify(
  city: Pick<City, 'database' | 'databaseUrl'>,
  { batch }: Pick<Backlog, 'batch'>,
  { at, until }: { at: number; until: number },
): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-demo-certificate-'))
  try {
    const key = await readCertificateKey(join(folder, 'certificate.pem'))
    const out = join(folder, `${randomUUID()}.jsonl`)
    const certified = await issueCertificate(city.database, city.databaseUrl, {
      ...{ at, until, knownAt: Math.max(until, Date.now() - 1), key, out },
    })
    const runs = runsIn(await readFile(out, 'utf8'))
    const outcomes = outcomesOf(runs)
    const listed = new Set(runs.map(({ id }) => id))
    const imported = importedCertified(await importedDossiers(city.database.sql, batch.id), listed, at)
    return {
      certified,
      cutover: {
        ...cutoverOf(outcomes, certified),
        ...{ importedRows: batch.rowsIn, quarantined: batch.quarantined },
      },
      findings: [oneDeskEach(runs.length, certified), imported],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Closes the reorganisation of its instant by a certificate in which nothing is found.
 * @param now ms
 * @returns its id; null where it stays open
 */
export async function closeOn(
  database: Pick<Database, 'sql'>,
  { certified, findings }: Pick<Certificate, 'certified' | 'findings'>,
  { at, now }: { at: number; now: number },
): Promise<string | null> {
  if (findings.some(({ violations }) => violations.length > 0)) return null
  return await closeCertified(database, certified, { at, now })
}

const runLine = z.object({ kind: z.literal('run'), id: z.string(), outcome: z.enum(cutoverOutcomes) })

type RunLine = z.infer<typeof runLine>

function runsIn(text: string): readonly RunLine[] {
  return text
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      const { success, data } = runLine.safeParse(JSON.parse(line))
      return success ? [data] : []
    })
}

type Outcomes = ReadonlyMap<CutoverOutcome, number>

/** How many runs have each outcome. */
function outcomesOf(runs: readonly RunLine[]): Outcomes {
  const counts = new Map<CutoverOutcome, number>()
  for (const { outcome } of runs) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return counts
}

function cutoverOf(outcomes: Outcomes, { faults }: Certified): Omit<Cutover, 'importedRows' | 'quarantined'> {
  const of = (...names: readonly CutoverOutcome[]) =>
    names.reduce((sum, name) => sum + (outcomes.get(name) ?? 0), 0)
  const { missing, doubled, deskless } = faults.counts
  return {
    open: of(...cutoverOutcomes.filter((name) => name !== 'importedLater')),
    stays: of('stays'),
    newDesk: of('newDesk'),
    toPlace: of('withCustodian'),
    waits: of('waitsForApplicant', 'waitsForEngine', 'waitsForBank'),
    closedMeanwhile: of('closed'),
    ...{ missing, doubled, deskless },
  }
}

function oneDeskEach(runs: number, { faults, list }: Certified): Finding {
  return {
    invariant: 'the certificate finds every dossier at one desk',
    checked: runs,
    violations: [
      ...(list === null ? ['no list was frozen before the instant'] : []),
      ...(list?.engine === null ? ['the engine has not said what it ran when the list was frozen'] : []),
      ...faultKinds.flatMap((kind) => faults.named[kind].map((run) => `${run} is ${kind}`)),
    ],
  }
}

/**
 * Each imported dossier is on the certificate, or had ended before the instant: officers decide some of them in the course of the day. Pure.
 * @param at the instant, ms
 */
export function importedCertified(
  imported: readonly ImportedDossier[],
  listed: ReadonlySet<string>,
  at: number,
): Finding {
  return {
    invariant: 'every imported dossier is certified, or had ended before',
    checked: imported.length,
    violations: imported
      .filter(({ id, endedAt }) => !listed.has(id) && !(endedAt !== null && endedAt < at))
      .map(({ id }) => `${id} was open and is not certified`),
  }
}
