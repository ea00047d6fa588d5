import { expect, test } from 'vitest'
import { readingConnections, readingPages } from '../../db/certificate/reading.ts'
import { poolLimits } from '../../db/connection/pool-limits.ts'
import { openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import { testDatabase } from '../database.ts'

test('a connection of a certificate that waits while others read for longer than a transaction may pause sees its rows to the end', async () => {
  const idleInTransactionMs = 50
  const stored = await testDatabase()
  const database = openDatabase(stored.url, {
    connections: readingConnections,
    limits: { ...poolLimits.command, idleInTransactionMs },
  })
  const read = await readingPages(database, async ({ lookUps, runs, revisions }) => {
    const since = performance.now()
    await until('the limit has passed', () => performance.now() - since > 6 * idleInTransactionMs)
    return await Promise.all([lookUps, runs, revisions].map((sql) => sql`select 1`))
  })
  expect(read).toHaveLength(3)
  await database.close()
})
