/** Answers officers and services over HTTP, until SIGINT or SIGTERM. Several may run. */
import { openDatabase } from '../db/database.ts'
import { createVault } from '../db/identity-vault.ts'
import { poolLimits } from '../db/pool-limits.ts'
import { openEngine } from '../relay/engine.ts'
import { listenApi } from './listen-api.ts'
import { log, runUntilSignal } from './run.ts'
import { readSettings } from './settings.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 20, name: 'thong-suot api' },
    limits: poolLimits.api,
  })
  const engine = openEngine(settings.engine)
  const api = await listenApi({ settings, database, engine, vault: createVault(settings.vaultKeys) })
  log.info({ url: api.url }, 'API listens')
  return {
    async stop() {
      await api.stop()
      await Promise.all([database.close(), engine.close()])
    },
  }
})
