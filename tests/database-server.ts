import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { migrate, openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { startPostgres } from '../embedded/postgres.ts'
import type { Shared } from './serve-on-demand.ts'

/**
 * One PostgreSQL for the whole run, in it a template that is migrated and loaded once. With DATABASE_URL the
 * run uses that server (its user must be allowed to create databases), else one of its own that it throws away.
 */
export async function startTemplate(): Promise<Shared> {
  const server = await serverForTests()
  const template = `thong_suot_template_${randomBytes(4).toString('hex')}`
  const templateUrl = urlOf(server.url, template)
  const stop = async () => {
    await withServer(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`)
    await server.stop()
  }
  try {
    await withServer(server.url, (sql) => sql`create database ${sql(template)} template template0`)
    await fill(templateUrl)
  } catch (error) {
    await stop()
    throw error
  }
  return { value: templateUrl, stop }
}

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Runs one statement outside any transaction, as `create database` demands. */
export async function withServer<T>(url: string, statement: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await statement(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function serverForTests(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-tests-'))
  const server = await startPostgres({ dataDir, durable: false })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

// A database with a connection cannot be copied: the pool is closed before the first copy is asked for.
async function fill(url: string): Promise<void> {
  await migrate(url)
  const database = openDatabase(url, { connections: 1 })
  try {
    await loadReference(database)
  } finally {
    await database.close()
  }
}
