/** How a payee is paid: an account is sealed for its row, and nothing else of a channel changes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { recordChannel } from '../../../db/benefits/facts.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { resealAll } from '../../../db/identity/reseal.ts'
import { channelContext } from '../../../db/identity/sealing-context.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { People } from './people.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const keys = { old: key(1), new: key(2) }
const vault = createVault({ current: 'old', keys, lookup: key(3) })
const account = '0011001234567'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})

async function channel(to: string | null) {
  const { id, partyId } = await people.grant()
  const of = { fromMonth: '2025-06', basis: 'Giấy đề nghị', recordedBy: 'officer', dossierId: null }
  return await transaction(database.sql, (tx) =>
    recordChannel(tx, vault, id, { ...of, payeeId: partyId, account: to }),
  )
}

const stored = async (id: string) => {
  const [row] = await database.sql<{ channel: string; cipher: Uint8Array | null; keyId: string | null }[]>`
    select channel, account_cipher as cipher, account_key_id as "keyId" from entitlement_channel where id = ${id}`
  if (row === undefined) throw new Error(`no channel ${id}`)
  return row
}

describe('the account of a payee', () => {
  test('opens in its own row and in no other, also after its key was changed', async () => {
    const [first, second] = [await channel(account), await channel('0011007654321')]
    const { cipher, keyId } = await stored(first)
    expect(vault.open(cipher ?? new Uint8Array(), keyId ?? '', channelContext(first))).toBe(account)
    expect(() => vault.open(cipher ?? new Uint8Array(), keyId ?? '', channelContext(second))).toThrow(
      'does not open',
    )
    const next = createVault({ current: 'new', keys, lookup: key(3) })
    await resealAll(database, next, { current: 'new', batch: 10 })
    const again = await stored(first)
    expect(again.keyId).toBe('new')
    expect(next.open(again.cipher ?? new Uint8Array(), 'new', channelContext(first))).toBe(account)
  })

  test('is none where the payee is paid in cash', async () => {
    expect(await stored(await channel(null))).toEqual({ channel: 'cash', cipher: null, keyId: null })
  })

  test('changes by another row alone', async () => {
    const id = await channel(account)
    const change = database.sql`update entitlement_channel set from_month = '2025-07' where id = ${id}`
    await expect(change).rejects.toThrow('stays as it was recorded')
    const removed = database.asOwner((sql) => sql`delete from entitlement_channel where id = ${id}`)
    await expect(removed).rejects.toThrow('stays as it was recorded')
  })
})
