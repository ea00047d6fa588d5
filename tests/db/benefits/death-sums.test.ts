/** The lump sum and the funeral grant at a death are lines that a run pays, once, to whom the decision names. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unprovedEntitlements } from '../../../db/benefits/proof.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { openRunOrders } from '../../../db/payouts/open-run-orders.ts'
import { deathSums, lumpSumOfDossiers } from '../../../domain/benefits/death.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { payoutsOf } from '../money/owed-payout.ts'
import { confirms, recordsDeath, sumOf } from './deaths.ts'
import { atMs, forgetAll, newParty, People } from './people.ts'
import { vault } from './signed-dossier.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(async () => {
  await database.asOwner(
    (sql) => sql`truncate recorded_death, proposal_decision, entitlement_proposal cascade`,
  )
  await forgetAll(database)
})

const lookup = vault.lookup('001040012345')
const kindOf = (all: Awaited<ReturnType<typeof recordsDeath>>, kind: string) =>
  all.find((one) => one.kind === kind)?.id ?? ''

/** A Heroic Mother with a supplement and a carer, who died in June 2025. */
async function died(dossierId?: string) {
  const partyId = await newParty(database.sql, lookup)
  await people.grant({ partyId })
  await people.grant({ partyId, benefit: 'me-vnah-phu-cap' })
  await people.grant({ partyId, benefit: 'me-vnah-phuc-vu' })
  const of = dossierId === undefined ? {} : { dossierId }
  const all = await recordsDeath(database, lookup, { diedOn: '2025-06-20', ...of })
  const lines = async (benefit: string) => {
    const id = await sumOf(database, benefit, partyId)
    return id === null ? [] : await people.lines(id)
  }
  return { all, lines, lumpSum: kindOf(all, 'lumpSum'), funeralGrant: kindOf(all, 'funeralGrant') }
}

const orders = async () => {
  const { totals } = await transaction(database.sql, (tx) =>
    openRunOrders(tx, { runId: null, periods: ['2025-06'], atMs }),
  )
  return totals.map(({ benefit, orders: count, amountDong }) => `${benefit} ${count} ${amountDong}`)
}

describe('a sum at a death', () => {
  test('is proposed with its amount: three months without the carer, and ten reference levels of the month of death', async () => {
    const { all } = await died()
    expect(all.map(({ kind, amountDong }) => `${kind} ${amountDong}`)).toEqual([
      ...['end 0', 'end 0', 'end 0'],
      ...['lumpSum 32112000', 'funeralGrant 23400000'],
    ])
  })

  test('that is confirmed is a line of the month of death, and one order of a run to whom the decision names', async () => {
    const { lumpSum, funeralGrant, lines } = await died()
    await confirms(database, lumpSum)
    await confirms(database, funeralGrant)
    expect(await people.prepare(['2025-06'])).toContainEqual(
      expect.objectContaining({ cause: 'oneOff', benefit: deathSums.lumpSum, lines: 1, missing: null }),
    )
    expect(await lines(deathSums.lumpSum)).toEqual(['2025-06 oneOff 32112000'])
    expect(await lines(deathSums.funeralGrant)).toEqual(['2025-06 oneOff 23400000'])
    expect(await orders()).toEqual(['mai-tang-phi 1 23400000', 'tro-cap-mot-lan-tu-tran 1 32112000'])
    const payees = await database.sql`
      select distinct party.name from payment_order o join party on party.id = o.payee_id`
    expect(payees).toEqual([{ name: 'Lê Thị Tư' }])
    expect(await unprovedEntitlements(database.sql, { periods: ['2025-06'], scope: {} })).toEqual([])
  })

  test('is paid once, whatever is prepared, confirmed again or recorded by another dossier', async () => {
    const { lumpSum, lines } = await died()
    await confirms(database, lumpSum)
    await people.prepare(['2025-06'])
    await orders()
    await confirms(database, lumpSum)
    expect(kindOf(await recordsDeath(database, lookup, { diedOn: '2025-06-21' }), 'lumpSum')).toBe('')
    await people.prepare(['2025-06'], { inFull: true })
    await people.prepare(['2025-07'])
    expect(await lines(deathSums.lumpSum)).toEqual(['2025-06 oneOff 32112000'])
    expect(await orders()).toEqual([])
  })

  test('follows a raise from before the death that is recorded later, and is recovered where its grant is withdrawn', async () => {
    const { lumpSum, lines } = await died()
    await confirms(database, lumpSum)
    await people.prepare(['2025-06'])
    await people.raise('me-vnah-phu-cap', '2025-06', 2_400_000)
    await people.prepare(['2025-07'])
    const sum = await lines(deathSums.lumpSum)
    expect(sum).toEqual(['2025-06 oneOff 32112000', '2025-06 arrears 189000'])
    const [fact] = await database.sql`
      select f.id, f.entitlement_id as sum from entitlement_fact f join entitlement e on e.id = f.entitlement_id
      where e.benefit = ${deathSums.lumpSum} and f.kind = 'granted'`
    await people.withdraw(String(fact?.sum), String(fact?.id))
    await people.prepare(['2025-07'])
    expect((await lines(deathSums.lumpSum)).at(-1)).toBe('2025-06 recovery -32301000')
    await people.raise('me-vnah-phu-cap', '2025-06', 2_337_000)
  })

  test('needs to name who gets it', async () => {
    const { lumpSum, funeralGrant } = await died()
    await expect(confirms(database, lumpSum, null)).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(confirms(database, funeralGrant, null)).rejects.toMatchObject({ code: 'invalidInput' })
  })
})

describe('the lump sum that a dossier of the relatives pays too', () => {
  const payouts = payoutsOf(() => database)

  test('is not paid by the dossier where a run pays it', async () => {
    const payout = { ...(await payouts.owed(32_112_000n)), benefit: lumpSumOfDossiers }
    const { lumpSum } = await died(payout.dossierId)
    await confirms(database, lumpSum)
    expect(await payouts.open(payout)).toBeUndefined()
  })

  test('is not confirmed for a run where the dossier has booked it', async () => {
    const payout = { ...(await payouts.owed(32_112_000n)), benefit: lumpSumOfDossiers }
    const { lumpSum, funeralGrant } = await died(payout.dossierId)
    await payouts.opened(payout)
    await expect(confirms(database, lumpSum)).rejects.toMatchObject({ code: 'invalidInput' })
    await confirms(database, funeralGrant)
  })
})
