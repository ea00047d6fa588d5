/** Carries committed work from PostgreSQL to the engine, and events to other systems, until SIGINT or SIGTERM. Several may run. */
import { openDatabase } from '../db/database.ts'
import { createVault } from '../db/identity-vault.ts'
import { poolLimits } from '../db/pool-limits.ts'
import { openEngine } from '../relay/engine.ts'
import { startEventRelay } from '../relay/event-relay.ts'
import { startRelay } from '../relay/relay.ts'
import { papersOf } from './papers-of.ts'
import { log, runUntilSignal } from './run.ts'
import { readSettings } from './settings.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 5, name: 'thong-suot relay' },
    limits: poolLimits.relay,
  })
  const engine = openEngine(settings.engine)
  const { store: papers } = await papersOf(settings)
  const relay = await startRelay({ database, engine, papers, now: Date.now, log })
  const events = startEventRelay({ database, vault: createVault(settings.vaultKeys), now: Date.now, log })
  log.info('relay runs')
  return {
    async stop() {
      await Promise.all([relay.stop(), events.stop()])
      await Promise.all([database.close(), engine.close()])
    },
  }
})
