import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildApp } from '../../api/app.ts'
import { embeddedSigningKey, verifierFromEnv } from '../../api/server/signing-key.ts'
import { followDatabaseClock } from '../../db/connection/database-clock.ts'
import type { Database } from '../../db/database.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import type { Engine } from '../../engine/connection.ts'
import { clearIncoming } from '../../papers/incoming.ts'
import { loadProcedures, type Registry } from '../../procedures/registry/registry.ts'
import { papersOf } from './papers-of.ts'
import { log } from './run.ts'
import type { Settings } from './settings.ts'

/** The key that signs tokens where there is no identity provider. */
export const signingKeyFile = (dataDir: string): string => join(dataDir, 'keys', 'api.jwk')

/** @throws {StartUpError} where FOLLOW_URL is no address that a telephone could open */
function followUrlOf({ FOLLOW_URL: url }: NodeJS.ProcessEnv): string | undefined {
  if (url === undefined || url === '') return undefined
  if (/^https?:/.test(url) && URL.canParse(url)) return url
  throw new StartUpError({
    what: 'FOLLOW_URL is no http(s) address.',
    why: 'Slips would carry a QR code that leads nowhere.',
    remedy: 'Set it to the page where citizens follow a dossier, or leave it out.',
  })
}

/** How long `/ready` says no before the API closes: longer than a balancer takes to see it. 0 where nobody sets DRAIN_SECONDS. */
const drainMsOf = ({ DRAIN_SECONDS: seconds }: NodeJS.ProcessEnv): number =>
  Math.min(Math.max(Number(seconds ?? 0) || 0, 0), 15) * 1_000

const clearIncomingEveryMs = 60 * 60_000

/** Listens on PORT of HOST (this machine only where HOST is not set), until stopped. */
export async function listenApi(deps: {
  settings: Settings
  database: Database
  engine: Engine
  vault: Vault
  /** @defaultValue the definitions as they are now */
  registry?: Registry
}): Promise<{ url: string; stop(): Promise<void> }> {
  const { settings, database, engine, vault } = deps
  const [registry, provider, papers] = await Promise.all([
    deps.registry ?? loadProcedures(),
    verifierFromEnv(process.env),
    papersOf(settings),
  ])
  const verify = provider ?? (await embeddedSigningKey(signingKeyFile(settings.dataDir))).verify
  const proxies = process.env.TRUSTED_PROXIES?.split(',').map((address) => address.trim())
  const clock = await followDatabaseClock(database.clockMs)
  let draining = false
  const app = await buildApp({
    draining: () => draining,
    ...{ database, engine, vault, papers, registry, verify, now: clock.now, log },
    machineAheadMs: clock.machineAheadMs,
    trustedProxies: proxies?.filter((address) => address !== ''),
    followUrl: followUrlOf(process.env),
  })
  const host = process.env.HOST ?? '127.0.0.1'
  const url = await app.listen({ port: settings.apiPort, host }).catch((cause: unknown) => {
    throw new StartUpError({
      what: `The API cannot listen on ${host}:${settings.apiPort}.`,
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Stop what uses the port, or choose another: PORT=8081 npm start',
      cause,
    })
  })
  const clear = () => void clearIncoming(papers.incoming, Date.now()).catch(() => undefined)
  clear()
  const clearing = setInterval(clear, clearIncomingEveryMs)
  return {
    url,
    stop: async () => {
      clearInterval(clearing)
      clock.stop()
      draining = true
      await pause(drainMsOf(process.env))
      await app.close()
    },
  }
}
