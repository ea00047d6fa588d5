/** No process of the live system touches a rehearsal: each says so first, whatever else it lacks. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../db/database.ts'
import {
  createRehearsalDatabase,
  databaseNameOf,
  dropRehearsalDatabase,
  newRehearsalId,
} from '../../db/rehearsal/rehearsal-database.ts'
import { machineNow } from '../clock.ts'
import { urlOf, withServer } from '../database-server.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'
import { sharedServer } from '../shared-server.ts'
import { runCommandLine } from './run-command.ts'

const id = newRehearsalId(machineNow(), randomBytes(3))
let server: Database
let url: string
beforeAll(async () => {
  const templateUrl = await sharedServer('templateUrl')
  server = openDatabase(urlOf(templateUrl, 'postgres'), { connections: 1 })
  url = urlOf(templateUrl, databaseNameOf(id))
  await createRehearsalDatabase(
    server.sql,
    { id, reorganisation: 'thu', madeAt: machineNow(), rows: null, failures: null },
    'ab',
  )
}, 60_000)
afterAll(async () => {
  await dropRehearsalDatabase(server.sql, id)
  await server.close()
})

// As its owner, who could migrate it, and with neither keys nor a bank nor the live workflows.
test.each(['api', 'worker', 'relay', 'start'])(
  '%s refuses before anything is written',
  async (command) => {
    const dataDir = temporaryFolder()
    const ended = await runCommandLine(`bin/${command}.ts`, {
      ...{ DATABASE_URL: url, DATABASE_OWNER_URL: '', TEMPORAL_ADDRESS: '127.0.0.1:1' },
      ...{ IDENTITY_KEYS: '', PAYMENT_GATEWAY_URL: '', THONG_SUOT_DATA: dataDir, PORT: '0' },
    })
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`rehearsal -- run ${id}`) })
    const tables = await withServer(
      url,
      (sql) => sql`select from pg_tables where schemaname in ('public', 'drizzle')`,
    )
    expect([...tables]).toEqual([])
    expect(existsSync(join(dataDir, 'keys'))).toBe(false)
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(false)
  },
  90_000,
)
