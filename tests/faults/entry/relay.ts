/** The product's relay, as bin/relay.ts runs it, with crash points. */
import { log, runUntilSignal } from '../../../bin/process/run.ts'
import { readSettings } from '../../../bin/process/settings.ts'
import { vaultOf } from '../../../bin/process/vault-of.ts'
import { poolLimits } from '../../../db/connection/pool-limits.ts'
import { openDatabase } from '../../../db/database.ts'
import { openEngine } from '../../../engine/connection.ts'
import { startRelay } from '../../../relay/relay.ts'
import { startEventRelay } from '../../../relay/relay-events.ts'
import { crashAt } from '../crash-at.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 5, name: 'thong-suot relay' },
    limits: poolLimits.relay,
  })
  const engine = openEngine(settings.engine)
  const relay = await startRelay({ database, engine, now: Date.now, log, crashPoint: crashAt() })
  const events = startEventRelay({ database, vault: await vaultOf(settings, database), now: Date.now, log })
  log.info('relay runs')
  return {
    async stop() {
      await Promise.all([relay.stop(), events.stop()])
      await Promise.all([database.close(), engine.close()])
    },
  }
})
