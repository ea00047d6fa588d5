import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleWorkflows } from '../../activities/start-worker.ts'
import { migrate, openDatabase } from '../../db/database.ts'
import { loadReference } from '../../db/load/load-reference.ts'
import { type Postgres, startPostgres } from '../../embedded/postgres.ts'
import { startTemporalServer, type TemporalServer } from '../../embedded/temporal-server.ts'
import { urlOf, withServer } from '../database-server.ts'
import { inventedField } from '../invented-field.ts'

/** A server that can be taken away and brought back on the same files. */
export interface Restartable {
  port(): number
  kill(): Promise<void>
  restart(): Promise<void>
}

/** PostgreSQL and Temporal of these tests' own, on disk and durable, in a folder that goes with them. */
export interface Servers {
  dir: string
  bundlePath: string
  postgres: Restartable
  temporal: Restartable
  /** Direct, past every proxy. */
  databaseUrl(database: string): string
  /** The same as the owner, for faults that the runtime role cannot do. */
  ownerUrl(database: string): string
  temporalAddress(): string
  /** A fresh copy of the loaded schema. */
  createDatabase(name: string): Promise<void>
  dropDatabase(name: string): Promise<void>
  stop(): Promise<void>
}

const template = 'faults_template'

/** Starts both; only ever kills what it started. */
export async function startServers(): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-faults-'))
  // Under root PostgreSQL runs as another account, which must pass through here to its own folder.
  await chmod(dir, 0o711)
  const bundlePath = join(dir, 'workflows.js')
  const postgresDir = join(dir, 'postgres')
  const temporalDir = join(dir, 'temporal')
  await mkdir(postgresDir)
  const startAll = () =>
    [
      startPostgres({ dataDir: postgresDir, durable: true }),
      startTemporalServer({ dataDir: temporalDir, uiPort: false }),
      bundleWorkflows(),
    ] as const
  let [postgres, temporal]: [Postgres, TemporalServer] = await Promise.all(startAll()).then(
    async ([p, t, bundle]) => {
      await writeFile(bundlePath, bundle.code)
      return [p, t]
    },
  )
  const databaseUrl = (name: string) => urlOf(postgres.runtimeUrl, name)
  const ownerUrl = (name: string) => urlOf(postgres.url, name)
  await withServer(postgres.url, (sql) => sql`create database ${sql(template)} template template0`)
  await load(ownerUrl(template), databaseUrl(template))
  return {
    dir,
    bundlePath,
    postgres: {
      port: () => postgres.port,
      async kill() {
        postgres.kill()
        await postgres.exited
      },
      async restart() {
        postgres = await startPostgres({ dataDir: postgresDir, port: postgres.port, durable: true })
      },
    },
    temporal: {
      port: () => Number(temporal.address.split(':')[1]),
      async kill() {
        temporal.kill()
        await temporal.exited
      },
      async restart() {
        temporal = await startTemporalServer({ dataDir: temporalDir, uiPort: false })
      },
    },
    databaseUrl,
    ownerUrl,
    temporalAddress: () => temporal.address,
    createDatabase: (name) =>
      withServer(postgres.url, async (sql) => {
        await sql`create database ${sql(name)} template ${sql(template)}`
      }),
    dropDatabase: (name) =>
      withServer(postgres.url, async (sql) => {
        await sql`drop database if exists ${sql(name)} with (force)`
      }),
    async stop() {
      await Promise.all([postgres.stop(), temporal.stop()])
      await rm(dir, { recursive: true, force: true })
    },
  }
}

// A database with a connection cannot be copied.
async function load(url: string, runtimeUrl: string): Promise<void> {
  await migrate(url, runtimeUrl)
  const database = openDatabase(url, { connections: 1 })
  await loadReference(database, { officers: 'invented', alsoDone: [inventedField] })
  await database.close()
}
