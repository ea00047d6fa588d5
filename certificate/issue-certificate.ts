/** Issuing a certificate, or its supplement: the same bytes whenever it is run. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EnactedThen, enactedThen, undoneThen } from '../db/certificate/enacted-then.ts'
import { type FrozenList, frozenListOf, provesRuns } from '../db/certificate/frozen-list.ts'
import { type Issued, issuedOf, storedPages, storeIssued } from '../db/certificate/issued.ts'
import { type Reading, readingConnections, readingPages } from '../db/certificate/reading.ts'
import type { AsCertified } from '../db/certificate/runs-page.ts'
import { waitForEarlier } from '../db/certificate/wait-for-earlier.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { changeKnownAt } from '../db/territory/reference-change.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { besideLines } from './lines/beside-lines.ts'
import { factsOf, linesOfFile, linesOfPages, writeCertificateFile } from './lines/certificate-file.ts'
import { type CertifiedLine, type FaultKind, faultKinds } from './lines/certified-line.ts'
import { differencesOf, supplementLines } from './lines/compare.ts'
import { headerLine, type Line } from './lines/lines.ts'
import { type RunsBy, runLines } from './lines/run-lines.ts'
import { RunsReader } from './outcome/read-runs.ts'
import { type CertificateKey, signatureLine } from './signature.ts'

export interface Faults {
  counts: Readonly<Record<FaultKind, number>>
  /** The first of each kind, as `dossier` or `dossier/correction`. */
  named: Readonly<Record<FaultKind, readonly string[]>>
}

export interface Certified {
  /** ms. */
  knownAt: number
  /** `differs`: another run gave other bytes, which were not issued; `ids` says where. */
  kind: 'issued' | 'again' | 'differs'
  root: string
  /** Root of what it supplements. */
  supplements: string | null
  list: FrozenList | null
  /** What was armed for the instant; without a dossier where it was done by command or route. */
  reorganisation: EnactedThen | null
  /** What was undone from the instant. */
  undone: readonly string[]
  faults: Faults
  /** The first dossiers of which the bytes differ. */
  ids: readonly string[]
}

export interface Issuing extends AsCertified {
  key: CertificateKey
  /** Where the certificate is written. */
  out: string
  /** How long transactions of before are waited for, ms. */
  waitMs?: number
  /** Of a page; the bytes are the same with any. */
  dossiersAtOnce?: number
}

const namedAtMost = 1_000
const pageBytes = 1024 * 1024

/**
 * Certifies what became of every run that was open just before `at`, known at `knownAt`. Where the two instants were certified as
 * known earlier, a supplement is issued: the difference, chained to what it supplements.
 * @param url of the database; it is read over a pool of its own
 * @throws {StartUpError} on instants that are out of order or to come, or where an earlier transaction does not end
 */
