/** On a real engine: the result of a dossier grants its benefit once, however often its write is tried. */
import { beforeAll, expect, test } from 'vitest'
import { type Vault, VaultError } from '../../db/identity/identity-vault.ts'
import { formContext } from '../../db/identity/sealing-context.ts'
import { newId } from '../../db/new-id.ts'
import { until } from '../../harness/until.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { vault } from '../db/benefits/signed-dossier.ts'
import { fileOnly } from '../dossier-story.ts'
import { type TestEngine, testEngine } from '../engine.ts'
import { allowance } from '../procedures/invented/allowance.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const payouts = { benefitPayout: async () => ({ outcome: 'paid' }) as const }

async function filed() {
  const id = newId()
  const { cipher, keyId } = vault.seal('001060012345', formContext(id, 'number'))
  const number = { cipher: Buffer.from(cipher).toString('base64'), keyId }
  const open = { name: 'Trần Văn An', group: 'hero', since: '2026-10-12' }
  const dossier = await fileOnly({ database, engine }, allowance, open, { id, secrets: { number } })
  await dossier.start()
  return dossier
}

test('a result whose grant fails twice is issued with it at the third try, and grants once', async () => {
  let tries = 0
  const failing: Vault = {
    ...vault,
    open(...sealed) {
      tries += 1
      if (tries < 3) throw new VaultError('no such key yet')
      return vault.open(...sealed)
    },
  }
  await engine.startWorker({ database, vault: failing, payouts })
  const dossier = await filed()
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  await until('the dossier has ended', async () => (await dossier.dossier()).status === 'closed')
  const facts = await database.sql`select kind, dossier_id as dossier from entitlement_fact order by number`
  expect(facts).toEqual(['granted', 'placed', 'payees'].map((kind) => ({ kind, dossier: dossier.id })))
  expect(tries).toBe(3)
})
