import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { until } from '../harness/until.ts'
import { urlOf, withServer } from './database-server.ts'
import { sharedServer } from './shared-server.ts'

export interface TestDatabase extends Database {
  /** As the role that runs the product, as `sql` is. */
  url: string
  ownerUrl: string
  /** On a connection of the owner: what the runtime role may not do. */
  asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>
}

const opened: TestDatabase[] = []
const drops: (() => Promise<void>)[] = []

// Stands here because a hook registered inside another hook is never run. Vitest loads this module again for
// each test file, and runs this after the file's own afterAll: the database goes last.
afterAll(async () => {
  const dropped = await Promise.allSettled(drops.map((drop) => drop()))
  for (const drop of dropped) if (drop.status === 'rejected') throw drop.reason
})

/**
 * A database of this test file's own: schema, units and calendar of Hà Nội are there, no dossier is. Call it
 * in `beforeAll`; it goes away by itself.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const templateUrl = await sharedServer('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `thong_suot_test_${randomBytes(6).toString('hex')}`
  const serverUrl = urlOf(templateUrl, 'postgres')
  // A copy of files: by the log, which is the default, its 42 MB pass through the server's buffers and push others out.
  await withServer(
    serverUrl,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  )
  const ownerUrl = urlOf(templateUrl, name)
  const url = urlOf(await sharedServer('runtimeUrl'), name)
  const database = openDatabase(url, { name })
  drops.push(async () => {
    await database.close()
    try {
      await noConnectionLeft(serverUrl, name)
    } finally {
      await withServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
    }
  })
  const made: TestDatabase = {
    ...database,
    url,
    ownerUrl,
    asOwner: (work) => withServer(ownerUrl, work),
  }
  opened.push(made)
  return made
}

/** The databases of this test file so far. */
export const databasesOfFile = (): readonly TestDatabase[] => opened

/**
 * Waits until nobody is connected any more: the server sees a closed connection, and that of a killed process, moments later.
 * @throws Error with the name that each connection gave itself, what it does and its last statement, where one stays open
 */
export async function noConnectionLeft(serverUrl: string, name: string, withinMs = 5_000): Promise<void> {
  const open = () =>
    withServer(
      serverUrl,
      (sql) => sql<{ application: string; state: string | null; query: string }[]>`
        select application_name as application, state, left(query, 100) as query
        from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`,
    )
  let left: readonly { application: string; state: string | null; query: string }[] = []
  await until(
    `nobody is connected to ${name}`,
    async () => {
      left = await open()
      return left.length === 0
    },
    withinMs,
  ).catch(() => {
    const lines = left.map(({ application, state, query }) => `${application || '?'} (${state}): ${query}`)
    throw new Error(
      `This file left ${left.length} connections to its database open; close each pool it opens and end each process it starts:\n${lines.join('\n')}`,
    )
  })
}
