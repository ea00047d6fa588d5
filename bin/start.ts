/** `npm start`: everything on this machine, from PostgreSQL to the API, until Ctrl-C. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPayouts } from '../activities/create-payouts.ts'
import { httpGateway } from '../activities/payment/http-gateway.ts'
import { startGatewaySimulator } from '../activities/payment/simulator.ts'
import { startWorker } from '../activities/start-worker.ts'
import { embeddedSigningKey, verifierFromEnv } from '../api/signing-key.ts'
import { migrate, openDatabase } from '../db/database.ts'
import { recountDueTimes } from '../db/due-recount.ts'
import { createVault } from '../db/identity-vault.ts'
import { loadReference } from '../db/load/load-reference.ts'
import { startStack } from '../embedded/stack.ts'
import { type Reload, reloadingProcedures } from '../procedures/reload.ts'
import { openEngine } from '../relay/engine.ts'
import { startEventRelay } from '../relay/event-relay.ts'
import { startRelay } from '../relay/relay.ts'
import { scheduleReconcile } from '../relay/schedule-reconcile.ts'
import { logEngine } from './engine-log.ts'
import { listenApi, signingKeyFile } from './listen-api.ts'
import { papersOf } from './papers-of.ts'
import { log, runUntilSignal, type Service } from './run.ts'
import { dataDirOf, readSettings, type StackFile, stackFileOf } from './settings.ts'
import { welcome } from './welcome.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

logEngine()
await runUntilSignal(async (): Promise<Service> => {
  const stops: (() => Promise<unknown> | unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end()
  }
  try {
    return { ...(await startEverything(stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
})

async function startEverything(
  stops: (() => Promise<unknown> | unknown)[],
): Promise<{ ended: Promise<void> }> {
  const dataDir = dataDirOf()
  say('Bringing up PostgreSQL and Temporal …')
  const stack = await startStack({ dataDir, log: say })
  stops.push(() => stack.stop())
  const gatewayUrl = process.env.PAYMENT_GATEWAY_URL || (await startBank(dataDir, stops))
  writeStackFile(
    dataDir,
    { databaseUrl: stack.databaseUrl, temporalAddress: stack.temporalAddress, gatewayUrl },
    stops,
  )

  const settings = readSettings()
  await migrate(settings.databaseUrl)
  const database = openDatabase(settings.databaseUrl, { connections: 30 })
  const payments = openDatabase(settings.databaseUrl, { connections: 10, name: 'thong-suot payments' })
  stops.push(() => Promise.all([database.close(), payments.close()]))
  await loadReference(database)
  await recountDueTimes(database, Date.now)

  const engine = openEngine(settings.engine)
  stops.push(() => engine.close())
  const vault = createVault(settings.vaultKeys)
  const gateway = httpGateway({ url: gatewayUrl })
  const worker = await startWorker(
    { database, engine, payouts: createPayouts({ database: payments, vault, gateway }) },
    settings.engine,
  )
  stops.push(() => worker.stop())
  await scheduleReconcile(engine)
  const { store } = await papersOf(settings)
  const relay = await startRelay({ database, engine, papers: store, now: Date.now, log })
  stops.push(() => relay.stop())
  const events = startEventRelay({ database, vault, now: Date.now, log })
  stops.push(() => events.stop())
  const { registry, stop: stopReloading } = await reloadingProcedures(sayReload)
  stops.push(stopReloading)
  const api = await listenApi({ settings, database, engine, vault, registry })
  stops.push(() => api.stop())
  const serviceToken = await exampleToken(dataDir)
  say(await welcome({ database, dataDir, apiUrl: api.url, temporalUiUrl: stack.temporalUiUrl, serviceToken }))
  return { ended: worker.ended }
}

function sayReload(reload: Reload): void {
  if ('files' in reload) say(`New dossiers take ${reload.files.join(', ')} as it stands now`)
  else log.error({ err: reload.error }, 'definitions cannot stand together; those before go on')
}

/** Only our own key signs tokens here; where there is an identity provider, one of its tokens is needed. */
async function exampleToken(dataDir: string): Promise<string> {
  if ((await verifierFromEnv(process.env)) !== undefined) return '<a token of your identity provider>'
  const key = await embeddedSigningKey(signingKeyFile(dataDir))
  return await key.issue({ id: 'example', role: 'service', unitId: null }, 1)
}

async function startBank(dataDir: string, stops: (() => Promise<unknown> | unknown)[]): Promise<string> {
  const bank = await startGatewaySimulator({ ledgerFile: join(dataDir, 'bank', 'ledger.jsonl') })
  stops.push(() => bank.close())
  return bank.url
}

function writeStackFile(
  dataDir: string,
  stack: StackFile,
  stops: (() => Promise<unknown> | unknown)[],
): void {
  const file = stackFileOf(dataDir)
  mkdirSync(dataDir, { recursive: true })
  // It holds the password of the database.
  writeFileSync(file, JSON.stringify(stack, null, 2), { mode: 0o600 })
  stops.push(() => rmSync(file, { force: true }))
}
