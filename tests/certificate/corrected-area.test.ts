import { expect, test } from 'vitest'
import { type OpenRun, RunsReader } from '../../certificate/outcome/read-runs.ts'
import { readingPages } from '../../db/certificate/reading.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { databaseNow } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from '../imports/rows.ts'

const minute = 60_000
/** Of a ward that was split: without a neighbourhood nobody can tell in which part it lies. */
const unplaced = (about: RawRow = {}) => rowOf('P-1', { oldWard: '00079', receptionUnit: '002', ...about })

test('a run of the backlog lies where the row said it did by then, also where a corrected row says another place', async () => {
  const database = await testDatabase()
  const importing = (row: RawRow, at: number) =>
    importBacklog(
      { database, vault, registry, now: () => at },
      { mapping, caller: 'test', key: `file-${at}`, asOf: at, rows: rowsOf([row]) },
    )
  const areaOf = (at: number, knownAt: number) =>
    readingPages(database, async (reading) => {
      const runs: OpenRun[] = []
      const reader = new RunsReader(reading, { at, knownAt, until: at })
      for await (const page of reader.pages()) runs.push(...page.runs)
      return runs.map(({ facts }) => facts.areaId)
    })
  await importing(unplaced(), asOf)
  const before = await databaseNow(database)
  await importing(unplaced({ neighbourhood: 'TDP 1' }), asOf + minute)
  const now = await databaseNow(database)

  expect(await areaOf(asOf + 2 * minute, now)).toEqual(['cell:00079:00070'])
  expect(await areaOf(asOf + 2 * minute, before)).toEqual(['unplaced:old:00079'])
  expect(await areaOf(asOf + 1, now)).toEqual(['unplaced:old:00079'])
})
