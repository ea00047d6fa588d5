import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { OperatorError } from '../../domain/operator-error.ts'
import { drawRandom } from '../random-bytes.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** Keys by id, base64. New values are sealed with `current`; the others only open what they once sealed. */
export interface VaultKeys {
  current: string
  keys: Readonly<Record<string, string>>
  /** Never rotated without rewriting every look-up value: it is what finds a person again. */
  lookup: string
}

export interface Sealed {
  cipher: Uint8Array
  keyId: string
}

/** Encrypts identity and account numbers, and finds them again without decrypting. */
export interface Vault {
  /** `context` says where the value belongs (`party.identity`); it opens nowhere else. */
  seal(plain: string, context: string): Sealed
  /** @throws VaultError where key, context or bytes are not those of the sealing */
  open(cipher: Uint8Array, keyId: string, context: string): string
  /** The same for `001 234` and `001234`; letters of a passport number count, in either case. */
  lookup(plain: string): Uint8Array
  /**
   * What a citizen follows a dossier with: eight letters and digits that nobody mistakes for others. It follows from
   * the dossier's id and the look-up key, so it can be said again and is nowhere.
   */
  followSecret(dossierId: string): string
}

/** Never carries a value or a key. */
export class VaultError extends OperatorError {
  override readonly name = 'VaultError'
}

const keysSchema = z.object({
  current: z.string().min(1),
  keys: z.record(z.string(), z.string()),
  lookup: z.string(),
})

/** @throws VaultError where a key is missing or not 32 bytes */
export function createVault(keys: VaultKeys): Vault {
  const byId = new Map(
    Object.entries(keys.keys).map(([id, text]) => [id, createSecretKey(keyBytes(text, `key "${id}"`))]),
  )
  const lookupKey = createSecretKey(keyBytes(keys.lookup, 'the look-up key'))
  const keyOf = (id: string) => {
    const key = byId.get(id)
    if (key !== undefined) return key
    throw new VaultError(
      `There is no key "${id}", so what it sealed cannot be opened; add the key back under this id`,
    )
  }
  keyOf(keys.current)
  // A key of its own, so that no number looked up is ever somebody's secret.
  const followKey = createSecretKey(createHmac('sha256', lookupKey).update('follow a dossier').digest())
  return {
    seal(plain, context) {
      const nonce = drawRandom(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf(keys.current), nonce)
      cipher.setAAD(Buffer.from(context))
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return { cipher: Buffer.concat([nonce, cipher.getAuthTag(), text]), keyId: keys.current }
    },
    open: (sealed, keyId, context) => open(Buffer.from(sealed), keyOf(keyId), keyId, context),
    lookup(plain) {
      const normalised = plain
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]/gu, '')
      // Everybody without a number would otherwise be found as one person.
      if (normalised === '') throw new VaultError('An empty number cannot be looked up; leave it out instead')
      return createHmac('sha256', lookupKey).update(normalised).digest()
    },
    followSecret: (dossierId) => typeable(createHmac('sha256', followKey).update(dossierId).digest()),
  }
}

/** Without 0 and O, 1, I and L, U and V: what is read aloud or off a paper is typed right. */
const TYPEABLE = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const SECRET_LENGTH = 8

/** Of 64 bits, so many more than the letters hold that none is likelier than another. */
function typeable(bytes: Buffer): string {
  let rest = bytes.readBigUInt64BE()
  let secret = ''
  for (let i = 0; i < SECRET_LENGTH; i += 1) {
    secret += TYPEABLE[Number(rest % BigInt(TYPEABLE.length))]
    rest /= BigInt(TYPEABLE.length)
  }
  return secret
}

function open(sealed: Buffer, key: KeyObject, keyId: string, context: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    const text = sealed.subarray(NONCE_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
  } catch {
    throw new VaultError(
      `A value sealed as "${context}" with key "${keyId}" does not open: it was changed, belongs to another ` +
        'field, or the key under this id is another one; restore the value or the key from a backup',
    )
  }
}

/**
 * The keys in `file`, made at the first start where there is no key service. Losing the file is losing
 * every number sealed with it: back it up apart from the database.
 * @throws VaultError where others may read the file, or it holds no keys
 */
export function embeddedVaultKeys(file: string): VaultKeys {
  createOnce(file, () => {
    const id = `k-${randomBytes(4).toString('hex')}`
    const key = () => randomBytes(KEY_BYTES).toString('base64')
    return `${JSON.stringify({ current: id, keys: { [id]: key() }, lookup: key() })}\n`
  })
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new VaultError(
      `Others may read the key file ${file}, so it protects nothing; run: chmod 600 ${file}`,
    )
  }
  return parseKeys(readFileSync(file, 'utf8'), `The key file ${file}`)
}

/** The keys in IDENTITY_KEYS, as JSON `{"current", "keys": {id: base64}, "lookup"}`; undefined where it is not set. */
export function vaultKeysFromEnv(env: Record<string, string | undefined>): VaultKeys | undefined {
  return env.IDENTITY_KEYS ? parseKeys(env.IDENTITY_KEYS, 'IDENTITY_KEYS') : undefined
}

// Two processes may both start for the first time: a hard link appears whole and once, and both read the same keys.
function createOnce(file: string, content: () => string): void {
  const draft = `${file}.${randomUUID()}`
  try {
    statSync(file)
    return
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error
  }
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, content())
    fsyncSync(handle)
    linkSync(draft, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    closeSync(handle)
    rmSync(draft, { force: true })
  }
}

// The parser's own message would quote the text, and with it a key.
function parseKeys(text: string, source: string): VaultKeys {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new VaultError(
      `${source} is not JSON; give {"current": id, "keys": {id: base64}, "lookup": base64}`,
    )
  }
  const parsed = keysSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new VaultError(
    `${source} holds no keys; give {"current": id, "keys": {id: base64 of 32 bytes}, "lookup": base64 of 32 bytes}`,
  )
}

function keyBytes(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === KEY_BYTES && bytes.toString('base64') === text) return bytes
  throw new VaultError(
    `In the vault's keys ${what} is not the base64 of ${KEY_BYTES} bytes; make one with: openssl rand -base64 32`,
  )
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
