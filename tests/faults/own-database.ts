/** A database of a scenario's own beside that of the site: nobody serves it, and no process waits for what is done in it. */
import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../db/database.ts'
import type { TestDatabase } from '../database.ts'
import { withServer } from '../database-server.ts'
import type { Run } from './run.ts'

/** Makes it, works in it, and drops it however that ends. */
export async function inOwnDatabase(
  { site: { servers } }: Run,
  kind: string,
  work: (database: TestDatabase) => Promise<void>,
): Promise<void> {
  const name = `${kind}_${randomBytes(3).toString('hex')}`
  await servers.createDatabase(name)
  const database = {
    ...openDatabase(servers.databaseUrl(name), { name: kind }),
    ...{ url: servers.databaseUrl(name), ownerUrl: servers.ownerUrl(name) },
    asOwner: <T>(of: Parameters<typeof withServer<T>>[1]) => withServer(servers.ownerUrl(name), of),
  }
  try {
    await work(database)
  } finally {
    await database.close()
    await servers.dropDatabase(name)
  }
}
