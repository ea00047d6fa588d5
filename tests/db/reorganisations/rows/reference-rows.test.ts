import { getTableColumns } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import * as bodies from '../../../../db/schema/bodies.ts'
import * as territory from '../../../../db/schema/territory.ts'
import type { ReferenceRows, ReferenceTable } from '../../../../reorganisations/grammar/reference-rows.ts'
import { testDatabase } from '../../../database.ts'

let rows: ReferenceRows
beforeAll(async () => {
  const { sql } = await testDatabase()
  rows = await readReferenceRows(sql)
})

/** A unit carries these in its id. */
const kept: Partial<Record<ReferenceTable, readonly string[]>> = {
  unit: ['epoch', 'code'],
}

test.each<[ReferenceTable, PgTable]>([
  ['unit', territory.unit],
  ['unitSuccessor', territory.unitSuccessor],
  ['area', territory.area],
  ['jurisdiction', territory.jurisdiction],
  ['competence', territory.competence],
  ['custody', territory.custody],
  ['connectingRule', territory.connectingRule],
  ['unitParent', bodies.unitParent],
  ['site', bodies.site],
  ['seal', bodies.seal],
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
