/** Runs the workflows and activities of dossiers, until SIGINT or SIGTERM. */
import { startWorker } from '../activities/start-worker.ts'
import { openEngine } from '../engine/connection.ts'
import { scheduleRounds } from '../relay/schedule-rounds.ts'
import { logEngine } from './process/engine-log.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { log, runUntilSignal } from './process/run.ts'
import { moneyWork } from './process/serve/money-work.ts'
import { openWorkerPools } from './process/serve/worker-pools.ts'
import { gatewayUrlOf, readSettings } from './process/settings.ts'
import { vaultOf } from './process/vault-of.ts'

logEngine()
await runUntilSignal(async () => {
  const settings = readSettings()
  const pools = openWorkerPools(settings.databaseUrl)
  await refuseRehearsal(pools.payments)
  const gatewayUrl = gatewayUrlOf(settings)
  const engine = openEngine(settings.engine)
  const vault = await vaultOf(settings, pools.payments)
  const money = moneyWork({ pools, vault, gatewayUrl }, settings)
  const worker = await startWorker({ ...pools.forWrites, engine, vault, ...money }, settings.engine)
  await scheduleRounds(engine)
  log.info('worker runs')
  return {
    ended: worker.ended,
    async stop() {
      await worker.stop()
      await Promise.all([pools.close(), engine.close()])
    },
  }
})
