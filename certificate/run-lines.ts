/** The lines of the runs, by pages in the order of ids, with what the frozen list has besides. */
import { type FrozenList, type ListedRun, listedRuns } from '../db/certificate/frozen-list.ts'
import { type AsCertified, endedBefore, plansOf, runsPage } from '../db/certificate/runs-page.ts'
import type { Querying } from '../db/database.ts'
import type { CutoverOutcome, RunFacts } from '../domain/certificate/run-facts.ts'
import type { Run } from '../domain/dossier/workflow-id.ts'
import type { Matter } from '../domain/territory/matter.ts'
import type { Plan } from '../procedures/grammar/plan/plan.ts'
import { notBegun, positionOf, type TaskPosition } from './desk-of-task.ts'
import { compareBytes, type RunStanding, standingOf } from './fold-revisions.ts'
import { HolderLookup, matterKey } from './holder-lookup.ts'
import { compareLines, type Line, listLine, runLine } from './lines.ts'
import { outcomeOf } from './outcome.ts'

/** What is wrong with a cut-over, each with the ids that show it. */
export const faultKinds = ['missing', 'doubled', 'deskless', 'notListed'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface CertifiedLine extends Line {
  outcome: CutoverOutcome | null
  faults: readonly FaultKind[]
}

const dossiersAtOnce = 4_000

/** @param law the change as known at which responsibility is judged @param list null where none was frozen */
export async function* runLines(
  sql: Querying,
  as: AsCertified,
  { law, list }: { law: number; list: FrozenList | null },
): AsyncGenerator<readonly CertifiedLine[]> {
  const holders = new HolderLookup(sql, { at: as.at, law })
  const plans = new Map<string, Plan>()
  const listed = list === null ? null : new ListReader(sql, list.id)
  const pageAfter = (id: string | null): Promise<readonly RunFacts[]> =>
    runsPage(sql, as, { after: id, limit: dossiersAtOnce })
  let next = pageAfter(null)
  for (;;) {
    const facts = await next
    const after = facts.at(-1)?.dossierId ?? null
    // PostgreSQL reads the page that follows while this one is judged.
    if (after !== null) next = pageAfter(after)
    // Where the page cannot be judged, its own error is told and not that of the next.
    next.catch(() => undefined)
    const runs = await judged(sql, as, facts, { plans, holders })
    const inList = listed === null ? null : await listed.upTo(after)
    const lines = [
      ...runs.map(({ line }) => line),
      ...(inList === null
        ? []
        : await comparedWith(sql, as, { runs, inList, frozenAt: list?.frozenAt ?? 0 })),
    ]
    yield lines.sort(compareLines)
    if (after === null) return
  }
}

interface JudgedRun {
  facts: RunFacts
  line: CertifiedLine
}

async function judged(
  sql: Querying,
  as: AsCertified,
  facts: readonly RunFacts[],
  { plans, holders }: { plans: Map<string, Plan>; holders: HolderLookup },
): Promise<readonly JudgedRun[]> {
  const open = facts.flatMap((run) => {
    const standing = standingOf(run, as)
    return standing.endedBefore ? [] : [{ run, standing }]
  })
  await loadPlans(sql, plans, new Set(open.map(({ standing }) => standing.planHash)))
  const placed = open.map(({ run, standing }) => ({
    ...{ run, standing },
    positions: positionsOf(run, standing, plans.get(standing.planHash)),
  }))
  const matters = new Map<string, Matter>()
  for (const { run, positions } of placed) {
    for (const position of positions) {
      const matter = matterOf(run, position)
      if (matter !== null) matters.set(matterKey(matter), matter)
    }
  }
  const held = await holders.of(matters)
  return placed.map(({ run, standing, positions }) => {
    const desks = positions.map((position) => {
      const matter = matterOf(run, position)
      const found = matter === null ? undefined : held.get(matterKey(matter))
      return { ...position, before: found?.before ?? [], after: found?.after ?? null }
    })
    const { outcome, doubled } = outcomeOf(standing, desks)
    const faults: FaultKind[] = [
      ...(doubled ? (['doubled'] as const) : []),
      ...(outcome === 'deskless' ? (['deskless'] as const) : []),
    ]
    return { facts: run, line: { ...runLine(run, outcome, standing, desks), outcome, faults } }
  })
}

/** A correction that was asked and not begun waits for the engine; a dossier of which nothing is open has no desk. */
function positionsOf(
  { correction }: RunFacts,
  standing: RunStanding,
  plan: Plan | undefined,
): readonly TaskPosition[] {
  if (plan === undefined) return []
  if (!standing.begun && correction > 0) return [notBegun(plan)]
  return standing.open.map((opened) => positionOf(plan, opened))
}

function matterOf({ areaId, procedureCode, field }: RunFacts, { desk }: TaskPosition): Matter | null {
  return desk === null || areaId === null ? null : { areaId, procedureCode, field, ...desk }
}

async function loadPlans(
  sql: Querying,
  plans: Map<string, Plan>,
  hashes: ReadonlySet<string>,
): Promise<void> {
  const unknown = [...hashes].filter((hash) => !plans.has(hash))
  if (unknown.length === 0) return
  for (const { hash, plan } of await plansOf(sql, unknown)) plans.set(hash, plan)
}

/** A run of the list that is neither open nor ended is missing; an open one recorded before the list that it has not is named too. */
async function comparedWith(
  sql: Querying,
  as: AsCertified,
  { runs, inList, frozenAt }: { runs: readonly JudgedRun[]; inList: readonly ListedRun[]; frozenAt: number },
): Promise<readonly CertifiedLine[]> {
  const open = new Set(runs.map(({ facts }) => nameOf(facts)))
  const notOpen = inList.filter((run) => !open.has(nameOf(run)))
  const ended = notOpen.length === 0 ? new Set<string>() : await endedBefore(sql, as, notOpen)
  const missing = notOpen
    .filter((run) => !ended.has(nameOf(run)))
    .map((run) => ({ ...listLine('missing', run, run), outcome: null, faults: ['missing'] as const }))
  const inRows = new Map(inList.map((run) => [nameOf(run), run]))
  const notListed = runs
    .filter(({ facts }) => facts.recordedAt < frozenAt && inRows.get(nameOf(facts))?.inRows !== true)
    .map(({ facts }) => ({
      ...listLine('notListed', facts, {
        inRows: false,
        inEngine: inRows.get(nameOf(facts))?.inEngine ?? false,
      }),
      ...{ outcome: null, faults: ['notListed'] as const },
    }))
  return [...missing, ...notListed]
}

const nameOf = ({ dossierId, correction }: Run): string => `${dossierId}/${correction}`

/** Reads a list as far as the runs have been read. */
class ListReader {
  #ahead: ListedRun[] = []
  #after: Run | null = null
  #done = false
  readonly #sql: Querying
  readonly #listId: string

  constructor(sql: Querying, listId: string) {
    this.#sql = sql
    this.#listId = listId
  }

  /** The next runs up to this dossier; all that are left where it is null. */
  async upTo(dossierId: string | null): Promise<readonly ListedRun[]> {
    const reached = (run: ListedRun): boolean =>
      dossierId === null || compareBytes(run.dossierId, dossierId) <= 0
    const taken: ListedRun[] = []
    for (;;) {
      const stop = this.#ahead.findIndex((run) => !reached(run))
      taken.push(...this.#ahead.splice(0, stop < 0 ? this.#ahead.length : stop))
      if (stop >= 0 || this.#done) return taken
      this.#ahead = [
        ...(await listedRuns(this.#sql, { listId: this.#listId, after: this.#after, limit: dossiersAtOnce })),
      ]
      this.#after = this.#ahead.at(-1) ?? this.#after
      this.#done = this.#ahead.length < dossiersAtOnce
    }
  }
}
