/** A large backlog is analyzed while it comes in and at its end: until autovacuum comes, inboxes would be planned by the tables before it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { AnalyzePoints } from '../../db/imports/analyze-backlog.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'
import { watchedDatabase } from './visited-rows.ts'

let database: TestDatabase
let filedHere: TestDatabase
let watched: ReturnType<typeof watchedDatabase>
beforeAll(async () => {
  ;[database, filedHere] = await Promise.all([testDatabase(), testDatabase()])
  watched = watchedDatabase(filedHere.ownerUrl)
})
afterAll(() => watched.close())

const now = () => Date.parse('2025-06-30T08:00:00+07:00')
const importing = (key: string, count: number, into: Pick<Database, 'sql' | 'reserve'> = database) => {
  const rows = Array.from({ length: count }, (_, i) =>
    rowOf(`${key}-${i}`, { identityNumber: `001085${key.length}${10_000 + i}` }),
  )
  return importBacklog(
    { database: into, vault, registry, now },
    { ...{ mapping, caller: 'test', key, asOf }, rows: rowsOf(rows) },
  )
}
/** What the planner believes: -1 of a table that was never analyzed. */
async function believed(): Promise<Record<string, number>> {
  const rows = await database.sql<{ table: string; rows: number }[]>`
    select relname as table, reltuples::int as rows from pg_class where relname in ('task', 'dossier', 'party', 'outbox', 'journal')`
  return Object.fromEntries(rows.map(({ table, rows: of }) => [table, of]))
}

describe('the tables that a backlog fills', { timeout: 300_000 }, () => {
  test('are left to autovacuum after a few rows, and have their statistics after many', async () => {
    const before = await believed()
    expect(await importing('few', 3)).toMatchObject({ created: 3 })
    expect(await believed()).toEqual(before)
    expect(await importing('many', 1_000)).toMatchObject({ created: 1_000 })
    expect(await believed()).toMatchObject({ task: 1_003, dossier: 1_003, outbox: 1_003, journal: 2_006 })
  })

  test('are analyzed before the first row where nobody did: no row of a batch is met with all that is filed here', async () => {
    const [standing, taken] = [999, 500]
    await importing('here', standing, filedHere)
    // Then it is as if citizens had filed it.
    await filedHere.asOwner((sql) => sql`delete from import_row`)
    watched.statements()
    expect(await importing('taken', taken, watched.database)).toMatchObject({ created: taken })
    const [busiest] = watched.statements()
    expect(busiest?.visited).toBeLessThan(10 * (standing + taken))
  })

  test('are analyzed each time their rows have doubled, and at the end, not after each batch', () => {
    const points = new AnalyzePoints()
    const at: number[] = []
    for (let rows = 500; rows <= 9_500; rows += 500) if (points.written(500)) at.push(rows)
    expect(at).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(points.ended()).toBe(true)
  })

  test('are analyzed after many starts, and after those of a later import by its own number', () => {
    const points = new AnalyzePoints()
    expect([points.written(1_000), points.ended()]).toEqual([true, false])
    expect([points.written(999), points.ended()]).toEqual([false, false])
    expect([points.written(1_001), points.ended()]).toEqual([true, false])
  })
})
