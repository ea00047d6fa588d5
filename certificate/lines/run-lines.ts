/** The lines of the runs, by pages in the order of ids, with what the frozen list has besides. */
import type { FrozenList } from '../../db/certificate/frozen-list.ts'
import type { Reading } from '../../db/certificate/reading.ts'
import { type AsCertified, plansOf } from '../../db/certificate/runs-page.ts'
import type { Querying } from '../../db/database.ts'
import type { CutoverOutcome, RunFacts } from '../../domain/certificate/run-facts.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import { PlanPositions, type TaskPosition } from '../outcome/desk-of-task.ts'
import type { FoldedRun } from '../outcome/fold-revisions.ts'
import { type HeldBeforeAndAfter, HolderLookup } from '../outcome/holder-lookup.ts'
import { type JudgedDesk, outcomeOf } from '../outcome/outcome.ts'
import type { OpenRun, RunsReader } from '../outcome/read-runs.ts'
import { readAhead } from '../outcome/sorted-pages.ts'
import type { CertifiedLine, FaultKind } from './certified-line.ts'
import { compareLines, runLine } from './lines.ts'
import { comparedWith, type ListedUpTo, ListReader } from './listed-runs.ts'

export interface RunsBy {
  /** The change as known at which responsibility is judged. */
  law: number
  /** Null where none was frozen. */
  list: FrozenList | null
  runs: RunsReader
}

export async function* runLines(
  reading: Reading,
  as: AsCertified,
  by: RunsBy,
): AsyncGenerator<readonly CertifiedLine[]> {
  const { lookUps } = reading
  const listed = by.list === null ? null : new ListReader(lookUps, by.list)
  for await (const page of readAhead(heldPages(reading, as, by))) {
    yield await withListed(lookUps, as, judged(page), await listed?.upTo(page.upTo))
  }
  // What the list has after the last dossier.
  yield await withListed(lookUps, as, [], await listed?.upTo(null))
}

interface HeldPage {
  upTo: string
  runs: readonly (OpenRun & { positions: readonly TaskPosition[] })[]
  /** Who holds each position that is placed, in their order. */
  held: readonly HeldBeforeAndAfter[]
}

async function* heldPages(
  reading: Reading,
  as: AsCertified,
  { law, runs: reader }: RunsBy,
): AsyncGenerator<HeldPage> {
  const { lookUps } = reading
  const holders = await HolderLookup.open(lookUps, { at: as.at, law })
  const plans = new Map<string, PlanPositions>()
  for await (const { upTo, runs } of reader.pages()) {
    await loadPlans(lookUps, plans, new Set(runs.map(({ folded }) => folded.planHash)))
    const placed = runs.map(({ facts, folded }) => {
      return { facts, folded, positions: positionsOf(facts, folded, plans.get(folded.planHash)) }
    })
    const held = await holders.of(placed.flatMap(({ facts, positions }) => mattersOf(facts, positions)))
    yield { upTo, runs: placed, held }
  }
}

/** What became of a run, with what the list is compared by. */
interface JudgedRun {
  facts: RunFacts
  line: CertifiedLine
}

async function withListed(
  sql: Querying,
  as: AsCertified,
  runs: readonly JudgedRun[],
  listed: ListedUpTo | undefined,
): Promise<readonly CertifiedLine[]> {
  const lines = runs.map(({ line }) => line)
  if (listed === undefined) return lines
  const open = runs.map(({ facts }) => facts)
  const compared = await comparedWith(sql, as, open, listed)
  return compared.length === 0 ? lines : [...lines, ...compared].sort(compareLines)
}

function judged({ runs, held }: HeldPage): readonly JudgedRun[] {
  let next = 0
  return runs.map(({ facts, folded, positions }) => {
    const desks = positions.map((position): JudgedDesk => {
      const found = isPlaced(facts, position) ? held[next++] : undefined
      const { task, waitsFor, desk } = position
      return { task, waitsFor, desk, before: found?.before ?? [], after: found?.after ?? null }
    })
    const { outcome, doubled } = outcomeOf(folded, desks)
    const { section, id, part, text } = runLine(facts, outcome, folded, desks)
    return { facts, line: { section, id, part, text, outcome, faults: faultsOf(outcome, doubled) } }
  })
}

const none: readonly FaultKind[] = []

function faultsOf(outcome: CutoverOutcome, doubled: boolean): readonly FaultKind[] {
  if (!doubled && outcome !== 'deskless') return none
  return [
    ...(doubled ? (['doubled'] as const) : []),
    ...(outcome === 'deskless' ? (['deskless'] as const) : []),
  ]
}

/** A correction that was asked and not begun waits for the engine; a dossier of which nothing is open has no desk. */
function positionsOf(
  { correction }: RunFacts,
  folded: FoldedRun,
  plan: PlanPositions | undefined,
): readonly TaskPosition[] {
  if (plan === undefined) return []
  if (!folded.begun && correction > 0) return [plan.notBegun()]
  return folded.open.map((opened) => plan.of(opened))
}

/** Whether there is a desk to ask about, somewhere. */
const isPlaced = ({ areaId }: RunFacts, { desk }: TaskPosition): boolean => desk !== null && areaId !== null

function mattersOf(run: RunFacts, positions: readonly TaskPosition[]): readonly Matter[] {
  const { areaId, procedureCode, field } = run
  return positions.flatMap(({ desk }) =>
    desk === null || areaId === null
      ? []
      : [{ areaId, procedureCode, field, power: desk.power, tier: desk.tier }],
  )
}

async function loadPlans(
  sql: Querying,
  plans: Map<string, PlanPositions>,
  hashes: ReadonlySet<string>,
): Promise<void> {
  const unknown = [...hashes].filter((hash) => !plans.has(hash))
  if (unknown.length === 0) return
  for (const { hash, plan } of await plansOf(sql, unknown)) plans.set(hash, new PlanPositions(plan))
}
