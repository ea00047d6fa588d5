/** A certificate as JSON lines: keys in the order written here, instants in ms, no run time and no version. Pure. */
import type { EnactedThen } from '../../db/certificate/enacted-then.ts'
import type { CutoverOutcome, RunFacts } from '../../domain/certificate/run-facts.ts'
import { compareBytes, type FoldedRun } from '../outcome/fold-revisions.ts'
import { holdersAsLine, inBytes, type JudgedDesk } from '../outcome/outcome.ts'

/** What a line speaks of. */
export const sections = [
  'run',
  'missing',
  'notListed',
  'notInEngine',
  'result',
  'original',
  'order',
  'request',
] as const
export type Section = (typeof sections)[number]

/** Runs first, and what is wrong with the list of them beside each; then what lies beside the runs. */
const rank = {
  run: 0,
  missing: 0,
  notListed: 0,
  notInEngine: 0,
  result: 1,
  original: 2,
  order: 3,
  request: 4,
} as const

/** A line with what it is ordered and found by. */
export interface Line {
  section: Section
  /** Of the dossier; of an order that names none, its own. */
  id: string
  /** What tells it from other lines of the id in its section. */
  part: string
  /** Without the end of the line. */
  text: string
}

/** The order of lines in a file: by the bytes of id and part, never by a locale. */
export function compareLines(a: Omit<Line, 'text'>, b: Omit<Line, 'text'>): number {
  return (
    rank[a.section] - rank[b.section] ||
    compareBytes(a.id, b.id) ||
    compareBytes(a.part, b.part) ||
    sections.indexOf(a.section) - sections.indexOf(b.section)
  )
}

/** So that the tenth correction stands after the ninth. */
export const partOf = (correction: number): string => String(correction).padStart(6, '0')

export function runLine(
  { dossierId: id, correction }: Pick<RunFacts, 'dossierId' | 'correction'>,
  outcome: CutoverOutcome,
  folded: Pick<FoldedRun, 'closed' | 'importedLater'>,
  desks: readonly JudgedDesk[],
): Line {
  const text = JSON.stringify({ kind: 'run', id, correction, outcome, ...runContent(folded, desks) })
  return { section: 'run', id, part: partOf(correction), text }
}

function runContent(
  { closed, importedLater }: Pick<FoldedRun, 'closed' | 'importedLater'>,
  desks: readonly JudgedDesk[],
): object {
  if (closed !== null) return { ending: closed.ending, at: closed.at }
  if (importedLater !== null) return { at: importedLater }
  return {
    desks: desks.map(({ task, waitsFor, desk, before, after }) => {
      const [power, tier] = [desk?.power ?? null, desk?.tier ?? null]
      return { task, waitsFor, power, tier, before: inBytes(before), after: holdersAsLine(after) }
    }),
  }
}

/** A run that the list has and the facts do not, or the other way about; or that both have, and the engine had not. */
export function listLine(
  section: 'missing' | 'notListed' | 'notInEngine',
  { dossierId: id, correction }: { dossierId: string; correction: number },
  { inRows, inEngine }: { inRows: boolean; inEngine: boolean | null },
): Line {
  const text = JSON.stringify({
    ...{ kind: section, id, correction, inRows },
    // Nothing is said of an engine that was not asked.
    ...(inEngine === null ? {} : { inEngine }),
  })
  return { section, id, part: partOf(correction), text }
}

/** What lies beside the runs: `facts` in the order in which they are to be written. */
export function besideLine(
  section: Exclude<Section, 'run' | 'missing' | 'notListed' | 'notInEngine'>,
  id: string,
  part: string,
  facts: object,
): Line {
  return { section, id, part, text: JSON.stringify({ kind: section, id, ...facts }) }
}

/** How a line of a supplement begins; the line that it tells of follows, and a brace. */
export const changePrefix = (kind: 'was' | 'is'): string => `{"kind":"${kind}","line":`

export interface ListInHeader {
  id: string
  frozenAt: number
  runs: number
  hash: string
  /** When the engine was asked of it; null where it was not yet. Left out of a list of before, which has what it ran among its runs. */
  engine?: { askedAt: number; hash: string } | null | undefined
}

export interface Header {
  at: number
  until: number
  knownAt: number
  /** The last change of reference data known then. */
  law: number
  /** Null where none was frozen before the instant: then nothing can be said of what is missing. */
  list: ListInHeader | null
  /** What was armed for the instant, and the dossier behind it; left out where nothing was, as in certificates of before. */
  reorganisation?: EnactedThen | null | undefined
  /** What was undone from the instant; likewise. */
  undone?: readonly string[] | undefined
}

/** A supplement says what it supplements, and what both say together. */
export interface Supplementing {
  supplements: string
  whole: string
}

export const headerLine = (
  { at, until, knownAt, law, list, reorganisation = null, undone = [] }: Header,
  supplement: Supplementing | null = null,
): string =>
  JSON.stringify({
    kind: supplement === null ? 'certificate' : 'supplement',
    ...{ at, until, knownAt, law },
    list: list === null ? null : inHeader(list),
    ...(reorganisation === null
      ? {}
      : { reorganisation: { id: reorganisation.id, dossier: reorganisation.dossier } }),
    ...(undone.length === 0 ? {} : { undone }),
    ...(supplement === null ? {} : { supplements: supplement.supplements, whole: supplement.whole }),
  })

function inHeader({ id, frozenAt, runs, hash, engine }: ListInHeader): ListInHeader {
  const list = { id, frozenAt, runs, hash }
  if (engine === undefined) return list
  return { ...list, engine: engine === null ? null : { askedAt: engine.askedAt, hash: engine.hash } }
}
