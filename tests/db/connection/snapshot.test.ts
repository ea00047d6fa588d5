import { expect, test } from 'vitest'
import { exportSnapshot, underExportedSnapshot, underOneSnapshot } from '../../../db/connection/snapshot.ts'
import type { Querying } from '../../../db/database.ts'
import { testDatabase } from '../../database.ts'

const tables = async (sql: Querying) =>
  (await sql`select from pg_tables where tablename = 'written_meanwhile'`).length

test('a second connection sees the rows of the transaction that exported its snapshot, and none committed since', async () => {
  const database = await testDatabase()
  await underOneSnapshot(database, async (tx) => {
    const snapshot = await exportSnapshot(tx)
    await database.asOwner((owner) => owner`create table written_meanwhile ()`)
    await underExportedSnapshot(database, snapshot, async (beside) => {
      expect([await tables(tx), await tables(beside)]).toEqual([0, 0])
    })
    expect(await tables(database.sql)).toBe(1)
  })
  await database.close()
})

test('it can write nothing', async () => {
  const database = await testDatabase()
  const written = underOneSnapshot(database, async (tx) =>
    underExportedSnapshot(database, await exportSnapshot(tx), (beside) => beside`delete from task`),
  )
  await expect(written).rejects.toMatchObject({ code: '25006' })
  await database.close()
})

test('what is no name of a snapshot is refused before it is sent', async () => {
  const database = await testDatabase()
  const read = underExportedSnapshot(database, "1'; select 1", async () => 'read')
  await expect(read).rejects.toThrow('the name of a snapshot has another form')
  await database.close()
})
