import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bundleWorkflows } from '../../activities/start-worker.ts'
import { openDatabase } from '../../db/database.ts'
import { loadReference } from '../../db/load/load-reference.ts'
import { migrate } from '../../db/migrate.ts'
import { type Postgres, startPostgres } from '../../embedded/postgres.ts'
import { startTemporalServer } from '../../embedded/temporal-server.ts'
import { urlOf, withServer } from '../database-server.ts'
import { inventedField } from '../invented-field.ts'
import type { Shared } from '../serve-on-demand.ts'
import { bundlePrograms } from './programs.ts'

/** A server that can be taken away and brought back on the same files. */
export interface Restartable {
  port(): number
  kill(): Promise<void>
  restart(): Promise<void>
  /** Stops it, keeps a copy of its files as a backup, and goes on. */
  backUp(): Promise<void>
  /** Kills it and goes on from the copy, as after a restore to that point. */
  restore(): Promise<void>
}

/** PostgreSQL and Temporal of these tests' own, on disk and durable, in a folder that goes with them. */
export interface Servers {
  dir: string
  bundlePath: string
  /** Folder of the processes' programs; see programs.ts. */
  programs: string
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
const run = promisify(execFile)

/** Files of a stopped PostgreSQL with the loaded schema: loading takes longer than some scenarios, copying a moment. */
export async function loadedFiles(): Promise<Shared> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-loaded-'))
  await chmod(dir, 0o711)
  const dataDir = join(dir, 'postgres')
  await mkdir(dataDir)
  const postgres = await startPostgres({ dataDir, durable: false })
  try {
    await loadTemplate(postgres)
  } finally {
    await postgres.stop()
  }
  // Each copy has a port and a process of its own.
  for (const file of ['port', 'postgres.pid']) await rm(join(dataDir, file), { force: true })
  return { value: dataDir, stop: () => rm(dir, { recursive: true, force: true }) }
}

/** The programs of this tree, bundled once for the run. */
export async function programsOnce(): Promise<Shared> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-programs-'))
  await bundlePrograms(dir)
  return { value: dir, stop: () => rm(dir, { recursive: true, force: true }) }
}

/** What others have made ready, so that it is not made again. */
export interface MadeReady {
  /** What `loadedFiles` gave; without it the schema is loaded first. */
  loaded?: string
  /** Path of the workflows of this tree; without it they are bundled first. */
  bundlePath?: string
  /** What `bundlePrograms` wrote of this tree; without it they are bundled first. */
  programs?: string
}

/** Starts both; only ever kills what it started. */
export async function startServers({
  loaded,
  bundlePath: bundled,
  programs: given,
}: MadeReady = {}): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-faults-'))
  // Under root PostgreSQL runs as another account, which must pass through here to its own folder.
  await chmod(dir, 0o711)
  const bundlePath = bundled ?? join(dir, 'workflows.js')
  const programs = given ?? join(dir, 'programs')
  const postgresDir = join(dir, 'postgres')
  const temporalDir = join(dir, 'temporal')
  if (loaded === undefined) await mkdir(postgresDir)
  else await copyFiles(loaded, postgresDir)
  const startAll = () =>
    [
      startPostgres({ dataDir: postgresDir, durable: true }),
      startTemporalServer({ dataDir: temporalDir, uiPort: false }),
      bundled === undefined ? bundleInto(bundlePath) : undefined,
      given === undefined ? bundlePrograms(programs) : undefined,
    ] as const
  let [postgres, temporal] = await Promise.all(startAll())
  const restartPostgres = () => startPostgres({ dataDir: postgresDir, port: postgres.port, durable: true })
  const restartTemporal = () => startTemporalServer({ dataDir: temporalDir, uiPort: false })
  const databaseUrl = (name: string) => urlOf(postgres.runtimeUrl, name)
  const ownerUrl = (name: string) => urlOf(postgres.url, name)
  if (loaded === undefined) await loadTemplate(postgres)
  return {
    ...{ dir, bundlePath, programs },
    postgres: {
      port: () => postgres.port,
      ...killable({
        running: () => postgres,
        folder: postgresDir,
        async start() {
          postgres = await restartPostgres()
        },
      }),
    },
    temporal: {
      port: () => Number(temporal.address.split(':')[1]),
      ...killable({
        running: () => temporal,
        folder: temporalDir,
        async start() {
          temporal = await restartTemporal()
        },
      }),
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

interface Running {
  kill(): void
  exited: Promise<unknown>
  stop(): Promise<unknown>
}

/** What a scenario does to a server. @param of.start starts it again over the files of its folder */
function killable(of: { running: () => Running; folder: string; start: () => Promise<void> }) {
  const { running, folder, start } = of
  const copy = `${folder}.copy`
  async function kill(): Promise<void> {
    running().kill()
    await running().exited
  }
  return {
    kill,
    restart: start,
    async backUp(): Promise<void> {
      await running().stop()
      await copyFiles(folder, copy)
      await start()
    },
    async restore(): Promise<void> {
      await kill()
      await copyFiles(copy, folder)
      await start()
    },
  }
}

const bundleInto = async (path: string): Promise<void> => writeFile(path, (await bundleWorkflows()).code)

/** With their owners: under root PostgreSQL runs as another account. */
async function copyFiles(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await run('cp', ['-a', from, to])
}

// A database with a connection cannot be copied.
async function loadTemplate(server: Pick<Postgres, 'url' | 'runtimeUrl'>): Promise<void> {
  await withServer(server.url, (sql) => sql`create database ${sql(template)} template template0`)
  const url = urlOf(server.url, template)
  await migrate(url, urlOf(server.runtimeUrl, template))
  const database = openDatabase(url, { connections: 1 })
  await loadReference(database, { officers: 'invented', alsoDone: [inventedField] })
  await database.close()
}
