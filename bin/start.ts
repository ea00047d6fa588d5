/** `npm start`: everything on this machine, from PostgreSQL to the API, until Ctrl-C. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startGatewaySimulator } from '../activities/payment/bank-simulator/simulator.ts'
import { embeddedSigningKey, verifierFromEnv } from '../api/server/signing-key.ts'
import { followDatabaseClock } from '../db/connection/database-clock.ts'
import { type PoolLimits, poolLimits } from '../db/connection/pool-limits.ts'
import { openDatabase } from '../db/database.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { migrate } from '../db/migrate.ts'
import { recountDueTimes } from '../db/time/due-recount.ts'
import { startStack } from '../embedded/stack.ts'
import type { Upkeep } from '../embedded/upkeep.ts'
import { openEngine } from '../engine/connection.ts'
import { type Reload, reloadingProcedures } from '../procedures/registry/reload.ts'
import { startEventRelay } from '../relay/relay-events.ts'
import { logEngine } from './process/engine-log.ts'
import { refuseRehearsalsAt } from './process/rehearsal/refuse-rehearsal.ts'
import { log, runUntilSignal, type Service } from './process/run.ts'
import { listenApi } from './process/serve/listen-api.ts'
import { startWorkerAndRelay } from './process/serve/worker-and-relay.ts'
import { openWorkerPools } from './process/serve/worker-pools.ts'
import {
  dataDirOf,
  keysOfThisMachine,
  readSettings,
  type StackFile,
  stackFileOf,
} from './process/settings.ts'
import { signingKeyFile } from './process/signing-key-file.ts'
import { welcome } from './process/terminal/welcome.ts'
import { vaultOf } from './process/vault-of.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

logEngine()
// PostgreSQL writes everything to disk before it ends, and must not be left without this process.
await runUntilSignal(startEverything, { stopMs: 120_000 })

async function startEverything(upkeep: Upkeep): Promise<Service> {
  const dataDir = dataDirOf()
  say('Bringing up PostgreSQL and Temporal …')
  const stack = await upkeep.bring(
    () => startStack({ dataDir, log: say }),
    (of) => of.stop(),
  )
  // Invented officers would come into the copy.
  await refuseRehearsalsAt([stack.databaseUrl, stack.databaseOwnerUrl])
  const gatewayUrl = process.env.PAYMENT_GATEWAY_URL || (await startBank(dataDir, upkeep))
  const { databaseUrl, databaseOwnerUrl, databaseReaderUrl, temporalAddress, temporalUiUrl } = stack
  const addresses = { databaseUrl, databaseOwnerUrl, databaseReaderUrl, temporalAddress, gatewayUrl }
  await upkeep.bring(
    () => writeStackFile(dataDir, addresses),
    (file) => rmSync(file, { force: true }),
  )

  keysOfThisMachine(dataDir, { make: !process.env.IDENTITY_KEYS })
  const settings = readSettings()
  await migrate(settings.databaseOwnerUrl, settings.databaseUrl, settings.databaseReaderUrl)
  const opened = (connections: number, name: string, limits: PoolLimits) =>
    upkeep.bring(
      () => openDatabase(settings.databaseUrl, { connections, name: `thong-suot ${name}`, limits }),
      (database) => database.close(),
    )
  await loadAsOwner(settings.databaseOwnerUrl)
  const atStart = await opened(2, 'start', poolLimits.command)
  const clockAtStart = await followDatabaseClock(atStart.clockMs)
  await recountDueTimes(atStart, clockAtStart.now)
  clockAtStart.stop()
  const database = await opened(20, 'api', poolLimits.api)
  const relayDatabase = await opened(5, 'relay', poolLimits.relay)
  const pools = await upkeep.bring(
    () => openWorkerPools(settings.databaseUrl),
    (of) => of.close(),
  )

  const engine = await upkeep.bring(
    () => openEngine(settings.engine),
    (of) => of.close(),
  )
  const vault = await vaultOf(settings, database)
  const { worker, clock } = await startWorkerAndRelay(upkeep, {
    ...{ settings, pools, relayDatabase, engine, vault, gatewayUrl },
  })
  await upkeep.bring(
    () => startEventRelay({ database: relayDatabase, vault, now: clock.now, log }),
    (events) => events.stop(),
  )
  const { registry } = await upkeep.bring(
    () => reloadingProcedures(sayReload),
    (reloading) => reloading.stop(),
  )
  const serviceToken = await exampleToken(dataDir)
  const api = await upkeep.bring(
    () => listenApi({ settings, database, engine, vault, registry }),
    (of) => of.stop(),
  )
  say(await welcome({ database, dataDir, apiUrl: api.url, temporalUiUrl, serviceToken }))
  return { ended: worker.ended }
}

async function loadAsOwner(url: string): Promise<void> {
  const owner = openDatabase(url, { connections: 1, name: 'thong-suot load' })
  try {
    await loadReference(owner, { officers: 'invented' })
  } finally {
    await owner.close()
  }
}

function sayReload(reload: Reload): void {
  if ('files' in reload) say(`New dossiers take ${reload.files.join(', ')} as it is now`)
  else log.error({ err: reload.error }, 'definitions cannot be loaded together; those before go on')
}

/** Makes the key that signs tokens, which the API only reads; where there is an identity provider, one of its tokens is needed. */
async function exampleToken(dataDir: string): Promise<string> {
  if ((await verifierFromEnv(process.env)) !== undefined) return '<a token of your identity provider>'
  const key = await embeddedSigningKey(signingKeyFile(dataDir))
  return await key.issue({ id: 'example', role: 'service', unitId: null }, 1)
}

async function startBank(dataDir: string, upkeep: Upkeep): Promise<string> {
  const bank = await upkeep.bring(
    () => startGatewaySimulator({ ledgerFile: join(dataDir, 'bank', 'ledger.jsonl') }),
    (of) => of.close(),
  )
  return bank.url
}

function writeStackFile(dataDir: string, stack: StackFile): string {
  const file = stackFileOf(dataDir)
  mkdirSync(dataDir, { recursive: true })
  // It holds the passwords of the database.
  writeFileSync(file, JSON.stringify(stack, null, 2), { mode: 0o600 })
  return file
}
