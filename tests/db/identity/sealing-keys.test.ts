import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { vaultKeysOf, vaultOf } from '../../../bin/process/vault-of.ts'
import { createVault, type VaultKeys } from '../../../db/identity/identity-vault.ts'
import { declareKeys, forgetOtherKeys } from '../../../db/identity/sealing-keys.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const key = () => randomBytes(32).toString('base64')
const before: VaultKeys = { current: 'old', keys: { old: key() }, lookup: key() }
const both: VaultKeys = { ...before, keys: { ...before.keys, new: key() } }
const after: VaultKeys = { ...both, current: 'new' }

let database: TestDatabase | undefined
let db: TestDatabase
beforeEach(async () => {
  database ??= await testDatabase()
  db = database
  await db.sql`delete from sealing_key`
})

const starts = (keys: VaultKeys | null) => vaultOf({ vaultKeys: keys, dataDir: '.data' }, db)

test('a key is declared by the process that seals with it, and again by each that starts', async () => {
  await starts(before)
  await starts(both)
  await starts(after)
  await starts(both)
  expect(await db.sql`select kind, id from sealing_key order by kind, id`).toEqual([
    { kind: 'lookup', id: '' },
    { kind: 'seal', id: 'new' },
    { kind: 'seal', id: 'old' },
  ])
})

test.each([
  ['lacks the newer key', before, 'the key "new" is missing'],
  ['lacks the older key', { ...after, keys: { new: after.keys.new ?? '' } }, 'the key "old" is missing'],
  [
    'has another key of that id',
    { ...after, keys: { ...after.keys, old: key() } },
    'the key "old" is another one',
  ],
  ['has another look-up key', { ...after, lookup: key() }, 'the look-up key is another one'],
  [
    'made keys of its own',
    { current: 'mine', keys: { mine: key() }, lookup: key() },
    'the look-up key is another one',
  ],
])('a process that %s does not start, and declares nothing', async (_title, keys, message) => {
  await starts(before)
  await starts(after)
  const rows = () => db.sql`select kind, id, proof from sealing_key order by kind, id`
  const stood = await rows()
  await expect(starts(keys)).rejects.toThrow(message)
  await expect(starts(keys)).rejects.toThrow('IDENTITY_KEYS')
  expect(await rows()).toEqual(stood)
})

test('a process without keys does not start, and makes none', async () => {
  await expect(starts(null)).rejects.toThrow('There are no identity keys')
  expect(() => vaultKeysOf({ vaultKeys: null, dataDir: '.data' })).toThrow('THONG_SUOT_DATA')
})

test('a sealing key from before proofs were kept counts by its id, until a process that has it proves it', async () => {
  await db.sql`insert into sealing_key (kind, id) values ('seal', 'old')`
  await expect(starts({ current: 'new', keys: { new: key() }, lookup: key() })).rejects.toThrow(
    '"old" is missing',
  )
  await declareKeys(db, createVault(before), before)
  await expect(starts({ ...before, keys: { old: key() } })).rejects.toThrow('"old" is another one')
})

test('after all values are resealed no process needs the older keys', async () => {
  await starts(before)
  await starts(after)
  await forgetOtherKeys(db, 'new')
  await starts({ ...after, keys: { new: after.keys.new ?? '' } })
})
