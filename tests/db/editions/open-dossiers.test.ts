import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Page, readOpenDossiers } from '../../../db/editions/open-dossiers.ts'
import { readOpenPositions } from '../../../db/editions/open-positions.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

const edition = { code: '1.000689', edition: '2025-07-01' }
const pages: Record<string, Page> = {
  'the first page': { after: null, limit: 5 },
  'a later page': { after: { filedAt: Date.parse('2025-07-01T08:00:00+07:00'), id: randomUUID() }, limit: 5 },
  'the dossiers named': { among: [randomUUID()] },
}

for (const [which, page] of Object.entries(pages)) {
  test(`of an edition without open dossiers, ${which} is empty`, async () => {
    expect(await readOpenDossiers(db.sql, edition, page)).toEqual([])
  })
}

test('an edition without open dossiers has no open positions', async () => {
  expect(await readOpenPositions(db.sql, edition)).toEqual([])
})
