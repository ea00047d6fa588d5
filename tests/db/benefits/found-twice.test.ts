import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { sameBenefitTwice } from '../../../db/benefits/found-twice.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { areasOf, newParty, People } from './people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})

describe('who is on the lists of both parts of a split unit', () => {
  test('is found by the number, with both grounds, until one of them has ended', async () => {
    const { sql } = database
    const her = randomBytes(32)
    const [first, second] = await areasOf(sql)
    const listed = async (areaId: string | undefined, groundRef: string) =>
      await people.grant({ partyId: await newParty(sql, her), areaId: areaId ?? '', groundRef })
    const one = await listed(first?.areaId, 'QĐ 12/QĐ-SNV')
    const other = await listed(second?.areaId, 'QĐ số 12')
    await people.grant()
    const month = { month: '2025-07', scope: {} }
    const found = await sameBenefitTwice(sql, month)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ benefit: 'me-vnah', groundRefs: ['QĐ 12/QĐ-SNV', 'QĐ số 12'] })
    expect([...(found[0]?.entitlementIds ?? [])].sort()).toEqual([one.id, other.id].sort())
    await people.stop(other.id, '2025-07', 'conditionLost')
    expect(await sameBenefitTwice(sql, month)).toEqual([])
    expect(await sameBenefitTwice(sql, { ...month, month: '2025-06' })).toHaveLength(1)
  })

  test('is not who worships two martyrs', async () => {
    const partyId = await newParty(database.sql)
    const worship = { partyId, benefit: 'tho-cung-liet-si', ground: 'martyr' } as const
    await people.grant({ ...worship, groundRef: 'Nguyễn Văn An' })
    await people.grant({ ...worship, groundRef: 'Nguyễn Văn Bình' })
    expect(await sameBenefitTwice(database.sql, { month: '2025-07', scope: {} })).toEqual([])
  })
})
