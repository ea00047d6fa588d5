/** A thousand dossiers are few enough for PostgreSQL to read a table whole, and many enough to see that it did. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runHistories } from '../../../db/engine/run-history.ts'
import type { Run } from '../../../domain/dossier/workflow-id.ts'
import { importBacklog } from '../../../imports/import-backlog.ts'
import { testDatabase } from '../../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from '../../imports/rows.ts'
import { watchedDatabase } from '../../imports/visited-rows.ts'

const dossiers = 1_000
/** The import writes two rows of the journal for each dossier, and one of everything else. */
const visitsOfARun = 2

let watched: ReturnType<typeof watchedDatabase>
let runs: readonly Run[] = []
beforeAll(async () => {
  const { ownerUrl, sql } = await testDatabase()
  watched = watchedDatabase(ownerUrl)
  const rows = Array.from({ length: dossiers }, (_, n) =>
    rowOf(`BD-${n}`, { papersHeld: 'Giấy khai sinh', identityNumber: `0010850${10_000 + n}` }),
  )
  const { created } = await importBacklog(
    { database: watched.database, vault, registry, now: () => asOf },
    { ...{ mapping, caller: 'test', key: 'file', asOf }, rows: rowsOf(rows) },
  )
  expect(created).toBe(dossiers)
  const ids = await sql<{ id: string }[]>`select id from dossier order by id`
  runs = ids.map(({ id }) => ({ dossierId: id, correction: 0 }))
}, 60_000)
afterAll(() => watched.close())

test.each([
  ['one run', 1],
  ['a hundred runs', 100],
])('the history of %s is read from its own rows alone', async (_what, count) => {
  watched.statements()
  const asked = runs.slice(0, count)
  const histories = await runHistories(watched.database.sql, asked)
  expect(histories.map(({ dossierId }) => dossierId).sort()).toEqual(asked.map(({ dossierId }) => dossierId))
  expect(histories.every(({ writes, journalled }) => writes.length === 1 && journalled === 1)).toBe(true)
  const [statement, ...more] = watched.statements()
  expect(more).toEqual([])
  expect(statement?.visited).toBeLessThanOrEqual(visitsOfARun * count)
})
