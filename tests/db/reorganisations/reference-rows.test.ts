import { getTableColumns } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '../../../db/reorganisations/reference-rows.ts'
import * as territory from '../../../db/schema/territory.ts'
import type { ReferenceRows, ReferenceTable } from '../../../reorganisations/grammar/reference-rows.ts'
import { testDatabase } from '../../database.ts'

let rows: ReferenceRows
beforeAll(async () => {
  const { sql } = await testDatabase()
  rows = await readReferenceRows(sql)
})

/** A unit and an office live again in their own row, which keeps these. */
const kept: Partial<Record<ReferenceTable, readonly string[]>> = {
  unit: ['epoch', 'code', 'seat', 'seatDoubt', 'population', 'lat', 'lon'],
  office: ['fieldsBasis', 'fieldsAssumed'],
}

test.each<[ReferenceTable, PgTable]>([
  ['unit', territory.unit],
  ['unitSuccessor', territory.unitSuccessor],
  ['area', territory.area],
  ['jurisdiction', territory.jurisdiction],
  ['competence', territory.competence],
  ['custody', territory.custody],
  ['connectingRule', territory.connectingRule],
  ['office', territory.office],
  ['mandate', territory.mandate],
])(
  'a row of %s has every column, so that a reorganisation which begins it again loses none',
  (name, table) => {
    const [row] = rows[name]
    const read = new Set(Object.keys(row ?? {}))
    const lost = Object.keys(getTableColumns(table)).filter((column) => !read.has(column))
    expect(lost).toEqual(kept[name] ?? [])
  },
)
