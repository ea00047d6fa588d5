import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { urlOf, withServer } from './database-server.ts'

export interface TestDatabase extends Database {
  /** As the role that runs the product, as `sql` is. */
  url: string
  ownerUrl: string
  /** On a connection of the owner: what the runtime role may not do. */
  asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>
}

const drops: (() => Promise<void>)[] = []

// Stands here because a hook registered inside another hook is never run. Vitest loads this module anew for
// each test file, and runs this after the file's own afterAll: the database goes last.
afterAll(async () => {
  for (const drop of drops) await drop()
})

/**
 * A database of this test file's own: schema, units and calendar of Hà Nội are there, no dossier is. Call it
 * in `beforeAll`; it goes away by itself.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `thong_suot_test_${randomBytes(6).toString('hex')}`
  const serverUrl = urlOf(templateUrl, 'postgres')
  await withServer(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  const ownerUrl = urlOf(templateUrl, name)
  const url = urlOf(inject('runtimeUrl'), name)
  const database = openDatabase(url, { name })
  drops.push(async () => {
    await database.close()
    // Forced: a process under test may have been killed with its connections open.
    await withServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
  })
  return { ...database, url, ownerUrl, asOwner: (work) => withServer(ownerUrl, work) }
}
