/** Two beneficiaries are one person when two officers say so: nothing is rewritten, and one benefit for one ground is owed once. */
import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sameBenefitTwice } from '../../../db/benefits/found-twice.ts'
import { askMerge, decideMerge, type MergeAnswer } from '../../../db/benefits/merge.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { beneficiaryOf } from '../../../db/money/entitlement.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { knownAs } from '../territory/authority/dossier-at-desks.ts'
import { officerOfBenefits } from './leaders.ts'
import { forgetAll, People } from './people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(async () => {
  await database.asOwner((sql) => sql`truncate merge_decision, beneficiary_merge cascade`)
  await forgetAll(database)
})

const personOf = (partyId: string) => transaction(database.sql, (tx) => beneficiaryOf(tx, partyId))

/** The same mother, by her old card and by her personal number. */
async function twice(grounds: readonly [string, string] = ['QĐ 12', 'QĐ 12']) {
  const [one, other] = [
    await people.grant({ groundRef: grounds[0] }),
    await people.grant({ groundRef: grounds[1] }),
  ]
  const [keptId, mergedId] = [await personOf(one.partyId), await personOf(other.partyId)]
  return { one, other, keptId, mergedId }
}

async function ask(of: { keptId: string; mergedId: string; fromMonth?: string }): Promise<string> {
  const by = await officerOfBenefits(database.sql, 'specialist')
  const asked = { fromMonth: '2025-07', reason: 'Số CMND cũ và số định danh', by, ...of }
  return await transaction(database.sql, (tx) => askMerge(tx, asked))
}
async function decide(id: string, of: Partial<MergeAnswer> = {}): Promise<readonly string[]> {
  const by = of.by ?? (await officerOfBenefits(database.sql, 'director'))
  const answer = { id, outcome: 'merged', reason: 'Đã đối chiếu', by } as const
  return await transaction(database.sql, (tx) => decideMerge(tx, { ...answer, ...of }))
}

describe('two beneficiaries that are found to be one person', () => {
  test('are two until another officer decides, and then nobody is paid one benefit twice for one ground', async () => {
    const { one, other, keptId, mergedId } = await twice()
    await people.prepare(['2025-06'])
    const id = await ask({ keptId, mergedId })
    expect(await personOf(other.partyId)).toBe(mergedId)
    expect(await decide(id)).toEqual([other.id])
    expect(await personOf(other.partyId)).toBe(keptId)
    await people.prepare(['2025-07'])
    expect(await people.lines(one.id)).toEqual(['2025-06 regular 8367000', '2025-07 regular 8367000'])
    expect(await people.lines(other.id)).toEqual(['2025-06 regular 8367000'])
  })

  test('get back nothing and give back nothing but what the month of the request says', async () => {
    const { other, keptId, mergedId } = await twice()
    await people.prepare(['2025-06', '2025-07'])
    await decide(await ask({ keptId, mergedId, fromMonth: '2025-07' }))
    await people.prepare(['2025-08'])
    expect((await people.lines(other.id)).slice(2)).toEqual(['2025-07 recovery -8367000'])
  })

  test('have later grants as one: a grant for the same ground makes no second entitlement', async () => {
    const { one, other, keptId, mergedId } = await twice()
    await decide(await ask({ keptId, mergedId }))
    const again = await people.grant({ partyId: other.partyId, groundRef: 'QĐ 12', fromMonth: '2025-07' })
    expect(again.id).toBe(one.id)
    await people.prepare(['2025-07'])
    expect(await database.sql`select 1 from due_line where period = '2025-07'`).toHaveLength(1)
  })

  test('have what was granted to who was merged, and no other for that ground', async () => {
    const { one, other, keptId, mergedId } = await twice(['QĐ 12', 'QĐ 5'])
    await decide(await ask({ keptId, mergedId }))
    const again = await people.grant({ partyId: one.partyId, groundRef: 'QĐ 5', fromMonth: '2025-07' })
    expect(again.id).toBe(other.id)
    expect(await database.sql`select 1 from entitlement`).toHaveLength(2)
  })

  test('who have the benefit on two grounds are found before they are paid', async () => {
    const { keptId, mergedId } = await twice(['QĐ 12', 'QĐ số 12'])
    const month = { month: '2025-07', scope: {} }
    expect(await sameBenefitTwice(database.sql, month)).toEqual([])
    expect(await decide(await ask({ keptId, mergedId }))).toEqual([])
    expect(await sameBenefitTwice(database.sql, month)).toMatchObject([{ beneficiaryId: keptId }])
  })

  test('stay two where the other officer says so', async () => {
    const { other, keptId, mergedId } = await twice()
    expect(await decide(await ask({ keptId, mergedId }), { outcome: 'kept' })).toEqual([])
    expect(await personOf(other.partyId)).toBe(mergedId)
  })

  test('are one once: not again, not in a circle, and three of them are who was kept last', async () => {
    const { keptId, mergedId } = await twice()
    const third = await personOf((await people.grant({ groundRef: 'QĐ 3' })).partyId)
    const [first, second] = [
      await ask({ keptId, mergedId }),
      await ask({ keptId: mergedId, mergedId: keptId }),
    ]
    await decide(first)
    await decide(first)
    await expect(decide(first, { outcome: 'kept' })).rejects.toMatchObject({ code: 'alreadyDecided' })
    await expect(decide(second)).rejects.toMatchObject({ code: 'mergedAlready' })
    await expect(ask({ keptId, mergedId })).rejects.toMatchObject({ code: 'mergedAlready' })
    await decide(await ask({ keptId: third, mergedId }))
    const rows = await database.sql`select distinct person_of(id) as id from beneficiary`
    expect(rows).toEqual([{ id: third }])
  })

  test('are not merged by one officer alone, or by one who may not', async () => {
    const { keptId, mergedId } = await twice()
    const id = await ask({ keptId, mergedId })
    const specialist = await officerOfBenefits(database.sql, 'specialist')
    await expect(decide(id, { by: specialist })).rejects.toMatchObject({ code: 'notCompetent' })
    const director = await officerOfBenefits(database.sql, 'director')
    const number = randomBytes(32)
    await knownAs(database, { [specialist.officerId]: number, [director.officerId]: number })
    await expect(decide(id)).rejects.toMatchObject({ code: 'sameOfficer' })
  })
})
