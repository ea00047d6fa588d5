/** Reading the runs by pages of dossiers, some of them ahead: PostgreSQL reads the next while one is judged. */
import type { Reading } from '../../db/certificate/reading.ts'
import {
  type AsCertified,
  afterAll,
  beforeAll,
  type IdRange,
  pageEnds,
  recordedOf,
  runsPage,
} from '../../db/certificate/runs-page.ts'
import type { Querying } from '../../db/database.ts'
import type { RecordedRevision, RunFacts } from '../../domain/certificate/run-facts.ts'
import { type FoldedRun, foldRevisions } from './fold-revisions.ts'

export interface RunsRead {
  /** The last dossier of the page, whatever became of it. */
  upTo: string
  /** By dossier and number of the correction. */
  runs: readonly OpenRun[]
}

/** A run that was open just before the instant. */
export interface OpenRun {
  facts: RunFacts
  folded: FoldedRun
}

/** More are kept in memory to no gain; with fewer, starting a statement is felt. */
const dossiersAtOnce = 2_000
/** For each reader one that PostgreSQL reads, and one that it can begin with at once. */
const pagesAhead = 4
/** Their ends are read together. */
const endsAtOnce = 50

/** All runs that were open just before an instant. Memory does not grow with them. @param dossiers of a page */
export async function* runPages(
  reading: Reading,
  as: AsCertified,
  dossiers = dossiersAtOnce,
): AsyncGenerator<RunsRead> {
  const ranges = rangesOf(reading.lookUps, dossiers)
  const ahead: Promise<RunsRead>[] = []
  let turn = 0
  const readOneMore = async (): Promise<void> => {
    const { done, value: range } = await ranges.next()
    if (done === true) return
    const page = readPage(reading.pages[turn % reading.pages.length] ?? reading.lookUps, as, range)
    turn += 1
    // Where a page before cannot be judged, its own error is thrown and not that of this one.
    page.catch(() => undefined)
    ahead.push(page)
  }
  for (let i = 0; i < pagesAhead; i += 1) await readOneMore()
  for (;;) {
    const page = await ahead.shift()
    if (page === undefined) return
    await readOneMore()
    yield page
  }
}

/** Every id is in one of them. */
async function* rangesOf(sql: Querying, dossiers: number): AsyncGenerator<IdRange> {
  let after = beforeAll
  for (;;) {
    const ends = await pageEnds(sql, { after, dossiers, pages: endsAtOnce })
    for (const upTo of ends) {
      yield { after, upTo }
      after = upTo
    }
    if (ends.length < endsAtOnce) break
  }
  yield { after, upTo: afterAll }
}

/** What is on record is folded as it comes: kept until the page is judged, it would be most of the memory. */
async function readPage(sql: Querying, as: AsCertified, range: IdRange): Promise<RunsRead> {
  const runs = await runsPage(sql, as, range)
  const whole = runs.filter(({ correction }) => correction === 0)
  const recorded = await recordedOf(
    sql,
    as,
    whole.map(({ dossierId }) => dossierId),
  )
  const changesOf = new Map<string, RecordedRevision[]>()
  /** Where a dossier lay first; null where it was not known yet that it had begun. */
  const firstAreas = new Map<string, string | null>()
  const importedAts = new Map<string, number>()
  for (const revision of recorded) {
    const { dossierId, firstArea, importedAt, known } = revision
    if (firstArea !== null) firstAreas.set(dossierId, known ? firstArea : null)
    if (importedAt !== null) importedAts.set(dossierId, importedAt)
    if (!known || revision.at >= as.until) continue
    const name = runName(revision)
    const changes = changesOf.get(name)
    if (changes === undefined) changesOf.set(name, [revision])
    else changes.push(revision)
  }
  const open: OpenRun[] = []
  for (const run of runs) {
    const { dossierId, correction, procedureCode, field, planHash, placedIn, recordedAt } = run
    const firstArea = firstAreas.get(dossierId)
    if (firstArea === null) continue
    const importedAt = correction === 0 ? (importedAts.get(dossierId) ?? null) : null
    const folded = foldRevisions({ planHash, importedAt }, changesOf.get(runName(run)) ?? [], as)
    if (folded.endedBefore) continue
    const areaId = placedIn ?? firstArea ?? null
    open.push({
      facts: { dossierId, correction, procedureCode, field, planHash, areaId, recordedAt },
      folded,
    })
  }
  return { upTo: range.upTo, runs: open }
}

const runName = ({ dossierId, correction }: { dossierId: string; correction: number }): string =>
  correction === 0 ? dossierId : `${dossierId}/${correction}`
