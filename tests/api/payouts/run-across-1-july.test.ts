/** A payout run of June 2025, of which some units are paid before the wards of 2025 end and some after: its books in the geography of then and of today. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import { pagesOf } from '../../../db/payouts/pages.ts'
import { startBank } from '../../activities/payment/bank-process.ts'
import { depsAt, grantsPayable, preparedRun } from '../../activities/payment/run-to-pay.ts'
import { People } from '../../db/benefits/people.ts'
import { at } from '../../domain/local-time.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const prepared = at('2025-06-26 09:00')
const june = at('2025-06-30 16:00')
const july = at('2025-07-02 09:00')
/** Two months of 8,367,000 đồng for a Heroic Mother. */
const eachDong = 16_734_000n

let world: ApiWorld
let after: ApiWorld
/** Four wards, of which some became one commune. */
let wards: readonly { areaId: string; was: string; is: string }[]
beforeAll(async () => {
  world = await apiWorldWithoutEngine()
  after = await world.appWith({ now: () => july })
  wards = await world.database.sql<{ areaId: string; was: string; is: string }[]>`
    with held as (
      select distinct on (was.unit_id) was.area_id as "areaId", was.unit_id as was, stands.unit_id as "is"
      from jurisdiction was join jurisdiction stands on stands.area_id = was.area_id and stands.tier = was.tier
      where was.tier = 'commune' and was.valid @> instant(${prepared}) and stands.valid @> instant(${july}) and was.unit_id like 'old:%'
      order by was.unit_id, was.area_id)
    select * from held where "is" in ('new:00004', 'new:00008') order by was limit 4`
})

describe('a run that is paid before and after 1 July 2025', () => {
  test('is in the books of the wards that were to pay, and in those of the communes that hold their land', async () => {
    const communes = [...new Set(wards.map(({ is }) => is))]
    expect(wards).toHaveLength(4)
    expect(communes.length).toBeLessThan(4)
    const people = new People(world.database)
    for (const { areaId } of wards) await grantsPayable(world.database, people, { areaId })
    const runId = await preparedRun(world.database, prepared)
    const bank = await startBank()
    const [first, ...others] = await pagesOf(world.database.sql, runId)
    expect(others).toHaveLength(wards.length - 1)
    const pays = (unit: typeof first, clock: number) =>
      createPayoutRuns({ ...depsAt(world.database, bank), clock: () => clock }).payPage({
        ...{ runId, unitId: unit?.unitId ?? '', page: 0 },
      })
    await pays(first, june)
    for (const other of others) await pays(other, july)

    const settledDong = BigInt((await bank.ledger()).settledDong)
    expect(settledDong).toBe(eachDong * BigInt(wards.length))
    for (const { was, is } of wards) {
      expect(await paidOf(was, 'asItWas')).toBe(eachDong)
      expect(await paidOf(was, 'asItIs')).toBe(0n)
      expect(await paidOf(is, 'asItWas')).toBe(0n)
      const became = wards.filter((ward) => ward.is === is).length
      expect(await paidOf(is, 'asItIs')).toBe(eachDong * BigInt(became))
    }
    const sumOf = async (units: readonly string[], geography: string) => {
      let sum = 0n
      for (const unit of units) sum += await paidOf(unit, geography)
      return sum
    }
    expect(await sumOf(communes, 'asItIs')).toBe(settledDong)
    expect(
      await sumOf(
        wards.map(({ was }) => was),
        'asItWas',
      ),
    ).toBe(settledDong)
  })

  test('is seen by the commune that took a ward over, and its former officer learns which that is', async () => {
    for (const { was, is } of wards) {
      const path = `/units/${encodeURIComponent(was)}/ledger?month=2025-06`
      expect(await (await after.supervisor(is)).get(path)).toMatchObject({ status: 200 })
      expect(await (await after.officer('oneStop', is)).get(path)).toMatchObject({ status: 200 })
      expect(await (await after.officer('oneStop', was)).get(path)).toMatchObject({
        ...{ status: 410, body: { code: 'unitEnded', detail: expect.stringContaining(is) } },
      })
    }
  })
})

const ledger = z.object({ balances: z.array(z.object({ account: z.string(), amountDong: z.string() })) })

/** In June and July, as the API shows it in July. */
async function paidOf(unit: string, geography: string): Promise<bigint> {
  const operator = await after.as({ role: 'operator', id: 'van-hanh' })
  let sum = 0n
  for (const month of ['2025-06', '2025-07']) {
    const path = `/units/${encodeURIComponent(unit)}/ledger?month=${month}&geography=${geography}`
    const { body } = await operator.get(path)
    for (const { account, amountDong } of ledger.parse(body).balances)
      if (account === 'paid') sum += BigInt(amountDong)
  }
  return sum
}
