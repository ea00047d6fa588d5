import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartUpError } from '../domain/start-up-error.ts'
import { defaultNamespace } from '../temporal.config.ts'
import { acquireLock } from './lock.ts'
import { startPostgres } from './postgres.ts'
import { startTemporalServer } from './temporal-server.ts'

export type StackOptions = {
  /** Everything lives below it. */
  dataDir: string
  /** What is not given comes from THONG_SUOT_POSTGRES_PORT, THONG_SUOT_TEMPORAL_PORT, THONG_SUOT_TEMPORAL_UI_PORT. */
  ports?: { postgres?: number; temporal?: number; temporalUi?: number }
  /** False: faster, and not safe in a crash of the machine; for tests. @defaultValue true */
  durable?: boolean
  log: (line: string) => void
  env?: Record<string, string | undefined>
}

export type Stack = {
  /** As the role that runs the product. */
  databaseUrl: string
  /** As the owner of the tables, who migrates and loads. */
  databaseOwnerUrl: string
  /** As the role that can only read; empty where the database runs elsewhere and nobody says. */
  databaseReaderUrl: string
  temporalAddress: string
  /** Undefined when Temporal runs elsewhere. */
  temporalUiUrl: string | undefined
  /** Stops what we started, in good order; may be called twice. */
  stop(): Promise<void>
}

/**
 * Brings up PostgreSQL and Temporal under `dataDir`, except where DATABASE_URL or TEMPORAL_ADDRESS names one that
 * already runs. Either both are up when this returns, or no server started here is left running.
 *
 * The servers do not react to Ctrl-C: call `stop()` when the work that needs them has ended.
 *
 * @throws StartUpError
 */
export async function startStack({ env = process.env, ...options }: StackOptions): Promise<Stack> {
  const databaseUrl = env.DATABASE_URL || undefined
  const databaseOwnerUrl = env.DATABASE_OWNER_URL || databaseUrl || ''
  const databaseReaderUrl = env.DATABASE_READER_URL || ''
  const temporalAddress = env.TEMPORAL_ADDRESS || undefined
  if (databaseUrl !== undefined && temporalAddress !== undefined) {
    return {
      ...{ databaseUrl, databaseOwnerUrl, databaseReaderUrl, temporalAddress },
      temporalUiUrl: undefined,
      stop: async () => {},
    }
  }
  const ports = {
    postgres: options.ports?.postgres ?? readPort(env, 'THONG_SUOT_POSTGRES_PORT'),
    temporal: options.ports?.temporal ?? readPort(env, 'THONG_SUOT_TEMPORAL_PORT'),
    temporalUi: options.ports?.temporalUi ?? readPort(env, 'THONG_SUOT_TEMPORAL_UI_PORT'),
  }
  const { log, durable } = options
  const dataDir = resolve(options.dataDir)
  makeWritable(dataDir)
  const lock = acquireLock({ file: join(dataDir, 'lock'), log })
  const parts = new Parts(log)
  const database =
    databaseUrl ??
    startPostgres({ dataDir: join(dataDir, 'postgres'), port: ports.postgres, durable, log }).then((server) =>
      parts.add('PostgreSQL', server),
    )
  const temporal =
    temporalAddress ??
    startTemporalServer({
      dataDir: join(dataDir, 'temporal'),
      port: ports.temporal,
      uiPort: ports.temporalUi,
      namespace: defaultNamespace,
      log,
    }).then((server) => parts.add('Temporal', server))
  const stop = () => parts.stop().finally(() => lock.release())
  try {
    const [postgres, server] = await Promise.all([database, temporal])
    const urls =
      typeof postgres === 'string'
        ? { databaseUrl: postgres, databaseOwnerUrl, databaseReaderUrl }
        : {
            databaseUrl: postgres.runtimeUrl,
            databaseOwnerUrl: postgres.url,
            databaseReaderUrl: postgres.readerUrl,
          }
    const { address, uiUrl } = typeof server === 'string' ? { address: server, uiUrl: undefined } : server
    return { ...urls, temporalAddress: address, temporalUiUrl: uiUrl, stop }
  } catch (error) {
    // The other server may still be on its way up: only then is it known and can be stopped.
    await Promise.allSettled([database, temporal])
    await stop()
    throw error
  }
}

type Part = { exited: Promise<void>; stop(): Promise<void> }

class Parts {
  readonly #log: (line: string) => void
  readonly #parts: Part[] = []
  #stopping: Promise<void> | undefined

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  add<P extends Part>(name: string, part: P): P {
    this.#parts.push(part)
    part.exited.then(() => {
      if (this.#stopping === undefined) {
        this.#log(
          `${name} ended unexpectedly. Its log is in the data folder; stop this program and start it again.`,
        )
      }
    })
    return part
  }

  stop(): Promise<void> {
    this.#stopping ??= Promise.all(this.#parts.map((part) => part.stop())).then(() => {})
    return this.#stopping
  }
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    // Under root PostgreSQL runs as another account, which must pass through here to its own folder.
    if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  } catch (cause) {
    throw new StartUpError({
      what: `The data folder ${dataDir} cannot be written to.`,
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Give this account write permission on it, or choose another data folder.',
      cause,
    })
  }
}

function readPort(env: Record<string, string | undefined>, variable: string): number | undefined {
  const text = env[variable]
  if (text === undefined || text === '') return undefined
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new StartUpError({
    what: `${variable} is "${text}", which is no port.`,
    why: 'A port is a whole number from 1 to 65535.',
    remedy: `Correct ${variable}, or unset it to have a free port chosen.`,
  })
}
