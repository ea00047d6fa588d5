import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import * as territory from '../schema/territory.ts'
import { areasOf, jurisdictionOf } from './areas.ts'
import { loadCalendar } from './calendar.ts'
import { competenceOf } from './competence.ts'
import { connectingRulesOf } from './connecting.ts'
import { custodyOf } from './custody.ts'
import { insertRows } from './insert-rows.ts'
import { lockReference } from './lock-reference.ts'
import { officersOf } from './officers.ts'
import { officesOf } from './offices.ts'
import { readReferenceFiles } from './reference-files.ts'
import { successorsOf, unitsOf } from './units.ts'

/**
 * Loads units, areas, competence, synthetic officers and the calendar from `data/`, in one transaction. Safe
 * to repeat: rows that exist stay as they are, for a reorganisation may have changed them since.
 */
export async function loadReference({ sql }: Pick<Database, 'sql'>): Promise<void> {
  const files = await readReferenceFiles()
  await transaction(sql, async (tx) => {
    await lockReference(tx)
    await loadTerritory(tx, files)
    await loadCalendar(tx)
  })
}

async function loadTerritory(
  sql: Querying,
  files: Awaited<ReturnType<typeof readReferenceFiles>>,
): Promise<void> {
  const units = unitsOf(files)
  const offices = officesOf(units, files.officeFields)
  const { officers, mandates } = officersOf(units, offices)
  await insertRows(sql, territory.unit, units)
  await insertRows(sql, territory.unitSuccessor, successorsOf(files))
  await insertRows(sql, territory.area, areasOf(files))
  await insertRows(sql, territory.jurisdiction, jurisdictionOf(files))
  await insertRows(sql, territory.competence, competenceOf(files))
  await insertRows(sql, territory.custody, custodyOf(files))
  await insertRows(sql, territory.connectingRule, connectingRulesOf(files))
  await insertRows(sql, territory.office, offices)
  await insertRows(sql, territory.officer, officers)
  await insertRows(sql, territory.mandate, mandates)
  // Without it the first minutes run on plans for empty tables, until autovacuum has passed.
  await sql`analyze unit, area, jurisdiction, competence, custody, mandate`
}
