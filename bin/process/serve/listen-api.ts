import { setTimeout as pause } from 'node:timers/promises'
import { buildApp } from '../../../api/app.ts'
import { readSigningKey, verifierFromEnv } from '../../../api/server/signing-key.ts'
import { followDatabaseClock } from '../../../db/connection/database-clock.ts'
import type { Database } from '../../../db/database.ts'
import type { Vault } from '../../../db/identity/identity-vault.ts'
import { RepeatedFailure } from '../../../domain/repeated-failure.ts'
import { StartUpError } from '../../../domain/start-up-error.ts'
import type { Engine } from '../../../engine/connection.ts'
import { clearIncoming } from '../../../papers/incoming.ts'
import { loadProcedures, type Registry } from '../../../procedures/registry/registry.ts'
import { papersOf } from '../papers-of.ts'
import { log } from '../run.ts'
import type { Settings } from '../settings.ts'
import { signingKeyFile } from '../signing-key-file.ts'

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

/** Where an API listens, and how it is reached. */
export interface Listening {
  host: string
  port: number
  /** Addresses of our own proxies. */
  trustedProxies: readonly string[]
  /** The public page where citizens follow; none where left out. */
  followUrl?: string
  /** How long `/ready` says no before the API closes. */
  drainMs: number
  /** What to do where the port is taken. */
  anotherPort: string
}

/** @throws {StartUpError} where FOLLOW_URL is no address */
const listeningFromEnv = (env: NodeJS.ProcessEnv, port: number): Listening => ({
  ...{ host: env.HOST ?? '127.0.0.1', port },
  trustedProxies: (env.TRUSTED_PROXIES?.split(',') ?? [])
    .map((address) => address.trim())
    .filter((address) => address !== ''),
  ...{ followUrl: followUrlOf(env), drainMs: drainMsOf(env) },
  anotherPort: 'PORT=8081 npm start',
})

/** How long `/ready` says no before the API closes: longer than a balancer takes to see it. 0 where nobody sets DRAIN_SECONDS. */
const drainMsOf = ({ DRAIN_SECONDS: seconds }: NodeJS.ProcessEnv): number =>
  Math.min(Math.max(Number(seconds ?? 0) || 0, 0), 15) * 1_000

const clearIncomingEveryMs = 60 * 60_000

/** Listens until stopped. */
export async function listenApi(deps: {
  settings: Settings
  database: Database
  engine: Engine
  vault: Vault
  /** @defaultValue the definitions as they are now */
  registry?: Registry
  /** @defaultValue PORT of HOST (this machine only where HOST is not set), with FOLLOW_URL, TRUSTED_PROXIES and DRAIN_SECONDS */
  listening?: Listening
  /** The rehearsal that it serves, which each answer names. @defaultValue none: it is the live system */
  rehearsal?: string
}): Promise<{ url: string; stop(): Promise<void> }> {
  const { settings, database, engine, vault, rehearsal } = deps
  const listening = deps.listening ?? listeningFromEnv(process.env, settings.apiPort)
  // Before the definitions, which take seconds: an API without a key does not start.
  const provider = await verifierFromEnv(process.env)
  const verify = provider ?? (await readSigningKey(signingKeyFile(settings.dataDir))).verify
  const [registry, papers] = await Promise.all([deps.registry ?? loadProcedures(), papersOf(settings)])
  const clock = await followDatabaseClock(database.clockMs, log)
  let draining = false
  const app = await buildApp({
    draining: () => draining,
    ...{ database, engine, vault, papers, registry, verify, now: clock.now, log },
    machineAheadMs: clock.machineAheadMs,
    ...{ trustedProxies: listening.trustedProxies, followUrl: listening.followUrl, rehearsal },
  })
  const { host, port, anotherPort } = listening
  const url = await app.listen({ port, host }).catch((cause: unknown) => {
    throw new StartUpError({
      what: `The API cannot listen on ${host}:${port}.`,
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: `Stop what uses the port, or choose another: ${anotherPort}`,
      cause,
    })
  })
  const failure = new RepeatedFailure(log, 'the removal of files that were not received whole')
  const clear = () =>
    void clearIncoming(papers.incoming, Date.now()).then(
      () => failure.succeeded(),
      (error: unknown) => failure.failed(error),
    )
  clear()
  const clearing = setInterval(clear, clearIncomingEveryMs)
  return {
    url,
    stop: async () => {
      clearInterval(clearing)
      clock.stop()
      draining = true
      await pause(listening.drainMs)
      await app.close()
    },
  }
}
