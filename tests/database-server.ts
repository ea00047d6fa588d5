import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { migrate } from '../db/migrate.ts'
import { startPostgres } from '../embedded/postgres.ts'
import { inventedField } from './invented-field.ts'
import type { Shared } from './serve-on-demand.ts'

/**
 * One PostgreSQL for the whole run, in it a template that is migrated and loaded once. With DATABASE_URL the
 * run uses that server (its user must be allowed to create databases and roles), else one of its own that it throws away.
 */
export async function startTemplate(): Promise<Shared & { runtimeUrl: string }> {
  const server = await serverForTests()
  const template = `thong_suot_template_${randomBytes(4).toString('hex')}`
  const templateUrl = urlOf(server.url, template)
  const stop = async () => {
    await withServer(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`)
    await server.stop()
  }
  try {
    await withServer(server.url, (sql) => sql`create database ${sql(template)} template template0`)
    await fill(templateUrl, urlOf(server.runtimeUrl, template))
  } catch (error) {
    await stop()
    throw error
  }
  return { value: templateUrl, runtimeUrl: server.runtimeUrl, stop }
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

async function serverForTests(): Promise<{ url: string; runtimeUrl: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return await withRuntimeRole(given)
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-tests-'))
  const server = await startPostgres({ dataDir, durable: false })
  return {
    url: server.url,
    runtimeUrl: server.runtimeUrl,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A role of this run's own on a server that others use too. */
async function withRuntimeRole(
  url: string,
): Promise<{ url: string; runtimeUrl: string; stop: () => Promise<void> }> {
  const [role, password] = [
    `thong_suot_app_${randomBytes(4).toString('hex')}`,
    randomBytes(16).toString('hex'),
  ]
  // Such a statement takes no parameters; both are hexadecimal.
  await withServer(url, (sql) => sql.unsafe(`create role ${role} login password '${password}'`))
  const runtime = new URL(url)
  Object.assign(runtime, { username: role, password })
  const stop = async () => {
    await withServer(url, (sql) => sql`drop role if exists ${sql(role)}`)
  }
  return { url, runtimeUrl: runtime.href, stop }
}

// A database with a connection cannot be copied: the pool is closed before the first copy is made.
async function fill(url: string, runtimeUrl: string): Promise<void> {
  await migrate(url, runtimeUrl)
  const database = openDatabase(url, { connections: 1 })
  try {
    await loadReference(database, { officers: 'invented', alsoDone: [inventedField] })
  } finally {
    await database.close()
  }
}
