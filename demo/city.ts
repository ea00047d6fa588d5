/** The demo's own city: servers in a folder that goes with them, the product's processes, and ways to kill them. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedSigningKey, type SigningKey } from '../api/signing-key.ts'
import { signingKeyFile } from '../bin/listen-api.ts'
import { type Database, migrate, openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { startPostgres } from '../embedded/postgres.ts'
import { startTemporalServer } from '../embedded/temporal-server.ts'
import { defaultNamespace } from '../temporal.config.ts'
import { Killable } from '../tests/faults/processes.ts'

export interface City {
  database: Database
  signing: SigningKey
  apiUrl: string
  bankUrl: string
  worker: Killable
  temporal: { address: string; kill(): Promise<void>; start(): Promise<void> }
}

/** Things to undo, newest first, whatever went wrong. */
export type Stops = (() => Promise<unknown>)[]

/** Brings everything up; what is to be taken down is in `stops`, also when this fails half way. */
export async function openCity(
  stops: Stops,
  { seed, bank }: { seed: number; bank: readonly string[] },
): Promise<City> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-demo-'))
  stops.push(() => rm(dir, { recursive: true, force: true }))
  // Under root PostgreSQL runs as another account, which must pass through here.
  await chmod(dir, 0o711)
  const [postgresUrl, temporal] = await allSettled([
    openPostgres(stops, join(dir, 'postgres')),
    openTemporal(stops, join(dir, 'temporal')),
  ])
  const env: Record<string, string> = {
    THONG_SUOT_DATA: dir,
    DATABASE_URL: postgresUrl,
    TEMPORAL_ADDRESS: temporal.address,
    PORT: '0',
  }
  const define = (name: string, entry: string, ready: RegExp, args: readonly string[] = []) => {
    const process = new Killable({
      ...{ name, entry, args, ready },
      env: () => env,
      logFile: join(dir, `${name}.log`),
    })
    stops.push(() => process.kill())
    return process
  }
  const book = ['--ledger', join(dir, 'bank.jsonl'), '--seed', String(seed), ...bank]
  const simulator = define('bank', 'bin/gateway-simulator.ts', /listens at/, book)
  await allSettled([simulator.start(), migrate(postgresUrl)])
  env.PAYMENT_GATEWAY_URL = addressIn(simulator)

  const database = openDatabase(postgresUrl, { connections: 4, name: 'thong-suot demo' })
  stops.push(() => database.close())
  const signing = await embeddedSigningKey(signingKeyFile(dir))
  const worker = define('worker', 'bin/worker.ts', /worker runs/)
  const relay = define('relay', 'bin/relay.ts', /relay runs/)
  const api = define('api', 'bin/api.ts', /API listens/)
  await allSettled([loadReference(database), worker.start(), relay.start(), api.start()])
  const bankUrl = env.PAYMENT_GATEWAY_URL
  return { database, signing, apiUrl: addressIn(api), bankUrl, worker, temporal }
}

/** As `Promise.all`, but nothing is under way any more when it fails: its servers are about to be stopped. */
async function allSettled<T extends readonly unknown[] | []>(
  all: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(all)
  return await Promise.all(all)
}

async function openPostgres(stops: Stops, dataDir: string): Promise<string> {
  const postgres = await startPostgres({ dataDir })
  stops.push(() => postgres.stop())
  return postgres.url
}

async function openTemporal(stops: Stops, dataDir: string): Promise<City['temporal']> {
  // Where it listens is kept in the folder, so that it comes back at the same address.
  const start = () => startTemporalServer({ dataDir, uiPort: false, namespace: defaultNamespace })
  let server = await start()
  stops.push(() => server.stop())
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
