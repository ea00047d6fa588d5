/** Carries committed work from PostgreSQL to the engine, and events to other systems, until SIGINT or SIGTERM. Several may run. */

import { followDatabaseClock } from '../db/connection/database-clock.ts'
import { poolLimits } from '../db/connection/pool-limits.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { startRelay } from '../relay/relay.ts'
import { startEventRelay } from '../relay/relay-events.ts'
import { scheduleRounds } from '../relay/schedule-rounds.ts'
import { papersOf } from './process/papers-of.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { log, runUntilSignal } from './process/run.ts'
import { readSettings } from './process/settings.ts'
import { vaultOf } from './process/vault-of.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 5, name: 'thong-suot relay' },
    limits: poolLimits.relay,
  })
  await refuseRehearsal(database)
  const engine = openEngine(settings.engine)
  const { store: papers } = await papersOf(settings)
  const vault = await vaultOf(settings, database)
  const clock = await followDatabaseClock(database.clockMs, log)
  const relay = await startRelay({
    ...{ database, engine, papers, now: clock.now, log },
    importStartsPerSecond: settings.importStartsPerSecond,
    scheduleRounds: () => scheduleRounds(engine),
  })
  const events = startEventRelay({ database, vault, now: clock.now, log })
  log.info('relay runs')
  return {
    async stop() {
      clock.stop()
      await Promise.all([relay.stop(), events.stop()])
      await Promise.all([database.close(), engine.close()])
    },
  }
})
