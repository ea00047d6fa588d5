/** Reading the runs with what is on record of them, by dossiers. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reading } from '../../db/certificate/reading.ts'
import { type AsCertified, recordedOf, runsOf } from '../../db/certificate/runs-page.ts'
import type { RowTypes } from '../../db/row-types.ts'
import type { RecordedRevision, RunFacts } from '../../domain/certificate/run-facts.ts'
import { type FoldedRun, foldRevisions } from './fold-revisions.ts'
import { type Ahead, readAhead, SortedRows } from './sorted-pages.ts'

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
const runsAtOnce = 2_000
/** Of what is on record, for each run of a page: most runs have as many at least. */
const recordedPerRun = 2
const runsInOneTurn = 250

/** All runs that were open just before an instant, a few at a time. Memory does not grow with them. It begins to read where it is made. */
export class RunsReader {
  readonly #as: AsCertified
  readonly #runs: Ahead<readonly Run[]>
  readonly #recorded: Ahead<readonly Recorded[]>
  readonly #inOneTurn: number

  /** @param rows of a page */
  constructor({ runs, revisions }: Reading, as: AsCertified, rows = runsAtOnce) {
    this.#as = as
    this.#runs = readAhead(runsOf(runs, as, rows))
    this.#recorded = readAhead(recordedOf(revisions, as, recordedPerRun * rows))
    this.#inOneTurn = Math.min(rows, runsInOneTurn)
  }

  async *pages(): AsyncGenerator<RunsRead> {
    const recorded = new SortedRows(this.#recorded)
    for await (const { upTo, run } of wholeDossiers(this.#runs, this.#inOneTurn)) {
      yield { upTo, runs: openOf(run, await recorded.upTo(upTo), this.#as) }
    }
  }

  /** A transaction does not end while one of its statements has pages left. */
  async close(): Promise<void> {
    await Promise.all([this.#runs.return(), this.#recorded.return()])
  }
}

type Run = RowTypes['certificate.runsOf']
type Recorded = RowTypes['certificate.recordedOf']

/**
 * The runs of so many dossiers at once as are judged in one turn; no dossier is in two. The last has every id that is left.
 * Only between turns is what PostgreSQL sends taken from the socket: it would wait for most of a page to be judged.
 */
async function* wholeDossiers(
  pages: AsyncIterable<readonly Run[]>,
  atOnce: number,
): AsyncGenerator<{ upTo: string; run: readonly Run[] }> {
  let kept: readonly Run[] = []
  for await (const page of pages) {
    const rows = [...kept, ...page]
    let from = 0
    for (let to = from + atOnce; to < rows.length; to += 1) {
      const last = rows[to - 1]?.dossierId
      if (last === undefined || last === rows[to]?.dossierId) continue
      yield { upTo: last, run: rows.slice(from, to) }
      await nextTurn()
      from = to
      to += atOnce - 1
    }
    kept = rows.slice(from)
  }
  yield { upTo: afterAll, run: kept }
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
