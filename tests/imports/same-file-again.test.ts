/** A file sent again changes nothing, whatever two of its rows say; and no export goes back behind a later one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readQuarantine } from '../../db/imports/batches.ts'
import { type Import, importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const day = 86_400_000
let files = 0
async function importing(rows: readonly (RawRow | null)[], about: Partial<Import> = {}) {
  files += 1
  const deps = { database, vault, registry, now: () => asOf }
  const asked = { mapping, caller: 'test', key: `again-${files}`, asOf, rows: rowsOf(rows), ...about }
  const batch = await importBacklog(deps, asked)
  const { rowsIn, created, alreadyThere, updated, quarantined } = batch
  const kept = await readQuarantine(database.sql, batch.id, { afterLine: 0, limit: 10 })
  return {
    counts: [rowsIn, created, alreadyThere, updated, quarantined],
    why: kept.map(({ line, reason }) => `${line} ${reason}`),
  }
}
async function dossierOf(oldCode: string) {
  const [row] = await database.sql`
    select d.revision, d.xmin::text as version, (select string_agg(key, ',') from task where dossier_id = d.id and closed_at is null) as tasks,
      (select bool_and(ordered) from (
        select valid_at >= lag(valid_at, 1, valid_at) over (order by revision) as ordered from dossier_revision where dossier_id = d.id) r) as "inOrder"
    from import_row i join dossier d on d.id = i.dossier_id where i.old_code = ${oldCode}`
  return row
}
const signing = { step: 'Trình ký' }

describe('two different rows of one code in one file', () => {
  test('are decided by the first each time, also where the second is what stands', async () => {
    const file = [rowOf('D-1'), rowOf('D-1', signing), rowOf('D-1')]
    expect(await importing(file)).toEqual({ counts: [3, 1, 1, 0, 1], why: ['2 twiceInFile'] })
    const first = await dossierOf('D-1')
    for (const size of [500, 1]) {
      expect(await importing(file, { rowsAtOnce: size })).toEqual({
        counts: [3, 0, 2, 0, 1],
        why: ['2 twiceInFile'],
      })
      expect(await dossierOf('D-1')).toEqual(first)
    }
    await importing([rowOf('D-1', signing)])
    const corrected = await dossierOf('D-1')
    expect(corrected).toMatchObject({ tasks: 'sign.1' })
    expect(await importing([rowOf('D-1', signing), rowOf('D-1')])).toEqual({
      counts: [2, 0, 1, 0, 1],
      why: ['2 twiceInFile'],
    })
    expect(await dossierOf('D-1')).toEqual(corrected)
  })

  test('are seen where the first was kept out, and where a run goes on after both were read', async () => {
    const file = [rowOf('D-2', { step: 'Đã trả kết quả' }), rowOf('D-2'), rowOf('D-3'), rowOf('D-2', signing)]
    async function* dying() {
      yield* file.slice(0, 3)
      throw new Error('killed here')
    }
    const about = { key: 'two-rows', rowsAtOnce: 1 }
    await expect(importing([], { ...about, rows: dying() })).rejects.toThrow('killed here')
    const kept = { counts: [4, 1, 0, 0, 3], why: ['1 alreadyEnded', '2 twiceInFile', '4 twiceInFile'] }
    expect(await importing(file, about)).toEqual(kept)
    expect(await dossierOf('D-2')).toBeUndefined()
  })
})

describe('a run that was broken off', () => {
  const rows = Array.from({ length: 30 }, (_, i) => rowOf(`G-${i}`))
  async function* dying() {
    yield* rows.slice(0, 25)
    throw new Error('killed here')
  }

  test('goes on with the rows that it counted, and with no other file under its key', async () => {
    const about = { key: 'broken', rowsAtOnce: 10 }
    await expect(importing([], { ...about, rows: dying() })).rejects.toThrow('killed here')
    const others = [
      Array.from({ length: 40 }, (_, i) => rowOf(`H-${i}`)),
      rows.with(19, rowOf('G-19', signing)),
      rows.slice(0, 19),
      [null, ...rows],
    ]
    for (const other of others) {
      await expect(importing(other, about)).rejects.toMatchObject({ code: 'keyReused' })
    }
    const [taken] = await database.sql`select count(*)::int as rows from import_row where old_code like 'H-%'`
    expect(taken).toEqual({ rows: 0 })
    // A row after those that are counted may be corrected.
    const corrected = rows.with(22, rowOf('G-22', signing))
    expect(await importing(corrected, { ...about, rowsAtOnce: 7 })).toEqual({
      counts: [30, 30, 0, 0, 0],
      why: [],
    })
  })
})

describe('an export that was read before the last one', () => {
  test('says nothing of a dossier that the later one said otherwise, or said again', async () => {
    await importing([rowOf('O-1', signing)])
    const before = await dossierOf('O-1')
    const older = { asOf: asOf - 5 * day }
    expect(await importing([rowOf('O-1')], older)).toEqual({
      counts: [1, 0, 0, 0, 1],
      why: ['1 olderExport'],
    })
    expect(await importing([rowOf('O-1', signing)], older)).toEqual({ counts: [1, 0, 1, 0, 0], why: [] })
    expect(await dossierOf('O-1')).toEqual(before)
    await importing([rowOf('O-1', signing)], { asOf: asOf + 2 * day })
    expect(await importing([rowOf('O-1')], { asOf: asOf + day })).toMatchObject({ why: ['1 olderExport'] })
    expect(await importing([rowOf('O-1')], { asOf: asOf + 2 * day })).toEqual({
      counts: [1, 0, 0, 1, 0],
      why: [],
    })
    expect(await dossierOf('O-1')).toMatchObject({ revision: 2, tasks: 'review.1', inOrder: true })
  })

  test('is not one that is to come', async () => {
    const file = importing([rowOf('F-1')], { asOf: Date.parse('2999-01-01T00:00:00+07:00') })
    await expect(file).rejects.toMatchObject({ code: 'invalidInput' })
    const [begun] =
      await database.sql`select count(*)::int as runs from import_batch where as_of > '2900-01-01'`
    expect(begun).toEqual({ runs: 0 })
  })
})
