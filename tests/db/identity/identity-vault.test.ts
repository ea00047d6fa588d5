import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createVault,
  embeddedVaultKeys,
  VaultError,
  type VaultKeys,
  vaultKeysFromEnv,
} from '../../../db/identity/identity-vault.ts'

const key = () => randomBytes(32).toString('base64')
const identity = '001198012345'

function refusal(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof VaultError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

describe('sealing a value', () => {
  const keys: VaultKeys = { current: 'b', keys: { a: key(), b: key() }, lookup: key() }
  const vault = createVault(keys)

  it('opens what it sealed, in the context it was sealed for', () => {
    const { cipher, keyId } = vault.seal(identity, 'party.identity')
    expect(keyId).toBe('b')
    expect(Buffer.from(cipher).includes(identity)).toBe(false)
    expect(vault.open(cipher, keyId, 'party.identity')).toBe(identity)
  })

  it('never gives the same bytes twice, so that equal numbers do not show', () => {
    expect(vault.seal(identity, 'c').cipher).not.toEqual(vault.seal(identity, 'c').cipher)
  })

  it('keeps opening with an older key after the current one was replaced', () => {
    const older = createVault({ ...keys, current: 'a' }).seal(identity, 'c')
    expect(vault.open(older.cipher, older.keyId, 'c')).toBe(identity)
  })

  it('refuses a single changed bit, wherever it is', () => {
    const { cipher, keyId } = vault.seal(identity, 'c')
    for (let i = 0; i < cipher.length; i += 1) {
      const changed = Uint8Array.from(cipher)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => vault.open(changed, keyId, 'c')).toThrow(VaultError)
    }
    expect(() => vault.open(cipher.subarray(0, 20), keyId, 'c')).toThrow(VaultError)
  })

  it('says what is wrong and never what the value is', () => {
    const { cipher, keyId } = vault.seal(identity, 'form.account')
    const messages = [
      refusal(() => vault.open(cipher, keyId, 'party.identity')),
      refusal(() => vault.open(cipher, 'a', 'form.account')),
      refusal(() => vault.open(cipher, 'lost', 'form.account')),
    ]
    expect(messages[0]).toContain('party.identity')
    expect(messages[2]).toContain('There is no key "lost"')
    for (const message of messages) expect(message).not.toContain(identity)
  })
})

describe('the look-up of an identity number', () => {
  const vault = createVault({ current: 'a', keys: { a: key() }, lookup: key() })

  it('finds a number however it was spaced', () => {
    expect(vault.lookup(' 001.198-012 345')).toEqual(vault.lookup(identity))
    expect(vault.lookup('c1234567')).toEqual(vault.lookup('C 1234567'))
  })

  it('distinguishes numbers, and letters of passports too', () => {
    expect(vault.lookup('B1234567')).not.toEqual(vault.lookup('C1234567'))
    expect(vault.lookup(identity)).not.toEqual(vault.lookup('001198012346'))
  })

  it('refuses a number that is none: all without one would be the same person', () => {
    expect(() => vault.lookup(' - ')).toThrow(VaultError)
  })
})

describe('sealing keys', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are made once, for the owner of the file alone', () => {
    const file = join(folder, 'keys.json')
    const first = embeddedVaultKeys(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(embeddedVaultKeys(file)).toEqual(first)
    const { cipher, keyId } = createVault(first).seal(identity, 'c')
    expect(createVault(embeddedVaultKeys(file)).open(cipher, keyId, 'c')).toBe(identity)
  })

  it('are refused from a file that others may read', () => {
    const file = join(folder, 'keys.json')
    embeddedVaultKeys(file)
    chmodSync(file, 0o644)
    expect(refusal(() => embeddedVaultKeys(file))).toContain(`chmod 600 ${file}`)
  })

  it('are not made again over a file that cannot be read as keys', () => {
    const file = join(folder, 'keys.json')
    writeFileSync(file, '{"current"', { mode: 0o600 })
    expect(refusal(() => embeddedVaultKeys(file))).toContain('is not JSON')
  })

  it('come from IDENTITY_KEYS where it is set', () => {
    const keys: VaultKeys = { current: 'a', keys: { a: key() }, lookup: key() }
    expect(vaultKeysFromEnv({ IDENTITY_KEYS: JSON.stringify(keys) })).toEqual(keys)
    expect(vaultKeysFromEnv({})).toBeUndefined()
  })

  it('are refused without being shown', () => {
    const short = randomBytes(16).toString('base64')
    const message = refusal(() => createVault({ current: 'a', keys: { a: short }, lookup: key() }))
    expect(message).toContain('key "a" is not the base64 of 32 bytes')
    expect(message).not.toContain(short)
    expect(refusal(() => vaultKeysFromEnv({ IDENTITY_KEYS: short }))).not.toContain(short)
    expect(refusal(() => createVault({ current: 'b', keys: { a: key() }, lookup: key() }))).toContain(
      'no key "b"',
    )
  })
})

describe('the secret a dossier is followed with', () => {
  const keys: VaultKeys = { current: 'a', keys: { a: key() }, lookup: key() }
  const vault = createVault(keys)
  const dossier = '3f0c9f5e-52a5-4d0b-9b53-0a5e4f6c1d2e'

  it('is the same each time, and another for another dossier or another look-up key', () => {
    const secret = vault.followSecret(dossier)
    expect(secret).toMatch(/^[2-9A-HJKMNP-TW-Z]{8}$/)
    expect(createVault(keys).followSecret(dossier)).toBe(secret)
    expect(vault.followSecret(dossier.replace('3', '4'))).not.toBe(secret)
    expect(createVault({ ...keys, lookup: key() }).followSecret(dossier)).not.toBe(secret)
  })

  it('outlives the rotation of the sealing keys', () => {
    const rotated = createVault({ current: 'b', keys: { ...keys.keys, b: key() }, lookup: keys.lookup })
    expect(rotated.followSecret(dossier)).toBe(vault.followSecret(dossier))
  })
})
