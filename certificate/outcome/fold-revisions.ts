/** Where a run stood at an instant, from what was recorded of it. Pure. */
import type { ClosedTask, RecordedRevision, RunFacts } from '../../domain/certificate/run-facts.ts'
import type { Ending, TaskHolder } from '../../domain/dossier/dossier.ts'

/** The two instants of a certificate, ms; what ends between them is closed. */
export interface Instants {
  at: number
  until: number
}

export interface FoldedRun {
  /** It had ended before the instant: no certificate speaks of it. */
  endedBefore: boolean
  /** How it ended between the instants. */
  closed: { ending: Ending; at: number } | null
  /** When it was read from another system, where that was at or after the instant: it had no desk here before. */
  importedLater: number | null
  /** Tasks open just before the instant, by key. */
  open: readonly OpenedBefore[]
  /** The plan it ran then. */
  planHash: string
  begun: boolean
}

export interface OpenedBefore {
  key: string
  /** Null where the revision that opened it does not tell. */
  holder: TaskHolder | null
  /** What the revision that opened it closed: of a supplement, the desk that requested it. */
  after: readonly ClosedTask[]
  /** As `RecordedRevision.resumesAt`. */
  resumesAt: string | null
}

/**
 * A request that was accepted before the instant and applied after it counts as before: its legal instant is that of its
 * acceptance.
 * @param importedAt when it was read from another system; null of one that was filed here
 * @param changes its revisions before the second instant that were recorded by then, in their order
 */
export function foldRevisions(
  { planHash, importedAt }: Pick<RunFacts, 'planHash'> & { importedAt: number | null },
  changes: readonly RecordedRevision[],
  { at, until }: Instants,
): FoldedRun {
  const open = new Map<string, OpenedBefore>()
  const folded = { planHash, begun: false, endedBefore: false }
  let closed: FoldedRun['closed'] = null
  for (const change of changes) {
    const { opens, closes, tasks, ending, resumesAt } = change
    if (change.at >= at) {
      if (closed === null && ending !== null && change.at < until) closed = { ending, at: change.at }
      continue
    }
    folded.begun = true
    for (const { key } of closes) open.delete(key)
    for (const key of opens) {
      open.set(key, { key, holder: tasks[key]?.holder ?? null, after: closes, resumesAt })
    }
    folded.planHash = change.planHash ?? folded.planHash
    if (ending !== null) folded.endedBefore = true
  }
  const importedLater = importedAt !== null && importedAt >= at ? importedAt : null
  return {
    ...folded,
    closed,
    importedLater,
    open: [...open.values()].sort((a, b) => compareBytes(a.key, b.key)),
  }
}

/** By code units, as bytes of ASCII are: an order by locale differs between machines. */
export const compareBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
