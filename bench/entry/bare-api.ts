/** A Fastify route that inserts as many rows as a filing, into as many tables, in one transaction, and nothing else. */
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { runUntilSignal } from '../../bin/process/run.ts'
import { readSettings } from '../../bin/process/settings.ts'
import { poolLimits } from '../../db/connection/pool-limits.ts'
import { openDatabase } from '../../db/database.ts'
import { bareWrites } from '../bare/writes.ts'

await runUntilSignal(async () => {
  const { sql, close } = openDatabase(readSettings().databaseUrl, {
    ...{ connections: 20, name: 'bare api' },
    limits: poolLimits.api,
  })
  const { write } = bareWrites(sql)
  const app = Fastify()
  app.post('/rows', async () => {
    const id = randomUUID()
    await write(id, 'filing')
    return { id }
  })
  process.stdout.write(`listens at ${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
  return {
    async stop() {
      await app.close()
      await close()
    },
  }
})
