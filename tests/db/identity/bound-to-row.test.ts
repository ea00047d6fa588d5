import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createVault, type VaultKeys } from '../../../db/identity/identity-vault.ts'
import { resealAll } from '../../../db/identity/reseal.ts'
import { formContext, identityContext, secretContext } from '../../../db/identity/sealing-context.ts'
import { verifySealed } from '../../../db/identity/verify-sealed.ts'
import { fileDossier } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const key = () => randomBytes(32).toString('base64')
const keys: VaultKeys = { current: 'a', keys: { a: key() }, lookup: key() }
const vault = createVault(keys)

let database: TestDatabase
/** Two of each: a dossier with an account, its applicant with a number, and a subscription with a secret. */
let rows: readonly { dossier: string; party: string; subscription: string; request: string }[]
beforeEach(async () => {
  database = await testDatabase()
  rows = [await addRows('1'), await addRows('2')]
})

async function addRows(n: string) {
  const { sql } = database
  const { dossierId: dossier } = await fileDossier(sql, vault, { amountDong: 1n, account: `900${n}` })
  const [applicant] = await sql<{ id: string }[]>`
    select party_id as id from dossier_party where dossier_id = ${dossier}`
  const party = applicant?.id ?? ''
  await setIdentity(party, `00109700000${n}`, identityContext(party))
  const subscription = randomUUID()
  const secret = vault.seal(`whsec_${n}`, secretContext(subscription))
  await sql`
    insert into subscription (id, caller, key, url, secret_cipher, secret_key_id, kinds, created_at)
    values (${subscription}, 'portal', ${n}, 'http://127.0.0.1:1/', ${Buffer.from(secret.cipher)}, ${secret.keyId},
      '{dossier.changed}', instant(0))`
  const [made] = await sql<
    { id: string }[]
  >`select id from decision_request where dossier_id = ${dossier} limit 1`
  const request = made?.id ?? ''
  await sql`
    insert into pending_supplement (request_id, body, secrets, papers)
    select ${request}, body, secrets, '[]' from dossier_form where dossier_id = ${dossier}`
  return { dossier, party, subscription, request }
}

async function setIdentity(party: string, number: string, context: string): Promise<void> {
  const { cipher, keyId } = vault.seal(number, context)
  await database.sql`
    update party set identity_cipher = ${Buffer.from(cipher)}, identity_key_id = ${keyId} where id = ${party}`
}

async function setAccount(dossier: string, account: string, context: string): Promise<void> {
  const { cipher, keyId } = vault.seal(account, context)
  const secrets = { account: { cipher: Buffer.from(cipher).toString('base64'), keyId } }
  await database.sql`update dossier_form set secrets = ${JSON.stringify(secrets)}::text::jsonb where dossier_id = ${dossier}`
}

const verified = async () =>
  Object.fromEntries(
    (await verifySealed(database, vault, { batch: 1, pauseMs: 0 })).places
      .filter(({ opened, unreadable }) => opened + unreadable.length > 0)
      .map(({ table, opened, unreadable }) => [table, { opened, unreadable }]),
  )
const bound = async (bind: boolean) =>
  Object.fromEntries(
    (await resealAll(database, vault, { current: 'a', batch: 1, bind })).places
      .filter(({ resealed, unreadable }) => resealed + unreadable.length > 0)
      .map(({ table, resealed, unreadable }) => [table, { resealed, unreadable }]),
  )
const allOpen = { opened: 2, unreadable: [] }

describe('the check of sealed values', () => {
  test('opens each in its row, and names each that was copied from another row', async () => {
    expect(await verified()).toEqual({
      ...{ party: allOpen, dossier_form: allOpen, subscription: allOpen, pending_supplement: allOpen },
    })
    const [one, two] = rows
    if (one === undefined || two === undefined) throw new Error('two of each were added')
    await database.asOwner(async (sql) => {
      await sql`update dossier_form set secrets = (select secrets from dossier_form where dossier_id = ${two.dossier}) where dossier_id = ${one.dossier}`
      await sql`update party set identity_cipher = (select identity_cipher from party where id = ${two.party}) where id = ${one.party}`
      await sql`update subscription set secret_cipher = (select secret_cipher from subscription where id = ${two.subscription}) where id = ${one.subscription}`
      await sql`update pending_supplement set secrets = (select secrets from pending_supplement where request_id = ${two.request}) where request_id = ${one.request}`
    })
    expect(await verified()).toEqual({
      party: { opened: 1, unreadable: [one.party] },
      dossier_form: { opened: 1, unreadable: [one.dossier] },
      subscription: { opened: 1, unreadable: [one.subscription] },
      pending_supplement: { opened: 1, unreadable: [one.request] },
    })
    // Nor does binding take them for values from before.
    expect(Object.values(await bound(true)).map(({ resealed }) => resealed)).toEqual([0, 0, 0, 0])
  })
})

describe('what was sealed before values were bound to rows', () => {
  test('is opened by binding alone, which binds it once', async () => {
    const [one, two] = rows
    if (one === undefined || two === undefined) throw new Error('two of each were added')
    await setIdentity(one.party, '001097000001', 'party.identity')
    await setAccount(one.dossier, '9001', 'form.account')
    expect(await verified()).toMatchObject({
      party: { opened: 1, unreadable: [one.party] },
      dossier_form: { opened: 1, unreadable: [one.dossier] },
    })
    expect(await bound(false)).toEqual({})
    expect(await bound(true)).toEqual({
      party: { resealed: 1, unreadable: [] },
      dossier_form: { resealed: 1, unreadable: [] },
    })
    expect(await bound(true)).toEqual({})
    expect(await verified()).toMatchObject({ party: allOpen, dossier_form: allOpen })
    const [form] = await database.sql<{ secrets: Record<string, { cipher: string; keyId: string }> }[]>`
      select secrets from dossier_form where dossier_id = ${one.dossier}`
    const { cipher = '', keyId = '' } = form?.secrets.account ?? {}
    expect(vault.open(Buffer.from(cipher, 'base64'), keyId, formContext(one.dossier, 'account'))).toBe('9001')
  })

  test('is not opened by a rotation of keys, which names it', async () => {
    const [one] = rows
    if (one === undefined) throw new Error('two of each were added')
    await setIdentity(one.party, '001097000001', 'party.identity')
    const after = { ...keys, current: 'b', keys: { ...keys.keys, b: key() } }
    const [parties] = (await resealAll(database, createVault(after), { current: 'b' })).places
    expect(parties).toEqual({ table: 'party', resealed: 1, unreadable: [one.party], left: 1 })
  })
})
