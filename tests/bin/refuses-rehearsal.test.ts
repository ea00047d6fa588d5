/** No process and no command of the live system touches a rehearsal: each says so first, whatever else it lacks. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../db/database.ts'
import {
  createRehearsalDatabase,
  databaseNameOf,
  dropRehearsalDatabase,
  namespaceOf,
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
}, 300_000)
afterAll(async () => {
  await dropRehearsalDatabase(server.sql, id)
  await server.close()
})

/** The files of a test that refuses; it makes none of them. */
const filesIn = (dataDir: string) =>
  ['keys', 'stack.json', 'papers'].filter((file) => existsSync(join(dataDir, file)))

const environment = (dataDir: string) => ({
  ...{ DATABASE_URL: url, DATABASE_OWNER_URL: '', TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: '' },
  ...{ IDENTITY_KEYS: '', PAYMENT_GATEWAY_URL: '', THONG_SUOT_DATA: dataDir, PORT: '0' },
})

// As its owner, who could migrate it, and with neither keys nor a bank nor the live workflows.
test.each(['api', 'worker', 'relay', 'start', 'migrate'])(
  'a command on a database of a rehearsal refuses before anything is written: %s',
  async (command) => {
    const dataDir = temporaryFolder()
    const ended = await runCommandLine(`bin/${command}.ts`, environment(dataDir))
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`rehearsal -- run ${id}`) })
    const tables = await withServer(
      url,
      (sql) => sql`select from pg_tables where schemaname in ('public', 'drizzle')`,
    )
    expect([...tables]).toEqual([])
    expect(filesIn(dataDir)).toEqual([])
  },
  90_000,
)

/** They would end live workflows, sign with the live key, or remove live files, by the rows of the copy. */
const commands = [
  'reconcile.ts --accept-database',
  'certificate.ts --at 2025-07-01T00:00:00Z --until 2025-07-02T00:00:00Z --known-at 2025-07-02T01:00:00Z',
  'freeze-runs.ts --at 2025-07-01T00:00:00Z',
  'papers.ts',
  'keys.ts rotate',
  'keys.ts bind',
]

test.each(commands)(
  'a command refuses from a shell that is not that of the rehearsal, and names its env: %s',
  async (command) => {
    const dataDir = temporaryFolder()
    const ended = await runCommandLine(`bin/${command}`, environment(dataDir))
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`rehearsals/${id}/env`) })
    expect(filesIn(dataDir)).toEqual([])
  },
  90_000,
)

test('a command works from the shell of the rehearsal', async () => {
  const shell = { THONG_SUOT_DATA: join(temporaryFolder(), id), TEMPORAL_NAMESPACE: namespaceOf(id) }
  const ended = await runCommandLine('bin/papers.ts', { ...environment(''), ...shell })
  // It goes on to read, and this database has no tables.
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('lacks a table') })
}, 300_000)
