import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createVault, type VaultKeys } from '../../../db/identity/identity-vault.ts'
import { resealAll } from '../../../db/identity/reseal.ts'
import { sealedPlaces } from '../../../db/identity/sealed-places.ts'
import { formContext, identityContext } from '../../../db/identity/sealing-context.ts'
import { fileDossier } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const key = () => randomBytes(32).toString('base64')
const before: VaultKeys = { current: 'old', keys: { old: key() }, lookup: key() }
const after: VaultKeys = { ...before, current: 'new', keys: { ...before.keys, new: key() } }
const [oldVault, vault] = [createVault(before), createVault(after)]
const account = '9704000000001234'
const people = 7

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { sql } = database
  for (let n = 0; n < people; n += 1) {
    const { dossierId } = await fileDossier(sql, oldVault, { amountDong: 1n, account })
    const [payee] = await sql<{ id: string }[]>`
      select party_id as id from dossier_party where dossier_id = ${dossierId}`
    const { cipher, keyId } = oldVault.seal(`00109700000${n}`, identityContext(payee?.id ?? ''))
    await sql`
      update party set identity_cipher = ${Buffer.from(cipher)}, identity_key_id = ${keyId} where id = ${payee?.id ?? ''}`
    const id = randomUUID()
    const order = oldVault.seal(account, `order.account ${id}`)
    await sql`
      insert into payment_order (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, area_id, unit_id,
        created_at)
      select ${id}, ${id}, ${payee?.id ?? ''}, ${Buffer.from(order.cipher)}, ${order.keyId}, 1, area_id, reception_unit_id, instant(0)
      from dossier where id = ${dossierId}`
  }
})

const counts = async (of = { current: 'new', batch: 3 }) =>
  (await resealAll(database, vault, of)).places.map(({ table, ...rest }) => ({ table, ...rest }))

test('resealing loses nothing when it is cut short, and does nothing twice when it is run again', async () => {
  const { sql } = database
  // As a run that ended after its first batch leaves it.
  const cut = resealAll(failingAfter(1), vault, { current: 'new', batch: 3 })
  await expect(cut).rejects.toThrow('cut short')
  expect(await counts()).toEqual([
    { table: 'party', resealed: people - 3, unreadable: [], left: 0 },
    { table: 'payment_order', resealed: people, unreadable: [], left: 0 },
    { table: 'entitlement_channel', resealed: 0, unreadable: [], left: 0 },
    { table: 'dossier_form', resealed: people, unreadable: [], left: 0 },
    { table: 'subscription', resealed: 0, unreadable: [], left: 0 },
    { table: 'pending_supplement', resealed: 0, unreadable: [], left: 0 },
    { table: 'paper_file', resealed: 0, unreadable: [], left: 0 },
  ])
  expect((await counts()).map(({ resealed }) => resealed)).toEqual([0, 0, 0, 0, 0, 0, 0])

  const newOnly = createVault({ ...after, keys: { new: after.keys.new ?? '' } })
  const parties = await sql<{ id: string; cipher: Uint8Array; keyId: string }[]>`
    select id, identity_cipher as cipher, identity_key_id as "keyId" from party where identity_cipher is not null`
  const numbers = parties.map(({ id, cipher, keyId }) => newOnly.open(cipher, keyId, identityContext(id)))
  expect(numbers.toSorted()).toEqual(Array.from({ length: people }, (_, n) => `00109700000${n}`))
  const orders = await sql<{ id: string; cipher: Uint8Array; keyId: string }[]>`
    select id, account_cipher as cipher, account_key_id as "keyId" from payment_order`
  for (const { id, cipher, keyId } of orders) {
    expect(newOnly.open(cipher, keyId, `order.account ${id}`)).toBe(account)
  }
  const forms = await sql<
    { id: string; secrets: Record<string, { cipher: string; keyId: string }> }[]
  >`select dossier_id as id, secrets from dossier_form`
  for (const { id, secrets } of forms) {
    const { cipher = '', keyId = '' } = secrets.account ?? {}
    expect(newOnly.open(Buffer.from(cipher, 'base64'), keyId, formContext(id, 'account'))).toBe(account)
  }
})

test('resealing leaves a value that does not open, and names it by its id', async () => {
  const { sql } = database
  const [bad] = await sql<{ id: string }[]>`
    insert into party (id, kind, name, identity_cipher, identity_key_id)
    values (${randomUUID()}, 'person', 'Nguyễn Văn An', ${randomBytes(40)}, 'old') returning id`
  const [parties] = await counts()
  expect(parties).toEqual({ table: 'party', resealed: 0, unreadable: [bad?.id], left: 1 })
})

test('resealing knows every column that holds a sealed value', async () => {
  const columns = await database.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and (column_name like '%key_id' or column_name = 'secrets')`
  const known = sealedPlaces.map(
    (place) => `${place.table}.${'secrets' in place ? place.secrets : place.keyId}`,
  )
  expect(known.toSorted()).toEqual(columns.map(({ table, column }) => `${table}.${column}`).toSorted())
})

/** The database, as a process sees it that is killed after so many transactions. */
function failingAfter(transactions: number): Pick<TestDatabase, 'sql'> {
  let done = 0
  const sql = new Proxy(database.sql, {
    get(target, property) {
      if (property === 'begin' && done++ >= transactions) throw new Error('cut short')
      return Reflect.get(target, property)
    },
  })
  return { sql }
}