export async function issueCertificate(
  database: Database,
  url: string,
  issuing: Issuing,
): Promise<Certified> {
  requireOrder(issuing)
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-certificate-'))
  const reader = openDatabase(url, {
    ...{ connections: readingConnections, name: 'thong-suot certificate', sameJson: true },
  })
  try {
    await waitForEarlier(database.sql, issuing.knownAt, issuing)
    return await new Issue(database, reader, issuing, folder).run()
  } finally {
    await reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function requireOrder({ at, until, knownAt }: AsCertified): void {
  if (at <= until && until <= knownAt) return
  throw new StartUpError({
    what: 'The instants are not in order: --at is at or before --until, and --until at or before --known-at.',
    why: 'What was to happen between the first two could not be known yet.',
    remedy: 'Give --known-at an instant at or after --until, which has passed.',
  })
}

interface Whole {
  file: string
  root: string
  law: number
  list: FrozenList | null
  reorganisation: EnactedThen | null
  undone: readonly string[]
  faults: Faults
}

class Issue {
  constructor(
    private readonly database: Database,
    private readonly reader: Database,
    private readonly issuing: Issuing,
    private readonly folder: string,
  ) {}

  async run(): Promise<Certified> {
    const { at, until, knownAt, out } = this.issuing
    const chain = await issuedOf(this.database.sql, this.issuing)
    const later = chain.find((issued) => issued.knownAt > knownAt)
    const same = chain.find((issued) => issued.knownAt === knownAt)
    if (later !== undefined && same === undefined) throw outOfChain(later.knownAt)
    const before = chain.findLast((issued) => issued.knownAt < knownAt)
    if (before !== undefined) {
      const changed = await this.sameAsIssued(chain, before)
      if (changed !== null) return changed
    }
    const made = await this.make(out, this.issuing, before ?? null)
    const { root, whole } = made
    const supplements = before?.root ?? null
    const certified = { knownAt, supplements, ...said(made), ids: [] }
    if (same === undefined) {
      const clean = findsNothing(made)
      const issued = { root, knownAt, whole, supplements, at, until, law: made.law, clean }
      await storeIssued(this.database, issued, createReadStream(out, { highWaterMark: pageBytes }))
      return { kind: 'issued', ...certified }
    }
    if (same.root === root) return { kind: 'again', ...certified }
    return { kind: 'differs', ...certified, ids: await this.differing(same.root, out) }
  }

  /** What was issued before must still come out the same, else a supplement to it would hide that facts were changed. */
  private async sameAsIssued(chain: readonly Issued[], issued: Issued): Promise<Certified | null> {
    const before = chain.findLast(({ knownAt }) => knownAt < issued.knownAt) ?? null
    const made = await this.make(this.issuing.out, { ...this.issuing, knownAt: issued.knownAt }, before)
    if (made.root === issued.root) return null
    const ids = await this.differing(issued.root, this.issuing.out)
    // The lines of a supplement may be the same where those before it are not: both whole certificates have changed alike.
    if (ids.length === 0 && before !== null) return await this.sameAsIssued(chain, before)
    return {
      ...{ kind: 'differs', knownAt: issued.knownAt, supplements: issued.supplements },
      ...said(made),
      ids,
    }
  }

  private async differing(root: string, file: string): Promise<readonly string[]> {
    const ids = new Set<string>()
    const stored = factsOf(linesOfPages(storedPages(this.database.sql, root)))
    for await (const { was, is } of differencesOf(stored, factsOf(linesOfFile(file)))) {
      ids.add(was?.id ?? is?.id ?? '')
      if (ids.size >= namedAtMost) break
    }
    return [...ids]
  }

  private async make(
    file: string,
    as: AsCertified,
    before: Issued | null,
  ): Promise<Whole & { whole: string }> {
    if (before === null) {
      const whole = await this.certify(file, as)
      return { ...whole, whole: whole.root }
    }
    const was = await this.certify(join(this.folder, 'was.jsonl'), { ...as, knownAt: before.knownAt })
    const is = await this.certify(join(this.folder, 'is.jsonl'), as)
    const header = headerLine({ ...as, ...is }, { supplements: before.root, whole: is.root })
    const root = await writeCertificateFile(file, header, differencePages(was.file, is.file), this.sign)
    return { ...is, file, root, whole: is.root }
  }

  private readonly sign = (root: string): string => signatureLine(this.issuing.key, root)

  /** All that is certified as known at an instant, under one snapshot. */
  private async certify(file: string, as: AsCertified): Promise<Whole> {
    const { dossiersAtOnce } = this.issuing
    const law = await changeKnownAt(this.database.sql, as.knownAt)
    if (law === null) throw new Error('the instant of knowing has passed by one clock and not by the other')
    return await readingPages(this.reader, async (reading) => {
      const runs = new RunsReader(reading, as, dossiersAtOnce)
      try {
        return await this.written(file, as, { reading, law, runs })
      } finally {
        await runs.close()
      }
    })
  }

  private async written(
    file: string,
    as: AsCertified,
    { reading, law, runs }: { reading: Reading; law: number; runs: RunsReader },
  ): Promise<Whole> {
    const list = await frozenListOf(reading.lookUps, as)
    const reorganisation = await enactedThen(reading.lookUps, as)
    const undone = await undoneThen(reading.lookUps, as)
    const faults = new FaultBook()
    const pages = faults.noting(allLines(reading, as, { law, list, runs }))
    const root = await writeCertificateFile(
      file,
      headerLine({ ...as, law, list, reorganisation, undone }),
      pages,
      this.sign,
    )
    return { file, root, law, list, reorganisation, undone, faults: faults.faults() }
  }
}

/** Whether every run has one desk, and a list that was frozen before says, for rows and engine, that none is missing. */
export const findsNothing = ({ list, faults }: Pick<Certified, 'list' | 'faults'>): boolean =>
  provesRuns(list) && faultKinds.every((fault) => faults.counts[fault] === 0)

/** What is answered of a certificate that was made. */
const said = ({ root, list, reorganisation, undone, faults }: Whole) => ({
  ...{ root, list, reorganisation, undone, faults },
})

async function* allLines(
  reading: Reading,
  as: AsCertified,
  by: RunsBy,
): AsyncGenerator<readonly CertifiedLine[]> {
  yield* runLines(reading, as, by)
  yield* besideLines(reading.lookUps, as)
}

async function* differencePages(was: string, is: string): AsyncGenerator<readonly Line[]> {
  const differences = differencesOf(factsOf(linesOfFile(was)), factsOf(linesOfFile(is)))
  for await (const difference of differences) yield supplementLines(difference)
}

class FaultBook {
  readonly #counts = { missing: 0, doubled: 0, deskless: 0, notListed: 0, notInEngine: 0 }
  readonly #named: Record<FaultKind, string[]> = {
    ...{ missing: [], doubled: [], deskless: [], notListed: [], notInEngine: [] },
  }

  async *noting(pages: AsyncIterable<readonly CertifiedLine[]>): AsyncGenerator<readonly CertifiedLine[]> {
    for await (const page of pages) {
      for (const { id, part, faults } of page) {
        for (const fault of faults) {
          this.#counts[fault] += 1
          const name = Number(part) > 0 ? `${id}/correction-${Number(part)}` : id
          if (this.#named[fault].length < namedAtMost) this.#named[fault].push(name)
        }
      }
      yield page
    }
  }

  faults(): Faults {
    return { counts: this.#counts, named: this.#named }
  }
}

const outOfChain = (knownAt: number): StartUpError =>
  new StartUpError({
    what: `These instants are certified already as known at ${new Date(knownAt).toISOString()}.`,
    why: 'What was known earlier cannot supplement what was known later.',
    remedy:
      'Give a later --known-at; or that of a certificate that was issued, to see that it comes out the same.',
  })
