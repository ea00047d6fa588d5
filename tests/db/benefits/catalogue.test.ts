/** The catalogue of benefits: every row of its files, loaded once, and as it was known earlier. */
import { beforeAll, describe, expect, test } from 'vitest'
import { amountsThatWait } from '../../../db/benefits/proof.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { loadBenefitRates, readBenefitFiles } from '../../../db/load/benefit-rates.ts'
import { loadReference } from '../../../db/load/load-reference.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const rows = async () => {
  const [row] = await database.sql`
    select (select count(*)::int from benefit) as benefits, (select count(*)::int from benefit_amount) as amounts,
      (select count(*)::int from standard_rate) as rates, (select max(number) from benefit_amount)::int as last`
  return row
}

describe('the catalogue', () => {
  test('has the 424 amounts of the annexes of 2023 and 2024, two for each of 212 benefits', async () => {
    const counts = await database.sql`
      select split_part(basis, ' ', 1) as decree, count(*)::int as amounts, count(distinct benefit)::int as benefits
      from benefit_amount where basis like '% Phụ lục %' group by 1 order by 1`
    expect(counts).toEqual([
      { decree: '55/2023/NĐ-CP', amounts: 212, benefits: 212 },
      { decree: '77/2024/NĐ-CP', amounts: 212, benefits: 212 },
    ])
    const steps = await database.sql`
      select count(*)::int as steps, min(injury_rate) as least, max(injury_rate) as most from benefit where injury_rate is not null`
    expect(steps).toEqual([{ steps: 160, least: 21, most: 100 }])
  })

  test.each([
    ['me-vnah', 'allowance', 8_367_000],
    ['me-vnah-phu-cap', 'supplement', 2_337_000],
    ['me-vnah-phuc-vu', 'carer', 2_789_000],
    ['truoc-1945-tham-nien', 'supplement', 529_000],
    ['thuong-binh-21', 'allowance', 1_878_000],
    ['thuong-binh-100', 'allowance', 8_941_000],
    ['thuong-binh-b-21', 'allowance', 1_552_000],
    ['thuong-binh-b-100', 'allowance', 7_397_000],
    ['liet-si-tuat-3', 'survivor', 8_367_000],
    ['chat-doc-con-61-80', 'allowance', 1_673_000],
    ['hoc-tap-21-60', 'study', 1_399_000],
    ['tho-cung-liet-si', 'worship', 1_400_000],
  ])('of %s, a %s, says %i đồng in July 2024', async (code, kind, dong) => {
    const [row] = await database.sql`
      select kind, amount_dong::int as dong from benefit join benefit_amount on benefit = code
      where code = ${code} and from_month <= '2024-07' order by from_month desc limit 1`
    expect(row).toEqual({ kind, dong })
  })

  test('is loaded again without another row, and a correction recorded since stays the later one', async () => {
    const before = await rows()
    await loadReference(database, { officers: 'none' })
    expect(await rows()).toEqual(before)
    await database.sql`
      insert into benefit_amount (benefit, from_month, amount_dong, basis, source, assumed, recorded_by)
      values ('tu-day', '2024-07', 1, 'đính chính', 'test', true, 'officer')`
    const files = await readBenefitFiles()
    await transaction(database.sql, (tx) => loadBenefitRates(tx, files))
    const [latest] = await database.sql`
      select amount_dong::int as dong from benefit_amount where benefit = 'tu-day' order by number desc limit 1`
    expect(latest).toEqual({ dong: 1 })
  })

  test('says which amounts wait for an annex: from July 2026 all that follow the standard rate', async () => {
    expect(await amountsThatWait(database.sql, { month: '2026-06', knownMs: null })).toEqual([])
    const waiting = await amountsThatWait(database.sql, { month: '2026-07', knownMs: null })
    expect(waiting).toHaveLength(212)
    expect(waiting[0]).toMatchObject({
      fromMonth: '2024-07',
      rateFrom: '2026-07',
      rateBasis: '321/2026/NĐ-CP',
    })
    expect(waiting.map(({ benefit }) => benefit)).not.toContain('tho-cung-liet-si')
    // Before the rate was recorded nobody could know.
    expect(await amountsThatWait(database.sql, { month: '2026-07', knownMs: 0 })).toEqual([])
  })

  test('keeps each row as it was recorded', async () => {
    const change = (text: string) => database.asOwner((sql) => sql.unsafe(text))
    await expect(change('update benefit_amount set amount_dong = 1')).rejects.toThrow('append-only')
    await expect(change('delete from standard_rate')).rejects.toThrow('append-only')
  })
})
