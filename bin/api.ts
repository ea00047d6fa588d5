/** Answers officers and services over HTTP, until SIGINT or SIGTERM. Several may run. */

import { poolLimits } from '../db/connection/pool-limits.ts'
import { openDatabase } from '../db/database.ts'
import { openEngine } from '../engine/connection.ts'
import { refuseRehearsal } from './process/rehearsal/refuse-rehearsal.ts'
import { log, runUntilSignal } from './process/run.ts'
import { listenApi } from './process/serve/listen-api.ts'
import { readSettings } from './process/settings.ts'
import { vaultOf } from './process/vault-of.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 20, name: 'thong-suot api' },
    limits: poolLimits.api,
  })
  await refuseRehearsal(database)
  const engine = openEngine(settings.engine)
  const vault = await vaultOf(settings, database)
  const api = await listenApi({ settings, database, engine, vault })
  log.info({ url: api.url }, 'API listens')
  return {
    async stop() {
      await api.stop()
      await Promise.all([database.close(), engine.close()])
    },
  }
})
