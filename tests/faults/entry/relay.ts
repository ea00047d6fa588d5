/** The product's relay, as bin/relay.ts runs it, with crash points. */
import { log, runUntilSignal } from '../../../bin/run.ts'
import { readSettings } from '../../../bin/settings.ts'
import { openDatabase } from '../../../db/database.ts'
import { createVault } from '../../../db/identity-vault.ts'
import { poolLimits } from '../../../db/pool-limits.ts'
import { openEngine } from '../../../relay/engine.ts'
import { startEventRelay } from '../../../relay/event-relay.ts'
import { startRelay } from '../../../relay/relay.ts'
import { crashAt } from '../crash-at.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 5, name: 'thong-suot relay' },
    limits: poolLimits.relay,
  })
  const engine = openEngine(settings.engine)
  const relay = await startRelay({ database, engine, now: Date.now, log, crashPoint: crashAt() })
  const events = startEventRelay({ database, vault: createVault(settings.vaultKeys), now: Date.now, log })
  log.info('relay runs')
  return {
    async stop() {
      await Promise.all([relay.stop(), events.stop()])
      await Promise.all([database.close(), engine.close()])
    },
  }
})
