/** The product's API with the procedures of the tests, and a crash point between a commit and its answer. */
import type { ServerResponse } from 'node:http'
import { buildApp } from '../../../api/app.ts'
import { unlimited } from '../../../api/server/rates.ts'
import { embeddedSigningKey } from '../../../api/server/signing-key.ts'
import { papersOf } from '../../../bin/process/papers-of.ts'
import { log, runUntilSignal } from '../../../bin/process/run.ts'
import { readSettings } from '../../../bin/process/settings.ts'
import { vaultOf } from '../../../bin/process/vault-of.ts'
import { poolLimits } from '../../../db/connection/pool-limits.ts'
import { openDatabase } from '../../../db/database.ts'
import { openEngine } from '../../../engine/connection.ts'
import { registryOf } from '../../../procedures/registry/registry.ts'
import { crashAt } from '../crash-at.ts'
import { definitions } from '../definitions.ts'
import { ownLoop } from '../stall.ts'

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, {
    ...{ connections: 20, name: 'thong-suot api' },
    limits: poolLimits.api,
  })
  const engine = openEngine(settings.engine)
  const { verify } = await embeddedSigningKey(process.env.SIGNING_KEY_FILE ?? '')
  const papers = await papersOf(settings)
  const crashPoint = crashAt()
  const keep = async (key: string, path: string): Promise<void> => {
    await papers.store.keep(key, path)
    crashPoint('after_keep')
  }
  const app = await buildApp({
    database,
    engine,
    vault: await vaultOf(settings, database),
    papers: { ...papers, store: { ...papers.store, keep } },
    registry: registryOf(definitions),
    verify,
    now: Date.now,
    log,
    requestTimeoutMs: 5_000,
    rates: unlimited,
  })
  app.server.prependListener('request', (request, response) => {
    if (request.method === 'POST') beforeAnswer(response, () => crashPoint('before_answer'))
  })
  // How long the loop was held since somebody asked: of this process, which no other can tell.
  const loop = ownLoop()
  app.get('/stall', { schema: { hide: true } }, async () => {
    const longestMs = loop.longestMs()
    loop.reset()
    return { longestMs }
  })
  const url = await app.listen({ port: settings.apiPort, host: '127.0.0.1' })
  log.info(`api listens at ${url} .`)
  return {
    async stop() {
      loop.stop()
      await app.close()
      await Promise.all([database.close(), engine.close()])
    },
  }
})

// What is committed is committed by now, and no byte of the answer has left.
function beforeAnswer(response: ServerResponse, reached: () => void): void {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    reached()
    return writeHead(...args)
  }) as typeof response.writeHead
}
