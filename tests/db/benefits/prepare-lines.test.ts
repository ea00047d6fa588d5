/** Due lines of monthly benefits: each month once, what changed afterwards as a difference, and together what is owed. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { place } from '../../../db/benefits/facts.ts'
import { owedOf } from '../../../db/benefits/owed.ts'
import { sumsOfPeriods, unprovedEntitlements } from '../../../db/benefits/proof.ts'
import { readDatabaseClock } from '../../../db/connection/database-clock.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { loadBenefitRates, readBenefitFiles } from '../../../db/load/benefit-rates.ts'
import { firstMonthOfSurvivors, firstMonthWithout } from '../../../domain/benefits/month-rules.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { areasOf, forgetAll, newParty, People } from './people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(() => forgetAll(database))

const unproved = (periods: readonly string[]) => unprovedEntitlements(database.sql, { periods, scope: {} })
const mother = 8_367_000

describe('a run of June and July together', () => {
  test('writes a line for each month, and written again it writes nothing', async () => {
    const { id, partyId } = await people.grant()
    const [place] = await areasOf(database.sql)
    const months = ['2025-06', '2025-07']
    expect(await people.prepare(months)).toEqual([
      {
        ...{ unitId: place?.unitId, benefit: 'me-vnah', cause: 'regular', missing: null },
        ...{ lines: 2, amountDong: 2n * BigInt(mother) },
      },
    ])
    expect(await people.prepare(months)).toEqual([])
    expect(await people.lines(id)).toEqual([`2025-06 regular ${mother}`, `2025-07 regular ${mother}`])
    expect(await people.paidTo(id, [partyId])).toEqual([2 * mother])
    expect(await unproved(months)).toEqual([])
    expect(await sumsOfPeriods(database.sql, { periods: months, scope: {} })).toEqual(
      months.map((period) => ({ period, owedDong: BigInt(mother), bookedDong: BigInt(mother) })),
    )
  })

  test('pays July ahead: the ordinary run of July pays who was granted since, and nobody else', async () => {
    const { id } = await people.grant()
    await people.prepare(['2025-06', '2025-07'])
    const late = await people.grant({ fromMonth: '2025-07' })
    await people.prepare(['2025-07'])
    expect(await people.lines(id)).toHaveLength(2)
    expect(await people.lines(late.id)).toEqual([`2025-07 regular ${mother}`])
  })

  test('recovers July of who died in June, and leaves the month of death', async () => {
    const { id, partyId } = await people.grant()
    await people.prepare(['2025-06', '2025-07'])
    await people.stop(id, firstMonthWithout('death', '2025-06-20'))
    expect(await unproved(['2025-07'])).toHaveLength(1)
    await people.prepare(['2025-06'])
    expect((await people.lines(id)).slice(2)).toEqual([`2025-07 recovery ${-mother}`])
    expect(await people.paidTo(id, [partyId])).toEqual([mother])
    expect(await unproved(['2025-07'])).toEqual([])
  })

  test('prepared twice at the same time writes each line once', async () => {
    const { id } = await people.grant()
    const both = await Promise.all([people.prepare(['2025-06']), people.prepare(['2025-06'])])
    expect(both.map((totals) => totals.length).sort()).toEqual([0, 1])
    expect(await people.lines(id)).toHaveLength(1)
  })
})

describe('the raise of 55/2023/NĐ-CP, signed on 21 July 2023 from 1 July on', () => {
  test('is one run of arrears for everybody, of the difference', async () => {
    const files = await readBenefitFiles()
    const known = files.amounts.filter(({ fromMonth }) => fromMonth < '2023-07')
    await database.asOwner((sql) => sql`truncate benefit_amount`)
    await transaction(database.sql, (tx) => loadBenefitRates(tx, { ...files, amounts: known }))
    const both = [await people.grant({ fromMonth: '2023-07' }), await people.grant({ fromMonth: '2023-07' })]
    await people.prepare(['2023-07', '2023-08'])
    const knownMs = await readDatabaseClock(database.sql)

    await transaction(database.sql, (tx) => loadBenefitRates(tx, files))
    const months = ['2023-07', '2023-08', '2023-09']
    expect(await unproved(months)).toHaveLength(6)
    expect(await people.prepare(['2023-09'])).toMatchObject([
      { cause: 'arrears', lines: 4, amountDong: 4n * 1_293_000n },
      { cause: 'regular', lines: 2, amountDong: 2n * 6_165_000n },
    ])
    for (const { id } of both) {
      expect((await people.lines(id)).toSorted()).toEqual([
        ...['2023-07 arrears 1293000', '2023-07 regular 4872000', '2023-08 arrears 1293000'],
        ...['2023-08 regular 4872000', '2023-09 regular 6165000'],
      ])
    }
    expect(await unproved(months)).toEqual([])
    const causes = await database.sql`
      select distinct amount.basis from due_line join benefit_amount amount on cause_ref = 'amount ' || amount.id || ' #1'
      where cause = 'arrears'`
    expect(causes).toEqual([{ basis: '55/2023/NĐ-CP Phụ lục I' }])
    const july = { scope: { entitlementIds: [both[0]?.id ?? ''] }, periods: ['2023-07'] }
    expect(await owedOf(database.sql, { ...july, knownMs })).toMatchObject([{ amountDong: 4_872_000n }])
    expect(await owedOf(database.sql, { ...july, knownMs: null })).toMatchObject([{ amountDong: 6_165_000n }])
  })
})

describe('a suspension', () => {
  test('that was not founded is lifted from its own month, and its months are arrears', async () => {
    const { id } = await people.grant()
    const suspension = await people.stop(id, '2025-07', 'forgerySuspected')
    await people.prepare(['2025-06', '2025-07'])
    await people.resume(id, suspension, '2025-07')
    await people.prepare(['2025-08'])
    expect(await people.lines(id)).toEqual([
      ...[`2025-06 regular ${mother}`, `2025-07 arrears ${mother}`, `2025-08 regular ${mother}`],
    ])
  })

  test('stays where another one is lifted', async () => {
    const { id } = await people.grant()
    await people.stop(id, '2025-06', 'prison')
    const suspicion = await people.stop(id, '2025-06', 'forgerySuspected')
    await people.resume(id, suspicion, '2025-06')
    expect(await people.prepare(['2025-06'])).toEqual([])
  })

  test('recorded after a payment is recovered once, and paid again once where it is withdrawn', async () => {
    const { id } = await people.grant()
    await people.prepare(['2025-06'])
    const suspension = await people.stop(id, '2025-06', 'missing')
    await people.prepare(['2025-06'])
    await people.prepare(['2025-06'])
    await people.withdraw(id, suspension)
    await people.prepare(['2025-06'])
    await people.prepare(['2025-06'])
    expect(await people.lines(id)).toEqual([
      ...[`2025-06 regular ${mother}`, `2025-06 recovery ${-mother}`, `2025-06 arrears ${mother}`],
    ])
  })

  test('is lifted by a fact of its own alone', async () => {
    const { id } = await people.grant()
    const ended = await people.stop(id, '2025-07')
    await expect(people.resume(id, ended, '2025-08')).rejects.toThrow('is no suspension')
    const other = await people.grant()
    await expect(people.withdraw(other.id, ended)).rejects.toThrow('has no fact')
  })
})

describe('payees', () => {
  test('share each line to the đồng', async () => {
    const heirs = [
      await newParty(database.sql),
      await newParty(database.sql),
      await newParty(database.sql),
    ].sort()
    const { id } = await people.grant({
      benefit: 'liet-si-tuat-1',
      payees: heirs.map((partyId) => ({ partyId, role: 'heir', share: 1 })),
    })
    await people.prepare(['2025-06'])
    expect(await people.paidTo(id, heirs)).toEqual([929_666, 929_667, 929_667])
  })

  test('that change get what is written afterwards; who was paid returns what was paid too much', async () => {
    const { id, partyId } = await people.grant()
    await people.prepare(['2025-06'])
    const guardian = await newParty(database.sql)
    await people.pays(id, '2025-06', [{ partyId: guardian, role: 'guardian', share: 1 }])
    await people.prepare(['2025-07'])
    expect(await people.paidTo(id, [partyId, guardian])).toEqual([mother, mother])
    await people.stop(id, '2025-06')
    await people.prepare(['2025-07'])
    expect(await people.paidTo(id, [partyId, guardian])).toEqual([0, 0])
  })
})

describe('a place', () => {
  test('that changes changes the unit of the next lines', async () => {
    const { id } = await people.grant()
    const [, second] = await areasOf(database.sql)
    await people.prepare(['2025-06'])
    const to = { fromMonth: '2025-07', basis: 'Mẫu 27', recordedBy: 'officer', dossierId: null }
    await transaction(database.sql, (tx) => place(tx, id, { ...to, areaId: second?.areaId ?? '' }))
    expect(await people.prepare(['2025-07'], { scope: { unitIds: [second?.unitId ?? ''] } })).toMatchObject([
      { unitId: second?.unitId, lines: 1 },
    ])
  })

  test('of which no unit is known leaves its lines out and names them', async () => {
    const { id } = await people.grant()
    // Before 2025 nothing is known of the communes.
    expect(await people.prepare(['2025-06'], { atMs: Date.UTC(2020, 0, 1) })).toMatchObject([
      { unitId: null, missing: 'place', lines: 1, amountDong: BigInt(mother) },
    ])
    expect(await people.lines(id)).toEqual([])
  })
})

describe('the worship of a martyr', () => {
  test('is paid once a year, also by the year in which it is granted', async () => {
    const { id } = await people.grant({
      benefit: 'tho-cung-liet-si',
      ground: 'martyr',
      groundRef: 'Nguyễn Văn An',
      fromMonth: '2024-09',
    })
    await people.prepare(['2025', '2025-06'])
    await people.prepare(['2025-07'])
    expect(await people.lines(id)).toEqual(['2024 arrears 1400000', '2025 regular 1400000'])
  })
})

describe('survivors', () => {
  test('are owed from the month after the death, so that no month is paid for both', async () => {
    const { id } = await people.grant({ benefit: 'thuong-binh-81' })
    await people.stop(id, firstMonthWithout('death', '2025-06-30'))
    const widow = await people.grant({
      benefit: 'thuong-binh-tuat',
      fromMonth: firstMonthOfSurvivors('2025-06-30'),
    })
    await people.prepare(['2025-06', '2025-07'])
    expect(await people.lines(id)).toEqual(['2025-06 regular 7240000'])
    expect(await people.lines(widow.id)).toEqual(['2025-07 regular 1565000'])
  })
})

describe('a grant', () => {
  test('of a benefit that the catalogue has not, or for nobody, is refused', async () => {
    await expect(people.grant({ benefit: 'none' })).rejects.toThrow('the catalogue has no benefit "none"')
    await expect(people.grant({ payees: [] })).rejects.toThrow('at least one payee')
  })
})
