/** Lists whose rows come slowly: no connection, lock or transaction of their import may be cut while it waits for them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolLimits } from '../../db/connection/pool-limits.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { asOf, mapping, registry, rowOf, vault } from './rows.ts'

const limitMs = 50
let stored: TestDatabase
let database: Database
beforeAll(async () => {
  stored = await testDatabase()
  database = openDatabase(stored.url, {
    name: 'pausing rows',
    reservationIdleMs: limitMs,
    limits: { ...poolLimits.api, idleInTransactionMs: limitMs },
  })
})
afterAll(() => database.close())

async function* pausing(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  for (const row of rows) {
    const since = performance.now()
    await until('every limit has passed', () => performance.now() - since > 6 * limitMs)
    yield row
  }
}

test('a backlog whose rows pause for longer than an idle connection is kept has its lock until its end', async () => {
  const importing = (key: string, rows: AsyncIterable<RawRow>) =>
    importBacklog(
      { database, vault, registry, now: () => asOf },
      { mapping, caller: 'test', key, asOf, rows },
    )
  async function* meanwhile(): AsyncGenerator<RawRow> {
    yield* pausing([rowOf('P-1')])
    await expect(importing('second', pausing([]))).rejects.toMatchObject({ code: 'importRunning' })
    yield rowOf('P-2')
  }
  expect(await importing('first', meanwhile())).toMatchObject({ status: 'complete', created: 2 })
})

const staff = (rowKey: string): RawRow => ({
  ...{ rowKey, officer: `CB-${rowKey}`, name: 'Nguyễn Văn An', unit: 'new:00004', office: 'van-phong' },
  ...{ role: 'civilStatus', from: '01/07/2025', basis: 'Quyết định 12/QĐ-UBND' },
})

test.each([true, false])(
  'a staff list whose rows pause is read to its end (preview: %s)',
  async (preview) => {
    const rows = pausing([staff('1'), staff('2')])
    const asked = { source: 'so-noi-vu', preview, caller: 'test', key: `staff ${preview}`, at: asOf, rows }
    expect((await importStaff(database, asked)).figures).toMatchObject({ created: 2, quarantined: 0 })
  },
)
