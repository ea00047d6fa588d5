/** No dossier takes a newer edition between the arming of a reorganisation and its end. */
import { beforeAll, expect, test } from 'vitest'
import { adoptOpen } from '../../../db/editions/adopt-editions.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../db/reorganisations/enactment/enact.ts'
import { exclusively, readEnactment } from '../../../db/reorganisations/enactment/steps.ts'
import { callOffReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { until } from '../../../harness/until.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { byDecree } from '../../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../../procedures/registry/plan-hash.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
const of = reorganisationOf(await knownReorganisations(), 'offices-2027-01-01')
const [an, binh] = [
  { actorId: 'an', at: aMonday, basis: 'Quyết định thử' },
  { actorId: 'binh', at: aMonday, basis: 'Quyết định thử' },
]
const newer = {
  ...{ ...marriage, edition: '2026-01-01' },
  transitionPolicy: byDecree(article('60/2014/QH13', 17)),
}
const editions = { newer, older: () => marriage, planOn: () => planOf(newer) }
const adopt = async (): Promise<number> => {
  let pages = 0
  const adopting = { database, now: () => aMonday, hashOf: planHash }
  for await (const _ of adoptOpen(adopting, editions, 'operator')) pages += 1
  return pages
}

test('adoption waits for an armed reorganisation, and goes on when that is called off', async () => {
  await proposeReorganisation(database, of, an)
  const { proposed } = await readEnactment(database.sql, of.id)
  await approveReorganisation(database, of, { ...binh, rowsHash: proposed?.rowsHash ?? new Uint8Array() })
  await armReorganisation(database, of, an)
  await expect(adopt()).rejects.toMatchObject({
    code: 'reorganisationArmed',
    details: { hint: expect.stringContaining(of.id) },
  })
  expect(await database.sql`select id from edition_adoption`).toHaveLength(0)
  await callOffReorganisation(database, of, an)
  await callOffReorganisation(database, of, binh)
  await adopt()
  expect(await database.sql`select id from edition_adoption`).toHaveLength(1)
})

test('an adoption that begins while one is being armed waits for the answer, and asks nothing', async () => {
  await proposeReorganisation(database, of, an)
  const { proposed } = await readEnactment(database.sql, of.id)
  await approveReorganisation(database, of, { ...binh, rowsHash: proposed?.rowsHash ?? new Uint8Array() })
  const before = await database.sql`select id from edition_adoption`
  const waiting = async () =>
    await database.sql`
      select pid from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`
  const waits = (count: number) =>
    until(`${count} wait for the lock`, async () => (await waiting()).length === count)
  const both = await exclusively(database.sql, async () => {
    const arming = armReorganisation(database, of, an)
    await waits(1)
    const adopting = adopt().catch((error: unknown) => error)
    await waits(2)
    return { arming, adopting }
  })
  await both.arming
  expect(await both.adopting).toMatchObject({ code: 'reorganisationArmed' })
  expect(await database.sql`select id from edition_adoption`).toHaveLength(before.length)
})
