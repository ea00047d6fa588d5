/**
 * The product's worker, as bin/worker.ts runs it, with crash points and a bank that is given up on sooner. The scheduled
 * comparison runs with SCHEDULED_ROUNDS=yes only: elsewhere it would mend what the rest has to get right by itself.
 */
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import { createPayouts } from '../../../activities/create-payouts.ts'
import { httpBatchGateway } from '../../../activities/payment/gateways/http-batch-gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { startWorker } from '../../../activities/start-worker.ts'
import { log, runUntilSignal } from '../../../bin/process/run.ts'
import { openWorkerPools } from '../../../bin/process/serve/worker-pools.ts'
import { gatewayUrlOf, readSettings } from '../../../bin/process/settings.ts'
import { vaultOf } from '../../../bin/process/vault-of.ts'
import { openEngine } from '../../../engine/connection.ts'
import { scheduleRounds } from '../../../relay/schedule-rounds.ts'
import { crashAt } from '../crash-at.ts'

const { WORKFLOW_BUNDLE = '', SCHEDULED_ROUNDS } = process.env

await runUntilSignal(async () => {
  const settings = readSettings()
  const crashPoint = crashAt()
  const pools = openWorkerPools(settings.databaseUrl)
  const gateway = httpGateway({ url: gatewayUrlOf(settings), timeoutMs: 1_000 })
  const vault = await vaultOf(settings, pools.payments)
  const engine = SCHEDULED_ROUNDS === 'yes' ? openEngine(settings.engine) : undefined
  const worker = await startWorker(
    {
      ...pools.forWrites,
      ...(engine === undefined ? {} : { engine }),
      crashPoint,
      vault,
      payouts: createPayouts({ database: pools.payments, vault, gateway, crashPoint }),
      payoutRuns: createPayoutRuns({
        ...{ database: pools.payments, vault, crashPoint },
        operationsDatabase: pools.forWrites.operationsDatabase,
        gateway: httpBatchGateway({ url: gatewayUrlOf(settings), timeoutMs: 1_000 }),
      }),
      bundle: { codePath: WORKFLOW_BUNDLE },
    },
    settings.engine,
  )
  if (engine !== undefined) await scheduleRounds(engine)
  log.info('worker runs')
  return {
    ended: worker.ended,
    async stop() {
      await worker.stop()
      await Promise.all([pools.close(), engine?.close()])
    },
  }
})
