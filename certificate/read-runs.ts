/** Reading the runs by pages of dossiers, some of them ahead: PostgreSQL reads the next while one is judged. */
import {
  type AsCertified,
  beforeAll,
  type IdRange,
  pageEnd,
  recordedOf,
  runsPage,
} from '../db/certificate/runs-page.ts'
import type { Querying } from '../db/database.ts'
import type { RecordedRevision, RunFacts } from '../domain/certificate/run-facts.ts'
import { type RunStanding, standingOf } from './fold-revisions.ts'

export interface RunsRead {
  /** The last dossier of the page, whatever became of it. */
  upTo: string
  /** By dossier and number of the correction. */
  runs: readonly OpenRun[]
}

/** A run that was open just before the instant. */
export interface OpenRun {
  facts: RunFacts
  standing: RunStanding
}

/** More are kept in memory to no gain; with fewer, starting a statement is felt. */
const dossiersAtOnce = 2_000
/** With one, PostgreSQL would wait for the ids of a page while the process judges. */
const pagesAhead = 2

/** All runs that were open just before an instant. Memory does not grow with them. */
export async function* runPages(sql: Querying, as: AsCertified): AsyncGenerator<RunsRead> {
  const ahead: Promise<RunsRead | null>[] = []
  let end: Promise<string | null> = Promise.resolve(beforeAll)
  const readOneMore = (): void => {
    const from = end
    end = from.then((after) => (after === null ? null : pageEnd(sql, { after, limit: dossiersAtOnce })))
    const page = Promise.all([from, end]).then(([after, upTo]) =>
      after === null || upTo === null ? null : readPage(sql, as, { after, upTo }),
    )
    // Where a page before cannot be judged, its own error is thrown and not that of this one.
    page.catch(() => undefined)
    ahead.push(page)
  }
  for (let i = 0; i < pagesAhead; i += 1) readOneMore()
  for (;;) {
    const page = await ahead.shift()
    if (page === undefined || page === null) return
    readOneMore()
    yield page
  }
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
  for (const revision of recorded) {
    const name = runName(revision)
    const changes = changesOf.get(name)
    if (changes === undefined) changesOf.set(name, [revision])
    else changes.push(revision)
  }
  const open: OpenRun[] = []
  for (const facts of runs) {
    const standing = standingOf(facts, changesOf.get(runName(facts)) ?? [], as)
    if (!standing.endedBefore) open.push({ facts, standing })
  }
  return { upTo: range.upTo, runs: open }
}

const runName = ({ dossierId, correction }: { dossierId: string; correction: number }): string =>
  correction === 0 ? dossierId : `${dossierId}/${correction}`
