/** The worker and the relay of a process that has an API beside them. */
import { type RunningWorker, startWorker, type WorkerDeps } from '../../../activities/start-worker.ts'
import { type DatabaseClock, followDatabaseClock } from '../../../db/connection/database-clock.ts'
import type { Database } from '../../../db/database.ts'
import type { Vault } from '../../../db/identity/identity-vault.ts'
import type { Upkeep } from '../../../embedded/upkeep.ts'
import type { Engine } from '../../../engine/connection.ts'
import { startRelay } from '../../../relay/relay.ts'
import { scheduleRounds } from '../../../relay/schedule-rounds.ts'
import { papersOf } from '../papers-of.ts'
import { log } from '../run.ts'
import type { Settings } from '../settings.ts'
import { moneyWork } from './money-work.ts'
import type { WorkerPools } from './worker-pools.ts'

export interface WorkerAndRelay {
  worker: RunningWorker
  /** By which the relay goes. */
  clock: DatabaseClock
}

/** Starts both with the scheduled rounds; `upkeep` stops them. @param bundle made here where left out */
export async function startWorkerAndRelay(
  upkeep: Upkeep,
  {
    settings,
    pools,
    relayDatabase,
    engine,
    vault,
    gatewayUrl,
    bundle,
  }: {
    settings: Settings
    pools: WorkerPools
    relayDatabase: Database
    engine: Engine
    vault: Vault
    gatewayUrl: string
    bundle?: WorkerDeps['bundle']
  },
): Promise<WorkerAndRelay> {
  const money = moneyWork({ pools, vault, gatewayUrl }, settings)
  const worker = await upkeep.bring(
    () => startWorker({ ...pools.forWrites, engine, vault, ...money, bundle }, settings.engine),
    (of) => of.stop(),
  )
  await scheduleRounds(engine)
  const { store } = await papersOf(settings)
  const clock = await upkeep.bring(
    () => followDatabaseClock(relayDatabase.clockMs, log),
    (of) => of.stop(),
  )
  await upkeep.bring(
    () =>
      startRelay({
        ...{ database: relayDatabase, engine, papers: store, now: clock.now, log },
        importStartsPerSecond: settings.importStartsPerSecond,
        scheduleRounds: () => scheduleRounds(engine),
      }),
    (relay) => relay.stop(),
  )
  return { worker, clock }
}
