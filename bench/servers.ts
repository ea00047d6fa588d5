import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { embeddedSigningKey } from '../api/server/signing-key.ts'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { signingKeyFile } from '../bin/process/signing-key-file.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { migrate } from '../db/migrate.ts'
import { startStack } from '../embedded/stack.ts'

/** PostgreSQL and Temporal of a bench run: durable, in a folder of their own, shared by both sides of a ratio. */
export interface BenchServers {
  database: Database
  dataDir: string
  /** What a child process needs to find them. */
  env: Record<string, string>
  /** Starts an entry point, of this folder or by its whole path, and waits for the line that says it runs; answers that line. */
  run(entry: string, ready: RegExp, more?: Readonly<Record<string, string>>): Promise<RunningProcess>
  stop(): Promise<void>
}

export interface RunningProcess {
  line: string
  pid: number
  stop(): Promise<void>
}

export async function startServers(): Promise<BenchServers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-bench-'))
  const { DATABASE_URL: _, DATABASE_OWNER_URL: ___, TEMPORAL_ADDRESS: __, ...env } = process.env
  const stack = await startStack({ dataDir, log: () => {}, env })
  await migrate(stack.databaseOwnerUrl, stack.databaseUrl)
  // What is measured runs as the runtime role; seeds and tables to compare with are the owner's.
  const database = openDatabase(stack.databaseOwnerUrl, { connections: 10, name: 'bench' })
  await loadReference(database, { officers: 'invented' })
  keysOfThisMachine(dataDir, { make: true })
  await embeddedSigningKey(signingKeyFile(dataDir))
  const childEnv = {
    THONG_SUOT_DATA: dataDir,
    DATABASE_URL: stack.databaseUrl,
    DATABASE_OWNER_URL: stack.databaseOwnerUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    PAYMENT_GATEWAY_URL: 'http://127.0.0.1:9',
    PORT: '0',
    TZ: 'UTC',
  }
  const children = new Set<ChildProcess>()
  return {
    database,
    dataDir,
    env: childEnv,
    run: (entry, ready, more = {}) => runChild(children, entry, ready, { ...childEnv, ...more }),
    async stop() {
      for (const child of children) child.removeAllListeners('exit')
      await Promise.all([...children].map(endChild))
      await database.close()
      await stack.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * What autovacuum does to new tables within the first minutes of operation, and no later than the first thousand dossiers: until then a connection
 * keeps the plans that it made while they were empty, which read a table whole. For both sides alike.
 */
export const analyzed = ({ database }: BenchServers): Promise<void> =>
  database.sql`analyze`.then(() => undefined)

async function runChild(
  children: Set<ChildProcess>,
  entry: string,
  ready: RegExp,
  env: Record<string, string>,
): Promise<RunningProcess> {
  const file = resolve(fileURLToPath(new URL('..', import.meta.url)), entry)
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  let stopping = false
  child.once('exit', (code) => {
    children.delete(child)
    if (stopping) return
    // A figure measured without one of its processes would be no figure.
    process.stderr.write(`${entry} ended by itself (${code}): nothing measured now would count\n`)
    process.exit(3)
  })
  // Its lines are read to the end: a closed pipe would end it at its next one.
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve) => {
    lines.on('line', (text) => {
      if (ready.test(text)) resolve(text)
      // What it answers `internal` to is explained nowhere else.
      if (/"level":[56]0\b/.test(text)) process.stderr.write(`${text}\n`)
    })
  })
  return {
    line,
    pid: child.pid ?? 0,
    stop: () => {
      stopping = true
      return endChild(child)
    },
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
