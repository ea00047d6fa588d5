/** The product's worker, as bin/worker.ts runs it, with crash points and a bank that is given up on sooner. */
import { createPayouts } from '../../../activities/create-payouts.ts'
import { httpGateway } from '../../../activities/payment/http-gateway.ts'
import { startWorker } from '../../../activities/start-worker.ts'
import { log, runUntilSignal } from '../../../bin/process/run.ts'
import { gatewayUrlOf, readSettings } from '../../../bin/process/settings.ts'
import { vaultOf } from '../../../bin/process/vault-of.ts'
import { openWorkerPools } from '../../../bin/process/worker-pools.ts'
import { crashAt } from '../crash-at.ts'

const { WORKFLOW_BUNDLE = '' } = process.env

await runUntilSignal(async () => {
  const settings = readSettings()
  const crashPoint = crashAt()
  const pools = openWorkerPools(settings.databaseUrl)
  const gateway = httpGateway({ url: gatewayUrlOf(settings), timeoutMs: 1_000 })
  const vault = await vaultOf(settings, pools.payments)
  const worker = await startWorker(
    {
      ...pools.forWrites,
      crashPoint,
      payouts: createPayouts({ database: pools.payments, vault, gateway, crashPoint }),
      bundle: { codePath: WORKFLOW_BUNDLE },
    },
    settings.engine,
  )
  log.info('worker runs')
  return {
    ended: worker.ended,
    async stop() {
      await worker.stop()
      await pools.close()
    },
  }
})
