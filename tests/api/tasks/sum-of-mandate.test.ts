/** A mandate with a sum: what its holder may sign where the decision has money paid, and who signs instead. */
import { beforeAll, describe, expect, test } from 'vitest'
import funeral from '../../../procedures/definitions/bao-tro-xa-hoi/1.014028-ho-tro-mai-tang-huu-tri-xa-hoi.ts'
import { registryOf } from '../../../procedures/registry/registry.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, marriageFiling } from '../app.ts'

const limit = 50_000_000
const chair = `uy-quyen:${commune}:chair:1`
const deputy = `uy-quyen:${commune}:chair:2`

let world: ApiWorld
beforeAll(async () => {
  world = await (await apiWorld()).appWith({ registry: registryOf([funeral]) })
})

/** Sets the sum of each of these mandates, đồng; null: none. */
const sums = (of: Readonly<Record<string, number | null>>) =>
  inChange(world.database, async (tx) => {
    for (const [id, dong] of Object.entries(of)) {
      await tx`update mandate set up_to_dong = ${dong} where id = ${id}`
    }
  })

/** A funeral benefit that waits for its signature. */
async function waitingToPay(lumpSumDong: string): Promise<string> {
  const form = {
    organiserName: 'Nguyễn Thị Hồng Thắm',
    organiserIdentityNumber: '001198000001',
    organiserAddress: 'Số 2, phố Trúc Bạch',
    deceasedName: 'Nguyễn Văn Hòa',
    deceasedBornOn: '1945-02-03',
    deceasedIdentityNumber: '001045000001',
    deceasedResidence: 'Phường Ba Đình',
    diedOn: '2025-07-03',
    hasDecision: true,
    claimsElsewhere: false,
    payeeAccount: '19036682457011',
  }
  const { dossierId } = await world.opens(
    marriageFiling({ procedure: funeral.code, form: { ...form, lumpSumDong } }),
  )
  for (const [task, role, outcome] of [
    ['receive.1', 'oneStop', 'accepted'],
    ['review.1', 'socialAffairs', 'approved'],
  ] as const) {
    const id = await world.opened(dossierId, task)
    expect(await (await world.officer(role)).post(`/tasks/${id}/decisions`, { outcome })).toMatchObject({
      status: 200,
    })
  }
  await world.opened(dossierId, 'sign.1')
  return dossierId
}

const decide = async (dossierId: string, outcome: string, { officer = 1 } = {}) =>
  await (await world.officer('chair', commune, officer)).post(`/tasks/${dossierId}.sign.1/decisions`, {
    outcome,
  })

describe('an officer whose mandate has a sum', () => {
  beforeAll(() => sums({ [chair]: limit, [deputy]: null }))

  test('signs what pays exactly as much', async () => {
    expect(await decide(await waitingToPay('50000000'), 'signed')).toMatchObject({ status: 200 })
  })

  test('is refused what pays one đồng more, which leaves a line in the journal without the amount; another signs it', async () => {
    const dossierId = await waitingToPay('50000001')
    expect(await decide(dossierId, 'signed')).toMatchObject({
      status: 403,
      body: {
        code: 'sumExceeded',
        title: 'Số tiền vượt hạn mức được ký',
        detail: expect.stringMatching(
          /hạn mức được ký là 50\.000\.000 đ .* 1 cán bộ giữ vai trò .* với hạn mức đủ/,
        ),
      },
    })
    const { sql } = world.database
    expect([
      ...(await sql`select payload from journal where dossier_id = ${dossierId} and kind = 'refused'`),
    ]).toEqual([{ payload: { kind: 'decide', code: 'sumExceeded' } }])
    expect(await sql`select 1 from decision_request where task_id = ${`${dossierId}.sign.1`}`).toEqual([])
    expect(await decide(dossierId, 'signed', { officer: 2 })).toMatchObject({ status: 200 })
  })

  test('still returns and refuses it: nothing is paid', async () => {
    expect(await decide(await waitingToPay('90000000'), 'returned')).toMatchObject({ status: 200 })
    expect(await decide(await waitingToPay('90000000'), 'refused')).toMatchObject({ status: 200 })
  })

  test('reads the sum where mandates and authority are shown', async () => {
    const dossierId = await waitingToPay('1000000')
    const officer = await world.officer('chair')
    expect(await officer.get(`/tasks/${dossierId}.sign.1/authority`)).toMatchObject({
      body: { allowed: true, mandate: { id: chair, upToDong: '50000000' } },
    })
    expect(await officer.get(`/mandates?unit=${commune}`)).toMatchObject({
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({ id: chair, upToDong: '50000000' }),
          expect.objectContaining({ id: deputy, upToDong: null }),
        ]),
      },
    })
  })

  test('lends it with that sum and no higher one', async () => {
    const supervisor = await world.supervisor()
    const officer = `can-bo:${elsewhere}:chair:1`
    const lent = await supervisor.post('/mandates', {
      ...{
        unit: commune,
        role: 'chair',
        officer,
        kind: 'substitution',
        actingFor: `can-bo:${commune}:chair:1`,
      },
      ...{ until: '2030-01-01T00:00:00+07:00', basis: 'Quyết định 12/QĐ-UBND' },
    })
    expect(lent).toMatchObject({ status: 201, body: { upToDong: '50000000' } })
    const standIn = await world.as({ id: officer, role: 'officer', unitId: commune })
    const sign = async (lumpSumDong: string) =>
      await standIn.post(`/tasks/${await waitingToPay(lumpSumDong)}.sign.1/decisions`, { outcome: 'signed' })
    expect(await sign('50000001')).toMatchObject({ status: 403, body: { code: 'sumExceeded' } })
    expect(await sign('50000000')).toMatchObject({ status: 200 })
  })
})

test('where nobody of the unit has a sum that reaches it, the refusal says what has to be raised', async () => {
  await sums({ [chair]: limit, [deputy]: limit })
  await inChange(
    world.database,
    (tx) => tx`update mandate set valid = 'empty' where unit_id = ${commune} and kind = 'substitution'`,
  )
  const dossierId = await waitingToPay('60000000')
  expect(await decide(dossierId, 'signed', { officer: 2 })).toMatchObject({
    status: 403,
    body: { code: 'sumExceeded', detail: expect.stringContaining('không ai giữ vai trò') },
  })
})
