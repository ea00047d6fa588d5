/** The demo's own city: servers in a folder that goes with them, the product's processes, and ways to kill them. */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { embeddedSigningKey, type SigningKey } from '../api/server/signing-key.ts'
import { keysOfThisMachine } from '../bin/process/settings.ts'
import { signingKeyFile } from '../bin/process/signing-key-file.ts'
import { type Database, openDatabase } from '../db/database.ts'
import type { VaultKeys } from '../db/identity/identity-vault.ts'
import { type LoadOptions, loadReference } from '../db/load/load-reference.ts'
import { migrate } from '../db/migrate.ts'
import { type Postgres, startPostgres } from '../embedded/postgres.ts'
import { startTemporalServer } from '../embedded/temporal-server.ts'
import type { Upkeep } from '../embedded/upkeep.ts'
import { type Engine, openEngine } from '../engine/connection.ts'
import { Killable } from '../harness/processes.ts'
import { defaultNamespace } from '../temporal.config.ts'
import { clearLeftovers, folderPrefix, lockIn } from './leftovers.ts'

export interface City {
  database: Database
  databaseUrl: string
  /** As the owner, what autovacuum does within a minute: until then plans are those of empty tables. */
  analyze(): Promise<void>
  /** Keys and logs of its processes. */
  dataDir: string
  vaultKeys: VaultKeys | null
  signing: SigningKey
  apiUrl: string
  bankUrl: string
  worker: Restartable
  relay: Restartable
  /** Each comes back at its address. */
  api: Restartable
  bank: Restartable
  temporal: Restartable & { address: string }
  postgres: Restartable & KeptFiles & { ownerUrl: string }
}

/** What can be killed with SIGKILL and started again. */
export interface Restartable {
  kill(): Promise<void>
  start(): Promise<unknown>
}

/** While its server is killed. */
interface KeptFiles {
  /** Keeps a copy of the files, which a start recovers as after a crash. */
  copy(): Promise<void>
  /** Puts the copy in place of the files. */
  restore(): Promise<void>
}

/** Brings everything up, for `upkeep` to take down. */
export async function openCity(
  upkeep: Upkeep,
  {
    seed,
    bank,
    organisation,
    settings = {},
  }: {
    seed: number
    bank: readonly string[]
    /** Environment of its processes, beside what they need to find each other. */
    settings?: Readonly<Record<string, string>>
  } & Pick<LoadOptions, 'organisation'>,
): Promise<City> {
  await clearLeftovers()
  const dir = await upkeep.bring(
    () => mkdtemp(join(tmpdir(), folderPrefix)),
    (folder) => rm(folder, { recursive: true, force: true }),
  )
  // Under root PostgreSQL runs as another account, which must pass through here.
  await chmod(dir, 0o711)
  lockIn(dir)
  const vaultKeys = keysOfThisMachine(dir, { make: true })
  const [postgres, temporal] = await Promise.all([
    openPostgres(upkeep, join(dir, 'postgres')),
    openTemporal(upkeep, join(dir, 'temporal')),
  ])
  const env: Record<string, string> = {
    THONG_SUOT_DATA: dir,
    DATABASE_URL: postgres.runtimeUrl,
    TEMPORAL_ADDRESS: temporal.address,
    PORT: '0',
    IMPORT_STARTS_PER_SECOND: '5',
    ...settings,
  }
  const define = definer(upkeep, dir, env)
  const book = ['--ledger', join(dir, 'bank.jsonl'), '--seed', String(seed), ...bank]
  const simulator = await define('bank', 'bin/gateway-simulator.ts', /listens at/, book)
  // A database that stops under a statement takes the driver, and with it this process, along.
  const fill = async (work: () => Promise<unknown>): Promise<void> => {
    await upkeep.bring(work, () => {})
  }
  await Promise.all([simulator.start(), fill(() => migrate(postgres.url, postgres.runtimeUrl))])
  const bankUrl = simulator.address()
  env.PAYMENT_GATEWAY_URL = bankUrl
  book.push('--port', new URL(bankUrl).port)

  const database = await upkeep.bring(
    () => openDatabase(postgres.runtimeUrl, { connections: 4, name: 'thong-suot demo' }),
    (of) => of.close(),
  )
  const signing = await embeddedSigningKey(signingKeyFile(dir))
  const worker = await define('worker', 'bin/worker.ts', /worker runs/)
  const relay = await define('relay', 'bin/relay.ts', /relay runs/)
  const api = await define('api', 'bin/api.ts', /API listens/)
  await Promise.all([
    fill(() => loadAsOwner(postgres.url, { organisation })),
    worker.start(),
    relay.start(),
    api.start(),
  ])
  const databaseUrl = postgres.runtimeUrl
  const analyze = () => fill(() => analyzeAsOwner(postgres.url))
  const apiUrl = api.address()
  env.PORT = new URL(apiUrl).port
  const served = { database, databaseUrl, analyze, dataDir: dir, vaultKeys, signing }
  return { ...served, apiUrl, bankUrl, worker, relay, api, bank: simulator, temporal, postgres }
}

