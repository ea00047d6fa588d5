/** Reading the runs by pages of dossiers, the next ahead: PostgreSQL reads while one is judged. */
import type { Reading } from '../../db/certificate/reading.ts'
import { type AsCertified, recordedOf, runsOf } from '../../db/certificate/runs-page.ts'
import type { RowTypes } from '../../db/row-types.ts'
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

/** After every id. */
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
/** More are kept in memory to no gain; with fewer, asking for them is felt. */
const dossiersAtOnce = 2_000

/** All runs that were open just before an instant. Memory does not grow with them. It begins to read where it is made. */
export class RunsReader {
  readonly #as: AsCertified
  readonly #runs: Ahead<readonly Run[]>
  readonly #recorded: Ahead<readonly Recorded[]>

  /** @param rows of a page */
  constructor({ runs, revisions }: Reading, as: AsCertified, rows = dossiersAtOnce) {
    this.#as = as
    this.#runs = readAhead(runsOf(runs, as, rows))
    this.#recorded = readAhead(recordedOf(revisions, as, rows))
  }

  async *pages(): AsyncGenerator<RunsRead> {
    const recorded = new RecordedReader(this.#recorded)
    for await (const { upTo, run } of wholeDossiers(this.#runs)) {
      yield { upTo, runs: openOf(run, await recorded.upTo(upTo), this.#as) }
    }
  }

  /** A transaction does not end while one of its statements has pages left. */
  async close(): Promise<void> {
    await Promise.all([this.#runs.return(), this.#recorded.return()])
  }
}

/** Pages of which the next are on their way while one is used. */
export interface Ahead<T> extends AsyncIterable<T> {
  next(): Promise<IteratorResult<T>>
  /** What is on its way is waited for. */
  return(): Promise<IteratorResult<T>>
}

/** With one, the process would wait for PostgreSQL once a page: it looks up what the next needs after it has judged the last. */
const pagesAhead = 2

/** The first pages are on their way at once. */
export function readAhead<T>(pages: AsyncGenerator<T>): Ahead<T> {
  const begun = (): Promise<IteratorResult<T>> => {
    const page = pages.next()
    // Thrown where it is awaited.
    page.catch(() => undefined)
    return page
  }
  const onTheWay = Array.from({ length: pagesAhead }, begun)
  const ahead: Ahead<T> = {
    [Symbol.asyncIterator]: () => ahead,
    next() {
      onTheWay.push(begun())
      return onTheWay.shift() ?? begun()
    },
    return: () => pages.return(undefined),
  }
  return ahead
}

type Run = RowTypes['certificate.runsOf']
type Recorded = RowTypes['certificate.recordedOf']

/** No dossier is in two pages; the last page has every id that is left. */
async function* wholeDossiers(
  pages: AsyncIterable<readonly Run[]>,
): AsyncGenerator<{ upTo: string; run: readonly Run[] }> {
  let kept: readonly Run[] = []
  for await (const page of pages) {
    const run = [...kept, ...page]
    const last = run.at(-1)?.dossierId
    const begins = run.findIndex(({ dossierId }) => dossierId === last)
    kept = run.slice(begins)
    const upTo = run[begins - 1]?.dossierId
    if (upTo !== undefined) yield { upTo, run: run.slice(0, begins) }
  }
  yield { upTo: afterAll, run: kept }
}

/** What is on record, read as far as the runs. */
class RecordedReader {
  #read: readonly Recorded[] = []

  constructor(private readonly pages: Ahead<readonly Recorded[]>) {}

  /** What comes after what was given before, up to a dossier. */
  async upTo(id: string): Promise<readonly Recorded[]> {
    const given: Recorded[] = []
    for (;;) {
      const after = this.#read.findIndex(({ dossierId }) => dossierId > id)
      given.push(...(after === -1 ? this.#read : this.#read.slice(0, after)))
      this.#read = after === -1 ? [] : this.#read.slice(after)
      if (after !== -1) return given
      const { done, value } = await this.pages.next()
      if (done === true) return given
      this.#read = value
    }
  }
}

function openOf(runs: readonly Run[], recorded: readonly Recorded[], as: AsCertified): readonly OpenRun[] {
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
  return open
}

const runName = ({ dossierId, correction }: { dossierId: string; correction: number }): string =>
  correction === 0 ? dossierId : `${dossierId}/${correction}`
