/** What a reorganisation would do to the work that is open, at one moment of the database and without changing anything. */

import { wrongField } from '../../../domain/errors.ts'
import { readinessOf, type UnitReadiness } from '../../../domain/territory/reorganisation/readiness.ts'
import { unitsThatBeginSomething } from '../../../reorganisations/checks/unit-facts.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { stands } from '../../../reorganisations/enactment.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { type Preview, type PreviewOptions, PreviewTally } from '../../../reorganisations/preview/preview.ts'
import { taskClasses } from '../../../reorganisations/preview/task-classes.ts'
import { underOneSnapshot } from '../../connection/snapshot.ts'
import type { Database, Querying } from '../../database.ts'
import { readinessBy } from '../../territory/units/readiness.ts'
import { readEnactment } from '../enactment/steps.ts'
import { rowsWithout } from '../enactment/take-back.ts'
import { producedFrom } from '../rows/produced-rows.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { openByProcedure, openClaims, openTaskGroups, openWithoutDesk } from './open-work.ts'

type Previewed = Pick<Enactable, 'id' | 'produce' | 'effectiveAt'>

export interface PreviewAnswer extends Preview {
  /** The instant of the reorganisation, ms. */
  at: number
  /** Its rows stand already: what was just before its instant is compared with what is from it on. */
  standing: boolean
  /** Of the units that something begins with, by the rows from the instant on. */
  readiness: readonly UnitReadiness[]
  /** What cannot be done to the rows that stand: then the rest shows what the other changes would do. */
  problems: readonly string[]
}

/**
 * @param at its instant where that differs from the declared one, ms; of an armed one, as if it were postponed to it
 * @param standing its rows stand, whatever was recorded of its enactment
 * @param asOfMs by which due time is late
 */
export async function previewReorganisation(
  database: Pick<Database, 'sql'>,
  of: Previewed,
  { at, asOfMs, standing, ...options }: PreviewOptions & { at?: number; asOfMs: number; standing?: boolean },
): Promise<PreviewAnswer> {
  return await underOneSnapshot(database, async (tx) => {
    const base = await readReferenceRows(tx)
    const { tally, after, ...made } = await tallied(tx, of, { ...options, base, at, asOfMs, standing })
    for (const claim of await openClaims(tx)) tally.addClaim(claim)
    const readiness = await readinessFrom(tx, after, {
      ...{ at: made.at, units: options.units ?? null, reorganisation: of.id },
    })
    return { ...made, readiness, ...tally.preview(await openWithoutDesk(tx)) }
  })
}

/**
 * What is at desks that nobody can open, what is to place, and which units are ready: as in the preview, without claims and what waits at
 * no desk.
 * @param base the rows that stand
 */
export async function previewDesks(
  tx: Querying,
  of: Previewed,
  options: { base: ReferenceRows; at: number; asOfMs: number },
): Promise<Pick<PreviewAnswer, 'needsPerson' | 'totals' | 'readiness'>> {
  const { tally, after, at } = await tallied(tx, of, options)
  return {
    ...tally.preview([]),
    readiness: await readinessFrom(tx, after, { at, units: null, reorganisation: of.id }),
  }
}

async function readinessFrom(
  tx: Querying,
  after: ReferenceRows,
  {
    at,
    units: asked,
    reorganisation,
  }: { at: number; units: ReadonlySet<string> | null; reorganisation: string },
): Promise<readonly UnitReadiness[]> {
  const units = unitsThatBeginSomething(after, at).filter(({ id }) => asked === null || asked.has(id))
  const found = await readinessBy(tx, after, { units, asOfMs: at, reorganisation })
  return found.map(({ id, name, facts, answers }) => ({ unitId: id, name, ...readinessOf(facts, answers) }))
}

/** The tasks at desks, counted before and after. */
async function tallied(
  tx: Querying,
  of: Previewed,
  {
    base,
    at,
    asOfMs,
    standing,
    ...options
  }: PreviewOptions & {
    base: ReferenceRows
    at?: number | undefined
    asOfMs: number
    standing?: boolean | undefined
  },
): Promise<{
  tally: PreviewTally
  after: ReferenceRows
  at: number
  standing: boolean
  problems: readonly string[]
}> {
  const sides = await sidesOf(tx, of, { base, at, asOfMs, standing })
  const tally = new PreviewTally({ base: sides.before, after: sides.after, at: sides.at }, options)
  const classes = taskClasses(tally.sides)
  const groups = await openTaskGroups(tx, classes, { asOfMs, by: options.by ?? 'unit' })
  for (const group of groups) tally.add(group)
  for (const named of await openByProcedure(tx, classes, tally.unnamedNeeds())) tally.nameNeed(named)
  const { before: _, ...made } = sides
  return { tally, ...made }
}

interface Sides {
  before: ReferenceRows
  after: ReferenceRows
  at: number
  standing: boolean
  problems: readonly string[]
}

/** @throws {DomainError} `invalidInput` of another instant than that at which it has taken effect */
async function sidesOf(
  tx: Querying,
  of: Previewed,
  options: { base: ReferenceRows; at?: number | undefined; asOfMs: number; standing?: boolean | undefined },
): Promise<Sides> {
  const { base, at, asOfMs, standing } = options
  const enactment = await readEnactment(tx, of.id)
  const { effectiveAt } = enactment
  const written = stands(enactment)
  if (written && at !== undefined && effectiveAt !== null && at !== effectiveAt) {
    if (effectiveAt <= asOfMs) throw wrongField('/at', 'is not the instant at which it has taken effect')
    // As its postponement would write it: its rows are in force from another instant on.
    const without = await rowsWithout(tx, {
      ...{ of: { id: of.id, heldAs: () => null }, enactment, standing: base },
      ...{ at: asOfMs, basis: '' },
    })
    const moved = await producedFrom(tx, of, without.after, at)
    return {
      ...{ before: without.after, after: moved.after, at, standing: false },
      problems: [...without.problems, ...moved.problems],
    }
  }
  if (written || standing === true) {
    const since = at ?? effectiveAt ?? of.effectiveAt
    return { before: base, after: base, at: since, standing: true, problems: [] }
  }
  const { at: since, after, problems } = await producedFrom(tx, of, base, at)
  return { before: base, after, at: since, standing: false, problems }
}