/** Defines processes of the product in a folder. @param env is read at each start */
const definer =
  (upkeep: Upkeep, dir: string, env: Readonly<Record<string, string>>) =>
  async (name: string, entry: string, ready: RegExp, args: readonly string[] = []) => {
    const process = new Killable({
      ...{ name, entry, args, ready },
      env: () => env,
      logFile: join(dir, `${name}.log`),
      pidFile: join(dir, `${name}.pid`),
    })
    const kill = () => process.kill()
    await upkeep.bring(() => process, kill)
    // It can be killed before it works, so nobody need wait for that.
    const start = async () => {
      upkeep.requireGoingOn()
      await process.start()
    }
    return { start, kill, address: () => addressIn(process) }
  }

/** The engine of a city, as its processes know it. */
export async function openEngineOf({ temporal: { address } }: City, upkeep: Upkeep): Promise<Engine> {
  return await upkeep.bring(
    () => openEngine({ connection: { address }, namespace: defaultNamespace }),
    (engine) => engine.close(),
  )
}

async function openPostgres(
  upkeep: Upkeep,
  dataDir: string,
): Promise<City['postgres'] & Pick<Postgres, 'url' | 'runtimeUrl'>> {
  const start = (port?: number) =>
    upkeep.bring(
      () => startPostgres({ dataDir, ...(port === undefined ? {} : { port }) }),
      (of) => of.stop(),
    )
  let server = await start()
  const { url, runtimeUrl, port } = server
  const copyOf = `${dataDir}.copy`
  return {
    ...{ url, runtimeUrl, ownerUrl: url },
    async kill() {
      server.kill()
      await server.exited
    },
    async start() {
      server = await start(port)
    },
    copy: () => copyFiles(dataDir, copyOf),
    restore: () => copyFiles(copyOf, dataDir),
  }
}

/** With their owners: under root PostgreSQL runs as another account. */
async function copyFiles(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await promisify(execFile)('cp', ['-a', from, to])
}

async function loadAsOwner(url: string, options: Pick<LoadOptions, 'organisation'>): Promise<void> {
  const owner = openDatabase(url, { connections: 1, name: 'thong-suot demo load' })
  try {
    await loadReference(owner, { officers: 'invented', ...options })
  } finally {
    await owner.close()
  }
}

async function analyzeAsOwner(url: string): Promise<void> {
  const owner = openDatabase(url, { connections: 1, name: 'thong-suot demo analyze' })
  try {
    await owner.sql`analyze`
  } finally {
    await owner.close()
  }
}

async function openTemporal(upkeep: Upkeep, dataDir: string): Promise<City['temporal']> {
  // Where it listens is kept in the folder, so that it comes back at the same address.
  const start = () =>
    upkeep.bring(
      () => startTemporalServer({ dataDir, uiPort: false, namespace: defaultNamespace }),
      (of) => of.stop(),
    )
  let server = await start()
  return {
    address: server.address,
    async kill() {
      server.kill()
      await server.exited
    },
    async start() {
      server = await start()
    },
  }
}

function addressIn(process: Killable): string {
  const url = /http:\/\/[0-9.:]+/.exec(process.log)?.[0]
  if (url === undefined) throw new Error(`${process.name} did not say where it listens`)
  return url
}
