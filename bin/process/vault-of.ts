import postgres from 'postgres'
import type { Database } from '../../db/database.ts'
import { createVault, type Vault, VaultError, type VaultKeys } from '../../db/identity/identity-vault.ts'
import { declareKeys } from '../../db/identity/sealing-keys.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import type { Settings } from './settings.ts'
import { answersWithinMs, whenItAnswers } from './when-it-answers.ts'

/** @throws {StartUpError} where nobody gave keys */
export function vaultKeysOf({ vaultKeys, dataDir }: Pick<Settings, 'vaultKeys' | 'dataDir'>): VaultKeys {
  if (vaultKeys !== null) return vaultKeys
  throw new StartUpError({
    what: `There are no identity keys: IDENTITY_KEYS is not set, and ${dataDir}/keys/identity.json is not there.`,
    why: 'API, worker and relay seal and open numbers and secrets; with keys of its own each would write what the others cannot read.',
    remedy:
      'Set IDENTITY_KEYS to what the other processes have, or THONG_SUOT_DATA to the data folder of `npm start`.',
  })
}

/**
 * The vault of a process that seals or opens values of this database: API, worker, relay, `npm run keys`.
 * @param waitMs how long a database that is away is waited for
 * @throws {StartUpError} where it has not every key that the database's values need
 */
export async function vaultOf(
  settings: Pick<Settings, 'vaultKeys' | 'dataDir'>,
  database: Database,
  { waitMs = answersWithinMs }: { waitMs?: number } = {},
): Promise<Vault> {
  const keys = vaultKeysOf(settings)
  const vault = createVault(keys)
  try {
    await whenItAnswers(waitMs, () => declareKeys(database, vault, keys))
  } catch (cause) {
    // Nothing can be said of the keys without the tables that name them.
    if (cause instanceof postgres.PostgresError && cause.code === '42P01') throw schemaIsOlder(cause)
    if (!(cause instanceof VaultError)) throw cause
    throw new StartUpError({
      what: `This process cannot open what the database holds: ${cause.message}.`,
      why: 'Webhooks, payouts and reads of numbers would fail one by one, long after the start.',
      remedy:
        'Give it the IDENTITY_KEYS that API, worker and relay share, with every older key in `keys`; see Keys in docs/operations.md.',
      cause,
    })
  }
  return vault
}

const schemaIsOlder = (cause: unknown): StartUpError =>
  new StartUpError({
    what: 'The database has no schema, or one that is older than this build.',
    why: 'Which keys its values need is not known.',
    remedy: 'Run `npm run migrate`, then start again.',
    cause,
  })
