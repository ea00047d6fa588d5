import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { embeddedVaultKeys, type VaultKeys, vaultKeysFromEnv } from '../../db/identity/identity-vault.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import { engineAddress } from '../../engine/address.ts'

/** Where everything is. Each part comes from the environment, or from the embedded stack that runs here. */
export interface Settings {
  dataDir: string
  /** As the role that runs the product. */
  databaseUrl: string
  /** As the owner of the tables: for migration, reference data and calendar. The same as `databaseUrl` where only that is set. */
  databaseOwnerUrl: string
  /** As a role that can only read, for a rehearsal; null where nobody says. */
  databaseReaderUrl: string | null
  engine: ReturnType<typeof engineAddress>
  /** Null where nobody says; only workers need it. */
  gatewayUrl: string | null
  /** Null where there are none: `vaultOf` tells who needs them. */
  vaultKeys: VaultKeys | null
  apiPort: number
  /** How long a worker waits for the bank's answer to a batch, ms; undefined where nobody says. */
  batchTimeoutMs: number | undefined
  /** Pages of payout runs that all workers together bring to the bank in a second; undefined: as many as they can. */
  batchesPerSecond: number | undefined
  /** Dossiers taken over from other systems that a relay starts in a second; undefined where nobody says. */
  importStartsPerSecond: number | undefined
  papers: PapersSetting
}

/** Where files of papers lie: a folder, or a bucket that speaks S3. */
export type PapersSetting =
  | { driver: 'fs'; folder: string }
  | { driver: 's3'; bucket: string; region: string; endpoint: string | null }

const stackFile = z.object({
  databaseUrl: z.string(),
  databaseOwnerUrl: z.string().optional(),
  databaseReaderUrl: z.string().optional(),
  temporalAddress: z.string(),
  gatewayUrl: z.string(),
  apiUrl: z.string().optional(),
})
export type StackFile = z.infer<typeof stackFile>

export const dataDirOf = (env: NodeJS.ProcessEnv = process.env): string => env.THONG_SUOT_DATA || '.data'

/** Where `npm start` writes down what it brought up, for the other commands. */
export const stackFileOf = (dataDir: string): string => join(dataDir, 'stack.json')

/** @throws {StartUpError} when neither the environment nor a running stack says where things are. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const dataDir = dataDirOf(env)
  const stack = readStack(dataDir)
  const databaseUrl = env.DATABASE_URL || stack?.databaseUrl
  const temporalAddress = env.TEMPORAL_ADDRESS || stack?.temporalAddress || engineAddress().connection.address
  if (databaseUrl === undefined || temporalAddress === undefined) {
    throw new StartUpError({
      what: 'It is not known where PostgreSQL and Temporal are.',
      why: `Neither the environment says so nor does ${stackFileOf(dataDir)}.`,
      remedy: 'Run `npm start` in another terminal, or set DATABASE_URL and TEMPORAL_ADDRESS.',
    })
  }
  process.env.TEMPORAL_ADDRESS = temporalAddress
  return {
    dataDir,
    databaseUrl,
    databaseOwnerUrl:
      env.DATABASE_OWNER_URL || (env.DATABASE_URL ? databaseUrl : (stack?.databaseOwnerUrl ?? databaseUrl)),
    databaseReaderUrl:
      env.DATABASE_READER_URL || (env.DATABASE_URL ? null : stack?.databaseReaderUrl || null),
    engine: engineAddress(),
    gatewayUrl: env.PAYMENT_GATEWAY_URL || stack?.gatewayUrl || null,
    vaultKeys: vaultKeysFromEnv(env) ?? keysOfThisMachine(dataDir, { make: false }),
    apiPort: Number(env.PORT || 8080),
    batchTimeoutMs: batchTimeout(env),
    batchesPerSecond: batchesPerSecond(env),
    importStartsPerSecond: startsPerSecond(env),
    papers: papersSetting(env, dataDir),
  }
}

function batchTimeout({ PAYMENT_BATCH_TIMEOUT_MS: given }: NodeJS.ProcessEnv): number | undefined {
  if (given === undefined || given === '') return undefined
  if (/^[1-9]\d{2,5}$/.test(given)) return Number(given)
  throw new StartUpError({
    what: 'PAYMENT_BATCH_TIMEOUT_MS is no whole number from 100 to 999999.',
    why: 'A page of a payout run would be given up before the bank can answer, or hold its place for ever.',
    remedy: 'Set it to longer than the bank needs for 500 orders, or leave it out: 60000.',
  })
}

function batchesPerSecond({ PAYMENT_BATCHES_PER_SECOND: given }: NodeJS.ProcessEnv): number | undefined {
  if (given === undefined || given === '') return undefined
  if (/^\d{1,3}(\.\d{1,2})?$/.test(given) && Number(given) > 0) return Number(given)
  throw new StartUpError({
    what: 'PAYMENT_BATCHES_PER_SECOND is no number from 0.01 to 999.99.',
    why: 'Payout runs would send nothing, or more than the bank takes.',
    remedy: 'Set it to what is agreed with the bank, or leave it out: as many as the workers can.',
  })
}

function startsPerSecond({ IMPORT_STARTS_PER_SECOND: given }: NodeJS.ProcessEnv): number | undefined {
  if (given === undefined || given === '') return undefined
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given)
  throw new StartUpError({
    what: 'IMPORT_STARTS_PER_SECOND is no whole number from 1 to 9999.',
    why: 'Dossiers taken over from other systems would not be started, or all at once.',
    remedy: 'Set it to what the engine bears beside the filings of the day, or leave it out: 40.',
  })
}

function papersSetting(env: NodeJS.ProcessEnv, dataDir: string): PapersSetting {
  const driver = env.PAPERS_DRIVER || 'fs'
  if (driver === 'fs') return { driver, folder: env.PAPERS_FOLDER || join(dataDir, 'papers') }
  const bucket = env.PAPERS_S3_BUCKET
  if (driver === 's3' && bucket) {
    return {
      driver,
      bucket,
      region: env.PAPERS_S3_REGION || 'auto',
      endpoint: env.PAPERS_S3_ENDPOINT || null,
    }
  }
  throw new StartUpError({
    what: 'It is not known where files of papers are to lie.',
    why: `PAPERS_DRIVER is neither fs nor s3 with a PAPERS_S3_BUCKET.`,
    remedy: 'Unset it to keep them below the data folder, or set both.',
  })
}

/** @throws {StartUpError} when nobody says where the bank is; only who pays needs it. */
export function gatewayUrlOf({ gatewayUrl }: Settings): string {
  if (gatewayUrl !== null) return gatewayUrl
  throw new StartUpError({
    what: 'It is not known where the payment gateway is.',
    why: 'A worker without it would take payouts and never end them.',
    remedy: 'Set PAYMENT_GATEWAY_URL, or run `npm start`, which brings up a simulated bank.',
  })
}

/**
 * The keys in the data folder. `npm start` alone makes them: a process that makes keys of its own cannot open what others sealed.
 * Where several machines share a database, IDENTITY_KEYS gives all of them the same.
 */
export function keysOfThisMachine(dataDir: string, { make }: { make: boolean }): VaultKeys | null {
  const folder = join(dataDir, 'keys')
  const file = join(folder, 'identity.json')
  if (!make && !existsSync(file)) return null
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return embeddedVaultKeys(file)
}

function readStack(dataDir: string): StackFile | null {
  try {
    return stackFile.parse(JSON.parse(readFileSync(stackFileOf(dataDir), 'utf8')))
  } catch {
    return null
  }
}
