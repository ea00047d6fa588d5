import { expect, test } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { noConnectionLeft, testDatabase } from './database.ts'
import { urlOf } from './database-server.ts'

test('a connection that a file leaves open to its database is named, and fails the file', async () => {
  const { url, sql, close } = await testDatabase()
  await sql`select 1`
  await close()
  const [server, name] = [urlOf(url, 'postgres'), new URL(url).pathname.slice(1)]
  await noConnectionLeft(server, name)

  const forgotten = openDatabase(url, { connections: 1, name: 'forgotten' })
  await forgotten.sql`select 'last words'`
  await expect(noConnectionLeft(server, name, 200)).rejects.toThrow(
    /1 connections .*\n.*forgotten \(idle\): .*last words/,
  )
  await forgotten.close()
  await noConnectionLeft(server, name)
})
