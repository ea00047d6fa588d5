/** What is known of a rehearsal besides its database: where it is, its own keys, and how long each phase took. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { isRehearsalId } from '../db/rehearsal/rehearsal-database.ts'
import { StartUpError } from '../domain/start-up-error.ts'

const fileSchema = z.object({
  id: z.string(),
  reorganisation: z.string(),
  /** Instants in ms. */
  madeAt: z.number(),
  effectiveAt: z.number(),
  /** As the role that runs the rehearsal; holds its password. */
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  namespace: z.string(),
  phases: z.array(z.object({ name: z.string(), ms: z.number(), done: z.number().nullable() })),
  copied: z.array(z.object({ table: z.string(), rows: z.number(), ms: z.number() })),
})
export type RehearsalFile = z.infer<typeof fileSchema>
export type Phase = RehearsalFile['phases'][number]

/** Below the data folder of the live system, which has the rights to it. */
export const rehearsalsIn = (dataDir: string): string => join(dataDir, 'rehearsals')
export const folderOf = (rehearsals: string, id: string): string => join(rehearsals, id)
export const identityKeysIn = (folder: string): string => join(folder, 'keys', 'identity.json')
export const certificateKeyIn = (folder: string): string => join(folder, 'keys', 'certificate.pem')
export const papersIn = (folder: string): string => join(folder, 'papers')

/** Nobody else on this machine reads it: passwords and keys lie in it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  await mkdir(papersIn(folder), { recursive: true, mode: 0o700 })
}

export async function writeRehearsal(folder: string, rehearsal: RehearsalFile): Promise<void> {
  const mode = 0o600
  await writeFile(join(folder, 'rehearsal.json'), `${JSON.stringify(rehearsal, null, 2)}\n`, { mode })
  await writeFile(join(folder, 'env'), envOf(resolve(folder), rehearsal), { mode })
}

/** @throws {StartUpError} where there is none of this id */
export async function readRehearsal(rehearsals: string, id: string): Promise<RehearsalFile> {
  const folder = folderOf(rehearsals, isRehearsalId(id) ? id : '')
  try {
    return fileSchema.parse(JSON.parse(await readFile(join(folder, 'rehearsal.json'), 'utf8')))
  } catch (cause) {
    throw new StartUpError({
      what: `There is no rehearsal "${id}" below ${rehearsals}.`,
      why: 'It was erased, was made on another machine, or its start was cut short.',
      remedy:
        'npm run rehearsal -- list names those there are; erase what is left of one that cannot be used.',
      cause,
    })
  }
}

/**
 * For other commands: `set -a; . env; set +a`. It names everything by which a command could reach the live system, so that nothing
 * of the shell's own is left to be used. No key is in it, and no password but that of the role of the copy.
 */
function envOf(folder: string, { databaseUrl, temporalAddress, namespace }: RehearsalFile): string {
  const values = {
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: '',
    DATABASE_READER_URL: '',
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    THONG_SUOT_DATA: folder,
    IDENTITY_KEYS: '',
    SIGNING_KEY_FILE: '',
    CERTIFICATE_KEY_FILE: certificateKeyIn(folder),
    PAYMENT_GATEWAY_URL: '',
    PAPERS_DRIVER: 'fs',
    PAPERS_FOLDER: papersIn(folder),
  }
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('')
}
