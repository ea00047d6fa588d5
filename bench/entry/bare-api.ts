/** A Fastify route that writes as many rows as a filing in one transaction, and nothing else. */
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { runUntilSignal } from '../../bin/process/run.ts'
import { readSettings } from '../../bin/process/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { insertRow } from '../bare/writes.ts'

/** With its first task, the revision and the journal's row for it. */
const rowsOfAFiling = 14

await runUntilSignal(async () => {
  const { sql, close } = openDatabase(readSettings().databaseUrl, { connections: 30, name: 'bare api' })
  const app = Fastify()
  app.post('/rows', async () => {
    const id = randomUUID()
    await sql.begin(async (tx) => {
      await Promise.all(Array.from({ length: rowsOfAFiling }, (_, i) => insertRow(tx, id, 'filed', i)))
    })
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
