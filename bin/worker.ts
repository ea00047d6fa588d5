/** Runs the workflows and activities of dossiers, until SIGINT or SIGTERM. */
import { createPayouts } from '../activities/create-payouts.ts'
import { httpGateway } from '../activities/payment/http-gateway.ts'
import { startWorker } from '../activities/start-worker.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { scheduleReconcile } from '../relay/schedule-reconcile.ts'
import { logEngine } from './process/engine-log.ts'
import { log, runUntilSignal } from './process/run.ts'
import { gatewayUrlOf, readSettings } from './process/settings.ts'
import { vaultOf } from './process/vault-of.ts'

logEngine()
await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, { connections: 20, name: 'thong-suot worker' })
  const payments = openDatabase(settings.databaseUrl, { connections: 10, name: 'thong-suot payments' })
  const gateway = httpGateway({ url: gatewayUrlOf(settings) })
  const engine = openEngine(settings.engine)
  const vault = await vaultOf(settings, database)
  const worker = await startWorker(
    { database, engine, payouts: createPayouts({ database: payments, vault, gateway }) },
    settings.engine,
  )
  await scheduleReconcile(engine)
  log.info('worker runs')
  return {
    ended: worker.ended,
    async stop() {
      await worker.stop()
      await Promise.all([database.close(), payments.close(), engine.close()])
    },
  }
})
