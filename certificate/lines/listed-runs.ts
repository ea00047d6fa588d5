/** The runs beside the list that was frozen of them, both read by the order of ids. */
import { type FrozenList, type ListedRun, listedRuns } from '../../db/certificate/frozen-list.ts'
import { type AsCertified, endedBefore } from '../../db/certificate/runs-page.ts'
import type { Querying } from '../../db/database.ts'
import type { RunFacts } from '../../domain/certificate/run-facts.ts'
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { compareBytes } from '../outcome/fold-revisions.ts'
import { readAhead, SortedRows } from '../outcome/sorted-pages.ts'
import type { CertifiedLine } from './certified-line.ts'
import { listLine } from './lines.ts'

/** What a list has of the dossiers of a page, by dossier and number of the correction. */
export interface ListedUpTo {
  frozenAt: number
  runs: readonly ListedRun[]
}

const runsAtOnce = 4_000

/** Reads a list as far as the runs have been read, and some of it ahead. */
export class ListReader {
  readonly #listed: SortedRows<ListedRun>

  constructor(
    sql: Querying,
    private readonly list: FrozenList,
  ) {
    this.#listed = new SortedRows(readAhead(pagesOf(sql, list)))
  }

  /** The next runs up to this dossier; all that are left where it is null. */
  async upTo(dossierId: string | null): Promise<ListedUpTo> {
    return { frozenAt: this.list.frozenAt, runs: await this.#listed.upTo(dossierId) }
  }
}

async function* pagesOf(sql: Querying, list: FrozenList): AsyncGenerator<readonly ListedRun[]> {
  let after: Run | null = null
  for (;;) {
    const page: readonly ListedRun[] = await listedRuns(sql, { list, after, limit: runsAtOnce })
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last
  }
}

/**
 * A run of the list that is neither open nor ended is missing; an open one recorded before the list that it has not is named too, and so is one
 * that was started and whose workflow the engine did not know.
 */
export async function comparedWith(
  sql: Querying,
  as: AsCertified,
  open: readonly RunFacts[],
  { runs, frozenAt }: ListedUpTo,
): Promise<readonly CertifiedLine[]> {
  const { notOpen, notInRows, lost } = differing(open, runs)
  const ended = notOpen.length === 0 ? new Set<string>() : await endedBefore(sql, as, notOpen)
  const missing = notOpen
    .filter(({ dossierId, correction }) => !ended.has(`${dossierId}/${correction}`))
    .map((run) => ({ ...listLine('missing', run, run), outcome: null, faults: ['missing'] as const }))
  const notListed = notInRows
    .filter(({ run }) => run.recordedAt < frozenAt)
    .map(({ run, inEngine }) => ({
      ...listLine('notListed', run, { inRows: false, inEngine }),
      ...{ outcome: null, faults: ['notListed'] as const },
    }))
  const notInEngine = lost.map((run) => ({
    ...listLine('notInEngine', run, run),
    ...{ outcome: null, faults: ['notInEngine'] as const },
  }))
  return [...missing, ...notListed, ...notInEngine]
}

interface Differing {
  notOpen: readonly ListedRun[]
  /** Open runs that the list has not, or not from the rows. */
  notInRows: readonly { run: RunFacts; inEngine: boolean | null }[]
  /** Open runs that were started and that the engine did not run. */
  lost: readonly ListedRun[]
}

/** Both are in one order, so that each is passed through once. */
function differing(open: readonly RunFacts[], listed: readonly ListedRun[]): Differing {
  const notOpen: ListedRun[] = []
  const notInRows: { run: RunFacts; inEngine: boolean | null }[] = []
  const lost: ListedRun[] = []
  let i = 0
  for (const run of open) {
    let one = listed[i]
    while (one !== undefined && compareRuns(one, run) < 0) {
      notOpen.push(one)
      i += 1
      one = listed[i]
    }
    const same = one !== undefined && compareRuns(one, run) === 0 ? one : null
    if (same?.inRows !== true) notInRows.push({ run, inEngine: same?.inEngine ?? false })
    if (same?.lost === true) lost.push(same)
    if (same !== null) i += 1
  }
  return { notOpen: [...notOpen, ...listed.slice(i)], notInRows, lost }
}

const compareRuns = (a: Run, b: Run): number =>
  compareBytes(a.dossierId, b.dossierId) || a.correction - b.correction
