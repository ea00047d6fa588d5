/** What a reorganisation would do to the work that is open, at one moment of the database and without changing anything. */

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
import { readReferenceRows } from '../rows/reference-rows.ts'
import { openByProcedure, openClaims, openTaskGroups, openWithoutDesk } from './open-work.ts'

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
 * @param at its instant where that differs from the declared one, ms
 * @param standing its rows stand, whatever was recorded of its enactment
 * @param asOfMs by which due time is late
 */
export async function previewReorganisation(
  database: Pick<Database, 'sql'>,
  of: Pick<Enactable, 'id' | 'produce' | 'effectiveAt'>,
  { at, asOfMs, standing, ...options }: PreviewOptions & { at?: number; asOfMs: number; standing?: boolean },
): Promise<PreviewAnswer> {
  return await underOneSnapshot(database, async (tx) => {
    const base = await readReferenceRows(tx)
    const { tally, after, ...made } = await tallied(tx, of, { ...options, base, at, asOfMs, standing })
    for (const claim of await openClaims(tx)) tally.addClaim(claim)
    const readiness = await readinessFrom(tx, after, { at: made.at, units: options.units ?? null })
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
  of: Pick<Enactable, 'id' | 'produce' | 'effectiveAt'>,
  options: { base: ReferenceRows; at: number; asOfMs: number },
): Promise<Pick<PreviewAnswer, 'needsPerson' | 'totals' | 'readiness'>> {
  const { tally, after, at } = await tallied(tx, of, options)
  return { ...tally.preview([]), readiness: await readinessFrom(tx, after, { at, units: null }) }
}

async function readinessFrom(
  tx: Querying,
  after: ReferenceRows,
  { at, units: asked }: { at: number; units: ReadonlySet<string> | null },
): Promise<readonly UnitReadiness[]> {
  const units = unitsThatBeginSomething(after, at).filter(({ id }) => asked === null || asked.has(id))
  const found = await readinessBy(tx, after, { units, asOfMs: at })
  return found.map(({ id, name, facts, answers }) => ({ unitId: id, name, ...readinessOf(facts, answers) }))
}

/** The tasks at desks, counted before and after. */
async function tallied(
  tx: Querying,
  of: Pick<Enactable, 'id' | 'produce' | 'effectiveAt'>,
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
  const enactment = await readEnactment(tx, of.id)
  const written = standing === true || stands(enactment)
  const produced = written
    ? { at: at ?? enactment.effectiveAt ?? of.effectiveAt, after: base, problems: [] }
    : of.produce(base, at)
  const tally = new PreviewTally({ base, after: produced.after, at: produced.at }, options)
  const classes = taskClasses(tally.sides)
  const groups = await openTaskGroups(tx, classes, { asOfMs, by: options.by ?? 'unit' })
  for (const group of groups) tally.add(group)
  for (const named of await openByProcedure(tx, classes, tally.unnamedNeeds())) tally.nameNeed(named)
  const { after, problems } = produced
  return { tally, after, at: produced.at, standing: written, problems }
}
