import { beforeAll, expect, test } from 'vitest'
import { type SearchFilter, searchDossiers } from '../../../db/search/dossier-search.ts'
import { findInventedOfficer } from '../../../db/territory/units/unit-lookup.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const AS_OF = Date.parse('2025-07-10T09:00:00+07:00')
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

/** What is found without a word to look for, wherever it lies. */
const latest = (filter: SearchFilter) =>
  searchDossiers(db.sql, {
    ...{ by: { kind: 'all' }, scope: { filedBy: null, units: null }, filter, limit: 10, asOfMs: AS_OF },
  })

test('a search over all units finds nothing where nothing was filed', async () => {
  expect(await latest({})).toEqual({ items: [], next: null })
})

test('a search for what is late and open finds nothing where nothing was filed', async () => {
  expect(await latest({ late: true, status: 'open' })).toEqual({ items: [], next: null })
})

test('an invented officer is found by unit and role', async () => {
  const officer = await findInventedOfficer(db.sql, { unitId: 'new:00004', role: 'oneStop', asOfMs: AS_OF })
  expect(officer?.id).toMatch(/^can-bo:new:00004:oneStop:/)
})
