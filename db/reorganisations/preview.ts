/** What a reorganisation would do to the work that is open, at one moment of the database and without changing anything. */

import type { Enactable } from '../../reorganisations/enactable.ts'
import { isArmed } from '../../reorganisations/enactment.ts'
import { type Preview, type PreviewOptions, PreviewTally } from '../../reorganisations/preview/preview.ts'
import { underOneSnapshot } from '../connection/snapshot.ts'
import type { Database } from '../database.ts'
import { openByProcedure, openClaims, openTaskGroups, openWithoutDesk, openWork } from './open-work.ts'
import { readReferenceRows } from './reference-rows.ts'
import { readEnactment } from './steps.ts'

export interface PreviewAnswer extends Preview {
  /** The instant of the reorganisation, ms. */
  at: number
  /** Its rows stand already: what was just before its instant is compared with what is from it on. */
  standing: boolean
  /** What cannot be done to the rows that stand: then the rest shows what the other changes would do. */
  problems: readonly string[]
}

/**
 * @param at its instant where that differs from the declared one, ms
 * @param standing its rows stand, whatever was recorded of its enactment: those loaded with `data/` were never enacted
 * @param asOfMs by which due time is late
 */
export async function previewReorganisation(
  database: Pick<Database, 'sql'>,
  of: Pick<Enactable, 'id' | 'produce' | 'effectiveAt'>,
  { at, asOfMs, standing, ...options }: PreviewOptions & { at?: number; asOfMs: number; standing?: boolean },
): Promise<PreviewAnswer> {
  return await underOneSnapshot(database, async (tx) => {
    const base = await readReferenceRows(tx)
    const enactment = await readEnactment(tx, of.id)
    const stands = standing === true || isArmed(enactment) || enactment.status === 'certified'
    const produced = stands
      ? { at: at ?? enactment.effectiveAt ?? of.effectiveAt, after: base, problems: [] }
      : of.produce(base, at)
    const tally = new PreviewTally({ base, after: produced.after, at: produced.at }, options)
    const work = await openWork(tx, tally.sides)
    const grouping = { asOfMs, by: options.by ?? 'unit' }
    for await (const groups of openTaskGroups(tx, work, grouping))
      for (const group of groups) tally.add(group)
    const ofNeeds = openByProcedure(tx, work, { asOfMs, of: tally.unnamedNeeds() })
    for await (const groups of ofNeeds) for (const group of groups) tally.nameNeed(group)
    for (const claim of await openClaims(tx)) tally.addClaim(claim)
    const preview = tally.preview(await openWithoutDesk(tx))
    return { at: produced.at, standing: stands, problems: produced.problems, ...preview }
  })
}
