/** The processes of a rehearsal, in one: API, worker, relay and a simulated bank, with everything from its own folder. */
import { join } from 'node:path'
import { startGatewaySimulator } from '../../../activities/payment/bank-simulator/simulator.ts'
import type { WorkerDeps } from '../../../activities/start-worker.ts'
import { embeddedSigningKey } from '../../../api/server/signing-key.ts'
import { poolLimits } from '../../../db/connection/pool-limits.ts'
import { type Database, openDatabase } from '../../../db/database.ts'
import { createVault, embeddedVaultKeys } from '../../../db/identity/identity-vault.ts'
import { declareKeys } from '../../../db/identity/sealing-keys.ts'
import { isExpired, rehearsalHere } from '../../../db/rehearsal/rehearsal-database.ts'
import { StartUpError } from '../../../domain/start-up-error.ts'
import type { Upkeep } from '../../../embedded/upkeep.ts'
import { openEngine } from '../../../engine/connection.ts'
import {
  folderOf,
  identityKeysIn,
  papersIn,
  type RehearsalFile,
  readRehearsal,
} from '../../../rehearsal/rehearsal-folder.ts'
import type { RehearsalPlace } from '../../../rehearsal/rehearsal-place.ts'
import { type Listening, listenApi } from '../serve/listen-api.ts'
import { startWorkerAndRelay } from '../serve/worker-and-relay.ts'
import { openWorkerPools } from '../serve/worker-pools.ts'
import type { Settings } from '../settings.ts'
import { signingKeyFile } from '../signing-key-file.ts'

export interface ServedRehearsal {
  url: string
  bankUrl: string
  /** Settles when the worker ended by itself. */
  ended: Promise<void>
}

/**
 * Nothing leaves a rehearsal: there is no relay of events here at all, notices stay in its own table, and its bank is simulated. No
 * other command serves it (`refuseRehearsal`). Of what the shell of a live system has set it takes Temporal's address and the identity
 * provider alone: it listens on this machine, at a port of its own, and every answer names it.
 * @throws {StartUpError} where it was erased, or its fourteen days are over
 */
export async function serveRehearsal(
  place: Pick<RehearsalPlace, 'rehearsals' | 'engine' | 'now'>,
  id: string,
  { upkeep, port, bundle }: { upkeep: Upkeep; port: number; bundle?: WorkerDeps['bundle'] },
): Promise<ServedRehearsal> {
  const rehearsal = await readRehearsal(place.rehearsals, id)
  const folder = folderOf(place.rehearsals, id)
  if (isExpired(rehearsal, place.now())) throw expired(id)
  const settings = settingsOf(rehearsal, { folder, engine: place.engine })
  const bank = await upkeep.bring(
    () => startGatewaySimulator({ ledgerFile: join(folder, 'bank', 'ledger.jsonl') }),
    (of) => of.close(),
  )
  const opened = (connections: number, name: string, limits: keyof typeof poolLimits) =>
    upkeep.bring(
      () =>
        openDatabase(settings.databaseUrl, {
          ...{ connections, name: `thong-suot rehearsal ${name}` },
          limits: poolLimits[limits],
        }),
      (database) => database.close(),
    )
  const database = await opened(20, 'api', 'api')
  const relayDatabase = await opened(5, 'relay', 'relay')
  await requireRehearsal(database, id)
  const pools = await upkeep.bring(
    () => openWorkerPools(settings.databaseUrl),
    (of) => of.close(),
  )
  const engine = await upkeep.bring(
    () => openEngine(settings.engine),
    (of) => of.close(),
  )
  const keys = embeddedVaultKeys(identityKeysIn(folder))
  const vault = createVault(keys)
  await declareKeys(database, vault, keys)
  const { worker } = await startWorkerAndRelay(upkeep, {
    ...{ settings, pools, relayDatabase, engine, vault, gatewayUrl: bank.url, bundle },
  })
  await embeddedSigningKey(signingKeyFile(folder))
  const api = await upkeep.bring(
    () => listenApi({ settings, database, engine, vault, rehearsal: id, listening: listeningOn(port) }),
    (of) => of.stop(),
  )
  return { url: api.url, bankUrl: bank.url, ended: worker.ended }
}

const listeningOn = (port: number): Listening => ({
  ...{ host: '127.0.0.1', port, trustedProxies: [], drainMs: 0 },
  anotherPort: 'REHEARSAL_PORT=8082 npm run rehearsal -- run …',
})

function settingsOf(
  { databaseUrl, namespace }: RehearsalFile,
  { folder, engine }: { folder: string; engine: RehearsalPlace['engine'] },
): Settings {
  return {
    ...{ dataDir: folder, databaseUrl, databaseOwnerUrl: databaseUrl, databaseReaderUrl: null },
    ...{ engine: { ...engine, namespace }, gatewayUrl: null, vaultKeys: null, apiPort: 0 },
    batchTimeoutMs: undefined,
    batchesPerSecond: undefined,
    importStartsPerSecond: undefined,
    papers: { driver: 'fs', folder: papersIn(folder) },
  }
}

async function requireRehearsal({ sql }: Database, id: string): Promise<void> {
  if ((await rehearsalHere(sql))?.id === id) return
  throw new StartUpError({
    what: `The database of the folder of "${id}" does not say that it is this rehearsal.`,
    why: 'What runs a rehearsal would work in a database that is none.',
    remedy: 'Its folder was changed: erase it and start another.',
  })
}

const expired = (id: string): StartUpError =>
  new StartUpError({
    what: `The fourteen days of "${id}" are over.`,
    why: 'It holds the dossiers of citizens, and is kept no longer than the trial run needs.',
    remedy: 'npm run rehearsal -- erase --expired, then start another.',
  })
