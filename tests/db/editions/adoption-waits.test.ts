/** No dossier takes a newer edition between the arming of a reorganisation and its end. */
import { expect, test } from 'vitest'
import { adoptOpen } from '../../../db/editions/adopt-editions.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../db/reorganisations/enact.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import { readEnactment } from '../../../db/reorganisations/steps.ts'
import { callOffReorganisation } from '../../../db/reorganisations/take-back.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { byDecree } from '../../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../../procedures/registry/plan-hash.ts'
import { aMonday } from '../../clock.ts'
import { testDatabase } from '../../database.ts'

test('adoption waits for an armed reorganisation, and goes on when that is called off', async () => {
  const database = await testDatabase()
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
