/** Dossiers whose figures are read as known at an instant, and what is recorded of them after it: of each kind that could move a figure. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../db/database.ts'
import { recordCollection } from '../db/dossier/results/collection.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import { placeDossier } from '../db/territory/responsibility/placement.ts'
import { importBacklog } from '../imports/import-backlog.ts'
import type { RawRow } from '../imports/import-row.ts'
import { corrects, cutover, day, decides, file, happens, issued } from './certificate/cutover-story.ts'
import { machineNow } from './clock.ts'
import { armed, undone } from './db/reorganisations/arm.ts'
import { wardEnds } from './db/reorganisations/ward-ends.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './imports/rows.ts'

/** The clock of those who ask, ms: 31 July 2025, 08:00. */
export const asking = cutover + 30 * day + 8 * 3_600_000
/** Cống Vị, which was split: Ngọc Hà keeps it, and a part of it is Giảng Võ's. */
const UNPLACED = 'unplaced:old:00007'
const IN_GIANG_VO = 'cell:00007:00025'
export const NGOC_HA = 'new:00008'

export interface RecordStory {
  /** Ended in time, and nothing is recorded of it later but that it was handed over. */
  issued: string
  /** Ended late, and later corrected. */
  corrected: string
  /** At a review, and later ended at an instant before that of knowing. */
  open: string
  /** At the reception of the custodian, and later placed and ended. */
  unplaced: string
  /** Of another system, not placed, and later corrected. */
  imported: string
}

const importRow = async (database: Database, about: RawRow) => {
  const deps = { database, vault, registry, now: machineNow }
  const rows = rowsOf([rowOf('G-1', { oldWard: '00079', receptionUnit: '002', ...about })])
  return await importBacklog(deps, { mapping, caller: 'test', key: randomUUID(), asOf, rows })
}

export async function recordBefore(database: Database): Promise<RecordStory> {
  const inTime = await file(database, { at: cutover + day })
  await issued(database, inTime, cutover + 2 * day)
  const corrected = await file(database, { at: cutover - 20 * day })
  await decides(database, corrected, 'receive.1:accepted', { at: cutover - 19 * day })
  await decides(database, corrected, 'review.1:approved sign.1:signed issue.1:issued', {
    at: cutover - 5 * day,
  })
  const open = await file(database, { at: cutover - 2 * day })
  await decides(database, open, 'receive.1:accepted', { at: cutover - day })
  const unplaced = await file(database, { areaId: UNPLACED, receptionUnitId: NGOC_HA, at: cutover + day })
  await importRow(database, {})
  const [row] = await database.sql<{ id: string }[]>`
    select dossier_id as id from import_row where old_code = 'G-1'`
  if (row === undefined) throw new Error('G-1 was not imported')
  return { issued: inTime, corrected, open, unplaced, imported: row.id }
}

/** Legal instants of all that is recorded here are long past: only the record tells it from what was known. */
export async function recordAfter(
  database: Database,
  { issued: handed, corrected, open, unplaced }: RecordStory,
): Promise<void> {
  await decides(database, open, 'review.1:approved sign.1:signed issue.1:issued', { at: cutover + 3 * day })
  const enteredLater = await file(database, { at: cutover + day })
  await happens(database, enteredLater, { kind: 'withdraw', at: cutover + 2 * day })
  await placeDossier(database, {
    ...{
      caller: 'test',
      key: randomUUID(),
      bodyHash: new Uint8Array(1),
      dossierId: unplaced,
      areaId: IN_GIANG_VO,
    },
    ...{
      basis: 'Giấy xác nhận',
      officerId: `can-bo:${NGOC_HA}:oneStop:1`,
      unitId: NGOC_HA,
      at: cutover + 2 * day,
    },
  })
  await issued(database, unplaced, cutover + 4 * day)
  const said = await importRow(database, { neighbourhood: 'TDP 1', promisedAt: '15/07/2025' })
  if (said.updated !== 1) throw new Error(`G-1 was not corrected: ${JSON.stringify(said)}`)
  await recordCollection(
    database,
    handed,
    { by: 'applicant', how: 'counter' },
    { id: 'test', unitId: null, at: cutover + 5 * day },
  )
  await corrects(database, corrected, { at: cutover + day, begin: true })
  await decides(
    database,
    corrected,
    'correction1Review.1:approved correction1Sign.1:signed correction1Issue.1:issued',
    {
      at: cutover + 2 * day,
      correction: 1,
    },
  )
}

/** A ward ends the day before anybody asks; undone, it begins again the day after. */
export async function reorganised(database: Database): Promise<{ undo: () => Promise<void> }> {
  const of = wardEnds(await readReferenceRows(database.sql), asking - day)
  await armed(database, of, asking - 10 * day)
  return {
    undo: () => undone(database, of, { at: asking - day / 2, effectiveAt: asking + day }),
  }
}
