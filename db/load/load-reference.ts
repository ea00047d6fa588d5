import { enactable } from '../../reorganisations/enactable.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'
import { referenceTables } from '../../reorganisations/grammar/row-changes.ts'
import hanoi from '../../reorganisations/hanoi-2025-07-01.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database } from '../database.ts'
import { enactLoaded, LOAD, recordLoaded } from '../reorganisations/enactment/enact-loaded.ts'
import { type StoredRows, storedRows } from '../reorganisations/rows/stored-rows.ts'
import * as territory from '../schema/territory.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { beginChange } from '../territory/reference-change.ts'
import { loadBenefitRates, readBenefitFiles } from './benefit-rates.ts'
import { parseCalendar, publishCalendar } from './calendar-file.ts'
import { declaredRows, hasNew, insertNew } from './insert-rows.ts'
import { lockReference } from './lock-reference.ts'
import { officersOf } from './organisation/officers.ts'
import { organisationBefore } from './organisation/organisation.ts'
import { KNOWN_FROM, startOfDay } from './periods.ts'
import { type ReferenceFiles, readDataFile, readReferenceFiles } from './reference-files.ts'

export interface LoadOptions {
  /** `invented`: so that each desk has somebody, for demo, bench and tests; a deployment imports its own. */
  officers: 'invented' | 'none'
  /** Fields that every office does beside its own: those of invented procedures. */
  alsoDone?: readonly string[]
  /**
   * `before`: as it stood before 1 July 2025, so that the reorganisation of that day may be enacted as any other, at an instant to come. Of an
   * empty database, for a demo or a test. @defaultValue 'today'
   */
  organisation?: 'before' | 'today'
}

/**
 * Loads units, areas, competence, offices, the calendar and the amounts of benefits from `data/`, in one transaction: the organisation before 1 July 2025, and then
 * the reorganisation of that day as any other is written. Safe to repeat: rows that exist stay as they are, for a reorganisation may
 * have changed them since, and where nothing is new no change is numbered.
 */
export async function loadReference({ sql }: Pick<Database, 'sql'>, options: LoadOptions): Promise<void> {
  const files = await readReferenceFiles()
  const calendar = parseCalendar(await readDataFile('calendar.json'))
  const benefits = await readBenefitFiles()
  await transaction(sql, async (tx) => {
    await lockReference(tx)
    await loadTerritory(tx, { ...files, officeFields: withFields(files, options) }, options)
    await publishCalendar(tx, calendar, LOAD)
    await loadBenefitRates(tx, benefits)
  })
}

/** Of offices that name what they do; the others do every field. */
function withFields(
  { officeFields }: ReferenceFiles,
  { alsoDone = [] }: LoadOptions,
): ReferenceFiles['officeFields'] {
  const offices = new Map(officeFields.map((row) => [row.office, row]))
  return [
    ...officeFields,
    ...[...offices.values()].flatMap((row) => alsoDone.map((field) => ({ ...row, field }))),
  ]
}

async function loadTerritory(
  tx: Transaction,
  files: ReferenceFiles,
  { officers, organisation = 'today' }: LoadOptions,
): Promise<void> {
  const of = enactable(hanoi, files)
  const before = organisationBefore(files)
  const { changes, after } = of.produce(before)
  const wasEmpty = await isEmpty(tx)
  if (wasEmpty) {
    await beginLoad(tx)
    await insertAll(tx, organisationTables(before))
    if (organisation === 'today') await enactLoaded(tx, of)
  }
  const standing = organisation === 'today' ? after : before
  const inserted = await insertMissing(tx, [
    ...organisationTables(standing),
    ...(officers === 'invented' ? officerTables(standing) : []),
  ])
  if (organisation === 'today') await recordLoaded(tx, of, changes)
  if (!wasEmpty && !inserted) return
  // Without it the first minutes run on plans for empty tables, until autovacuum has passed.
  await tx`analyze unit, area, jurisdiction, competence, custody, mandate`
  await tx`analyze unit_history, area_history, jurisdiction_history, competence_history, custody_history, mandate_history`
}

async function isEmpty(tx: Transaction): Promise<boolean> {
  const units = await typedRows(tx, 'load.anyUnit')`select id from unit limit 1`
  return units.length === 0
}

const beginLoad = (tx: Transaction): Promise<number> =>
  beginChange(tx, {
    kind: 'load',
    actorId: LOAD,
    basis: 'Dữ liệu đi kèm hệ thống (data/units, data/connecting.csv)',
    effectiveAt: startOfDay(KNOWN_FROM),
  })

/** In the order of what names what. */
const organisationTables = (rows: ReferenceRows): readonly StoredRows[] =>
  referenceTables.flatMap((table) => (rows[table].length === 0 ? [] : [storedRows(table, rows[table])]))

/** Those of a unit that has ended had their mandates until then. */
function officerTables({ unit, office }: ReferenceRows): readonly StoredRows[] {
  const { officers, mandates } = officersOf(unit, office)
  return [declaredRows(territory.officer, officers), storedRows('mandate', mandates)]
}

async function insertAll(tx: Transaction, tables: readonly StoredRows[]): Promise<void> {
  for (const rows of tables) await insertNew(tx, rows)
}

/** @returns whether there were any */
async function insertMissing(tx: Transaction, tables: readonly StoredRows[]): Promise<boolean> {
  const isNew = await Promise.all(tables.map((rows) => hasNew(tx, rows)))
  if (!isNew.includes(true)) return false
  await beginLoad(tx)
  await insertAll(
    tx,
    tables.filter((_, index) => isNew[index]),
  )
  return true
}
