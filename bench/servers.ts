import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Database, migrate, openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { startStack } from '../embedded/stack.ts'

/** PostgreSQL and Temporal of a bench run: durable, in a folder of their own, shared by both sides of a ratio. */
export interface BenchServers {
  database: Database
  dataDir: string
  /** What a child process needs to find them. */
  env: Record<string, string>
  /** Starts an entry point and waits for the line that says it runs; the rest of that line is answered. */
  run(entry: string, ready: RegExp): Promise<{ line: string; stop(): Promise<void> }>
  stop(): Promise<void>
}

export async function startServers(): Promise<BenchServers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-bench-'))
  const { DATABASE_URL: _, TEMPORAL_ADDRESS: __, ...env } = process.env
  const stack = await startStack({ dataDir, log: () => {}, env })
  await migrate(stack.databaseUrl)
  const database = openDatabase(stack.databaseUrl, { connections: 10, name: 'bench' })
  await loadReference(database)
  const childEnv = {
    THONG_SUOT_DATA: dataDir,
    DATABASE_URL: stack.databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    PAYMENT_GATEWAY_URL: 'http://127.0.0.1:9',
    TZ: 'UTC',
  }
  const children = new Set<ChildProcess>()
  return {
    database,
    dataDir,
    env: childEnv,
    run: (entry, ready) => runChild(children, entry, ready, childEnv),
    async stop() {
      await Promise.all([...children].map(endChild))
      await database.close()
      await stack.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function runChild(
  children: Set<ChildProcess>,
  entry: string,
  ready: RegExp,
  env: Record<string, string>,
): Promise<{ line: string; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL(`../${entry}`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  for await (const line of createInterface({ input: child.stdout })) {
    if (!ready.test(line)) continue
    // Nobody reads on: a full pipe would stop the child at its next line.
    child.stdout.resume()
    return { line, stop: () => endChild(child) }
  }
  throw new Error(`${entry} ended before it said that it runs`)
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
