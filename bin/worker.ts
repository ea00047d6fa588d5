/** Runs the workflows and activities of dossiers, until SIGINT or SIGTERM. */
import { createPayoutRuns } from '../activities/create-payout-runs.ts'
import { createPayouts } from '../activities/create-payouts.ts'
import { httpBatchGateway } from '../activities/payment/gateways/http-batch-gateway.ts'
import { httpGateway } from '../activities/payment/gateways/http-gateway.ts'
import { startWorker } from '../activities/start-worker.ts'
import { openEngine } from '../engine/connection.ts'
import { scheduleRounds } from '../relay/schedule-rounds.ts'
import { logEngine } from './process/engine-log.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { log, runUntilSignal } from './process/run.ts'
import { openWorkerPools } from './process/serve/worker-pools.ts'
import { gatewayUrlOf, readSettings } from './process/settings.ts'
import { vaultOf } from './process/vault-of.ts'

logEngine()
await runUntilSignal(async () => {
  const settings = readSettings()
  const pools = openWorkerPools(settings.databaseUrl)
  await refuseRehearsal(pools.payments)
  const url = gatewayUrlOf(settings)
  const engine = openEngine(settings.engine)
  const vault = await vaultOf(settings, pools.payments)
  const money = { database: pools.payments, vault }
  const worker = await startWorker(
    {
      ...pools.forWrites,
      engine,
      vault,
      payouts: createPayouts({ ...money, gateway: httpGateway({ url }) }),
      payoutRuns: createPayoutRuns({
        ...money,
        operationsDatabase: pools.forWrites.operationsDatabase,
        gateway: httpBatchGateway({
          url,
          ...(settings.batchTimeoutMs === undefined ? {} : { timeoutMs: settings.batchTimeoutMs }),
        }),
      }),
    },
    settings.engine,
  )
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
