import { beforeAll, describe, expect, test } from 'vitest'
import { readBacklog } from '../../../db/engine/backlog.ts'
import { lanes, takeMessages, todayWaits } from '../../../db/engine/outbox.ts'
import { importsWaitingLong, requeueStarts, suspectRuns } from '../../../db/engine/reconcile-rows.ts'
import { importBacklog } from '../../../imports/import-backlog.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from '../../imports/rows.ts'

let database: TestDatabase
const at = Date.parse('2025-07-01T08:00:00+07:00')
const hourMs = 3_600_000

beforeAll(async () => {
  database = await testDatabase()
  const deps = { database, vault, registry, now: () => at }
  const rows = rowsOf([rowOf('L-1', { promisedAt: '20/06/2025' }), rowOf('L-2')])
  await importBacklog(deps, { mapping, caller: 'test', key: 'lane', asOf, rows })
})

describe('the start of an imported dossier waits in a lane of its own', () => {
  test('and is no message of today', async () => {
    expect(await takeMessages(database.sql, at, 10)).toEqual([])
    expect(await todayWaits(database.sql, at)).toBe(false)
    expect(await readBacklog(database.sql, at)).toMatchObject({
      outboxWaiting: 0,
      outboxLagSeconds: 0,
      importsWaiting: 2,
    })
  })

  test('and reconcile leaves it there: it is neither lost nor wedged, though its time has passed', async () => {
    expect(await requeueStarts(database.sql, 'all', at)).toEqual([])
    expect(await suspectRuns(database.sql, at)).toEqual([])
  })

  test('and after an hour a person is alerted', async () => {
    const [row] = await database.sql<
      { recorded: number }[]
    >`select epoch_ms(min(recorded_at)) as recorded from outbox`
    const recorded = row?.recorded ?? 0
    expect(await importsWaitingLong(database.sql, recorded + hourMs)).toBe(0)
    expect(await importsWaitingLong(database.sql, recorded + hourMs + 60_000)).toBe(2)
  })

  test('and is made again in the same lane where its message was lost', async () => {
    await database.sql`delete from outbox where lane = 1`
    expect(await requeueStarts(database.sql, 'recent', at)).toHaveLength(2)
    expect(await takeMessages(database.sql, at, 10)).toEqual([])
    expect(await takeMessages(database.sql, at, 10, { lane: lanes.imports })).toHaveLength(2)
  })

  test('and is found by the comparison of all where it was lost days after the import', async () => {
    const daysLater = at + 3 * 24 * hourMs
    await database.sql`delete from outbox where lane = 1`
    expect(await requeueStarts(database.sql, 'recent', daysLater)).toEqual([])
    expect(await requeueStarts(database.sql, 'all', daysLater)).toHaveLength(2)
    expect(await requeueStarts(database.sql, 'all', daysLater)).toEqual([])
  })
})
