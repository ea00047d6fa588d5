/** The product's API as in operation, its log and its pool too, with the definition that the bench uses. */
import { join } from 'node:path'
import { buildApp } from '../../api/app.ts'
import { unlimited } from '../../api/server/rates.ts'
import { embeddedSigningKey } from '../../api/server/signing-key.ts'
import { papersOf } from '../../bin/process/papers-of.ts'
import { log, runUntilSignal } from '../../bin/process/run.ts'
import { readSettings } from '../../bin/process/settings.ts'
import { vaultOf } from '../../bin/process/vault-of.ts'
import { followDatabaseClock } from '../../db/connection/database-clock.ts'
import { poolLimits } from '../../db/connection/pool-limits.ts'
import { openDatabase } from '../../db/database.ts'
import { openEngine } from '../../engine/connection.ts'
import { registryOf } from '../../procedures/registry/registry.ts'
import { twoDecisions } from '../two-decisions.ts'

/** A machine whose clock is not right. */
const machineNow = Date.now
const aheadMs = Number(process.env.BENCH_CLOCK_AHEAD_MS ?? 0)
if (aheadMs !== 0) Date.now = () => machineNow() + aheadMs

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, { connections: 20, limits: poolLimits.api })
  const engine = openEngine(settings.engine)
  const clock = await followDatabaseClock(database.clockMs)
  const key = await embeddedSigningKey(join(settings.dataDir, 'keys', 'api.jwk'))
  const app = await buildApp({
    database,
    engine,
    vault: await vaultOf(settings, database),
    papers: await papersOf(settings),
    registry: registryOf([twoDecisions]),
    verify: key.verify,
    now: clock.now,
    log,
    rates: unlimited,
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  process.stdout.write(`listens at ${url}\n`)
  return {
    async stop() {
      clock.stop()
      await app.close()
      await Promise.all([database.close(), engine.close()])
    },
  }
})
