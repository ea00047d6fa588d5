import { beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { playAny } from './sequences/play.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

// More of them: npm run faults -- --only any-sequence --long --seed 7
test('after any filings, decisions, claims, placements, loans and reorganisations, forth and back, each matter has one holder, nothing answered is lost and nothing is stuck', async () => {
  expect(await playAny(database, { seed: 1, runs: 6, length: 60, withinMs: 100_000 })).toBeNull()
}, 300_000)

test('a unit that begins, is taken back and begins again, with areas and loans that it gets between', async () => {
  expect(
    await playAny(database, { forthAndBack: true, seed: 1, runs: 20, length: 60, withinMs: 100_000 }),
  ).toBeNull()
}, 300_000)
