/** Erasing, where something stands against it. The server is this file's own: `--expired` takes all that are on one. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../db/database.ts'
import {
  createRehearsalDatabase,
  databaseNameOf,
  rehearsalsOf,
} from '../../db/rehearsal/rehearsal-database.ts'
import { type Postgres, startPostgres } from '../../embedded/postgres.ts'
import { eraseExpired } from '../../rehearsal/erase-rehearsal.ts'
import type { RehearsalPlace } from '../../rehearsal/rehearsal-place.ts'
import { startRehearsal } from '../../rehearsal/start-rehearsal.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { aMonday, machineNow } from '../clock.ts'
import { urlOf, withServer } from '../database-server.ts'
import { sharedServer } from '../shared-server.ts'

let folder: string
let server: Postgres
let database: Database
let place: RehearsalPlace
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thong-suot-erasing-'))
  server = await startPostgres({ dataDir: folder, durable: false })
  database = openDatabase(urlOf(server.url, 'postgres'), { connections: 1 })
  place = {
    serverUrl: urlOf(server.url, 'postgres'),
    engine: { connection: { address: await sharedServer('temporalAddress') }, namespace: 'default' },
    ...{ rehearsals: join(folder, 'rehearsals'), now: machineNow },
  }
}, 300_000)
afterAll(async () => {
  await database?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const left = async () => (await rehearsalsOf(database.sql)).map(({ id }) => id)

test('a rehearsal that cannot be erased blocks no other, and is named at the end', {
  timeout: 300_000,
}, async () => {
  const [stuck, free] = ['20260601_00000a', '20260601_00000b']
  for (const [number, id] of [stuck, free].entries()) {
    await createRehearsalDatabase(
      database.sql,
      { id, reorganisation: 'thu', madeAt: aMonday + number, rows: null, failures: null },
      'ab',
    )
  }
  await database.sql`create database thong_suot_rehearsal_foo template template0`
  await database.sql.unsafe(`alter database ${databaseNameOf(stuck)} is_template true`)
  const said: string[] = []
  const erasing = eraseExpired({ ...place, now: () => aMonday + 15 * 86_400_000 }, (line) => said.push(line))
  await expect(erasing).rejects.toThrow(/20260601_00000a.*\n.*template/)
  expect(said).toEqual([
    'Passed over the database thong_suot_rehearsal_foo: its name is that of no rehearsal.',
    `Erased ${free}, whose fourteen days were over.`,
  ])
  expect(await left()).toEqual(['foo', stuck])
  await database.sql.unsafe(`alter database ${databaseNameOf(stuck)} is_template false`)
  expect(await eraseExpired({ ...place, now: () => aMonday + 15 * 86_400_000 })).toEqual([stuck])
})

test('a start of a rehearsal that fails and cannot be erased says what is left over', {
  timeout: 300_000,
}, async () => {
  await withServer(server.url, (sql) => sql`create schema drizzle`)
  const leftOver: string[] = []
  const starting = startRehearsal({
    ...{ ...place, of: never, readerUrl: server.readerUrl, inMs: 60_000, say: () => {} },
    // Its folder cannot be made, and the engine that would have to forget it is away.
    ...{ rehearsals: '/dev/null/rehearsals', engine: away, leftOver: (id) => void leftOver.push(id) },
  })
  await expect(starting).rejects.toMatchObject({ code: 'ENOTDIR' })
  expect(leftOver).toEqual([expect.stringMatching(/^\d{8}_[0-9a-f]{6}$/)])
  expect(await left()).toEqual(expect.arrayContaining(leftOver))
})

const away = { connection: { address: '127.0.0.1:1' }, namespace: 'default' }
const never: Enactable = {
  ...{
    id: 'phuong-thu',
    name: 'Phường thử',
    basis: 'Nghị quyết thử',
    effectiveAt: aMonday,
    openQuestions: [],
  },
  produce: () => {
    throw new Error('nothing is armed in this test')
  },
  heldAs: () => null,
}
