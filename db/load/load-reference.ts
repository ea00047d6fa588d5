import type { InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import * as bodies from '../schema/bodies.ts'
import * as territory from '../schema/territory.ts'
import { beginChange } from '../territory/reference-change.ts'
import { areasOf, jurisdictionOf } from './areas.ts'
import { parseCalendar, publishCalendar } from './calendar-file.ts'
import { competenceOf } from './competence.ts'
import { connectingRulesOf } from './connecting.ts'
import { custodyOf } from './custody.ts'
import { hasNewRows, insertRows } from './insert-rows.ts'
import { lockReference } from './lock-reference.ts'
import { officersOf } from './officers.ts'
import { officesOf } from './offices.ts'
import { KNOWN_FROM, startOfDay } from './periods.ts'
import { readDataFile, readReferenceFiles } from './reference-files.ts'
import { sealsOf, sitesOf } from './sites.ts'
import { successorsOf, unitsOf } from './units.ts'

export interface LoadOptions {
  /** `invented`: so that each desk has somebody, for demo, bench and tests; a deployment imports its own. */
  officers: 'invented' | 'none'
  /** Fields that every office does beside its own: those of invented procedures. */
  alsoDone?: readonly string[]
}

/**
 * Loads units, areas, competence, offices and the calendar from `data/`, in one transaction. Safe
 * to repeat: rows that exist stay as they are, for a reorganisation may have changed them since, and where nothing is new no
 * change is numbered.
 */
export async function loadReference({ sql }: Pick<Database, 'sql'>, options: LoadOptions): Promise<void> {
  const files = await readReferenceFiles()
  const calendar = parseCalendar(await readDataFile('calendar.json'))
  await transaction(sql, async (tx) => {
    await lockReference(tx)
    await loadTerritory(tx, files, options)
    await publishCalendar(tx, calendar, 'load')
  })
}

async function loadTerritory(
  tx: Querying,
  files: Awaited<ReturnType<typeof readReferenceFiles>>,
  options: LoadOptions,
): Promise<void> {
  const steps = loadSteps(files, options)
  const isNew = await Promise.all(steps.map((step) => step.isNew(tx)))
  if (!isNew.includes(true)) return
  await beginChange(tx, {
    kind: 'load',
    actorId: 'load',
    basis: 'Dữ liệu đi kèm hệ thống (data/units, data/connecting.csv)',
    effectiveAt: startOfDay(KNOWN_FROM),
  })
  for (const [index, step] of steps.entries()) if (isNew[index]) await step.insert(tx)
  // Without it the first minutes run on plans for empty tables, until autovacuum has passed.
  await tx`analyze unit, area, jurisdiction, competence, custody, mandate`
  await tx`analyze unit_history, area_history, jurisdiction_history, competence_history, custody_history, mandate_history`
}

interface LoadStep {
  isNew(tx: Querying): Promise<boolean>
  insert(tx: Querying): Promise<void>
}

/** In the order of what names what. */
function loadSteps(
  files: Awaited<ReturnType<typeof readReferenceFiles>>,
  { officers, alsoDone = [] }: LoadOptions,
): readonly LoadStep[] {
  const units = unitsOf(files)
  const offices = officesOf(units, files.officeFields).map((office) =>
    office.fields == null ? office : { ...office, fields: [...office.fields, ...alsoDone] },
  )
  const invented = officersOf(units, offices)
  return [
    into(territory.unit, units),
    into(territory.unitSuccessor, successorsOf(files)),
    into(territory.area, areasOf(files)),
    into(territory.jurisdiction, jurisdictionOf(files)),
    into(territory.competence, competenceOf(files)),
    into(territory.custody, custodyOf(files)),
    into(territory.connectingRule, connectingRulesOf(files)),
    into(bodies.site, sitesOf(files)),
    into(bodies.seal, sealsOf(units)),
    into(territory.office, offices),
    ...(officers === 'invented'
      ? [into(territory.officer, invented.officers), into(territory.mandate, invented.mandates)]
      : []),
  ]
}

const into = <T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[]): LoadStep => ({
  isNew: (tx) => hasNewRows(tx, table, rows),
  insert: (tx) => insertRows(tx, table, rows),
})
