/** A dossier that waits for its applicant when its unit ends, with nothing at any desk: whom to ask, and to whose account. */
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { placeDossier } from '../../../db/territory/responsibility/placement.ts'
import { findInventedOfficer } from '../../../db/territory/units/unit-lookup.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { aMonday } from '../../clock.ts'
import { writeDecisions } from '../../db/dossier/transition/write-input.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { DossierStory } from '../../dossier-story.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, type Filed } from '../app.ts'

const HOUR = 3_600_000
const T = aMonday + 24 * HOUR
const [address, openingHours] = ['Số 1, phố Thử', 'Thứ Hai đến thứ Sáu, 8:00-17:00']
const former = { unit: 'Phường Ba Đình', insteadOf: null }
const successor = { unit: 'Phường Thử Mới', address, openingHours, insteadOf: 'Phường Ba Đình' }

let api: ApiWorld
let asked: Filed
let owes: Filed
const owing = async ({ dossierId }: Filed, from: number) =>
  // The procedures of these tests collect no fee: the task as a step that does leaves it.
  await api.database.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select id || '.fee.1', id, 'fee.1', 'fee', 'collectFee', 'desk', 'oneStop', 'commune', 'receive', procedure_code, field, area_id,
      instant(${from}), instant(${from + 24 * HOUR})
    from dossier where id = ${dossierId}`
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  const { database } = api
  asked = await api.files()
  owes = await api.files()
  await writeDecisions(database, new DossierStory(api, asked.dossierId, planOf(marriage)), null, [
    [aMonday + HOUR, 'receive.1', 'incomplete'],
  ])
  await owing(owes, aMonday + HOUR)
  await armed(database, wardEnds(await readReferenceRows(database.sql), T), aMonday)
  await inChange(
    database,
    (tx) => tx`
      insert into site (id, unit_id, address, opening_hours, uses, valid, basis)
      values ('phuong-thu/tru-so', ${BEGINS}, ${address}, ${openingHours}, '{reception}', tstzrange(instant(${T}), null), 'Quyết định thử')`,
  )
}, 300_000)

const answer = z.object({
  asked: z.looseObject({ askAt: z.unknown() }).nullable(),
  fee: z.object({ payTo: z.unknown(), inWords: z.string() }).nullable(),
  steps: z.array(z.unknown()),
})
const follow = async ({ dossierId, code }: Filed, at: number) => {
  const { app } = await api.appWith({ now: () => at })
  const query = { code, secret: api.vault.followSecret(dossierId) }
  return answer.parse((await app.inject({ url: '/follow', query })).json())
}

test('for a supplement the page names the unit that requested it, and from the instant on its successor', async () => {
  const before = await follow(asked, T - 1)
  expect(before).toMatchObject({ steps: [], fee: null })
  expect(before.asked?.askAt).toMatchObject(former)
  expect((await follow(asked, T)).asked?.askAt).toEqual(successor)
})

test('for a supplement whose desk is not known, as of an imported dossier, the page names the counter', async () => {
  const imported = await api.files()
  await api.database.sql`
    insert into task (id, dossier_id, key, step, kind, holder, procedure_code, field, area_id, opened_at, due_at)
    select id || '.supplement.1', id, 'supplement.1', 'supplement', 'supplement', 'applicant', procedure_code, field, area_id,
      instant(${aMonday + HOUR}), instant(${T + HOUR})
    from dossier where id = ${imported.dossierId}`
  expect((await follow(imported, T)).asked?.askAt).toEqual(successor)
})

test('for a fee the page names the account of the unit that collects it now, and not that of the former one', async () => {
  const before = await follow(owes, T - 1)
  expect(before).toMatchObject({ asked: null, fee: { payTo: former } })
  expect(before.fee?.inWords).toContain('vào tài khoản của Phường Ba Đình')
  const { fee } = await follow(owes, T)
  expect(fee?.payTo).toEqual(successor)
  expect(fee?.inWords).toBe(
    'Nộp phí, lệ phí vào tài khoản của Phường Thử Mới theo thông báo nộp tiền, hoặc trực tiếp tại Số 1, phố Thử. Không nộp vào tài khoản của Phường Ba Đình.',
  )
})

test('for a fee that a custodian requested the page names the unit where the dossier was placed since', async () => {
  const kept = await api.files()
  const { sql } = api.database
  await sql`update dossier set area_id = 'unplaced:old:00007' where id = ${kept.dossierId}`
  await owing(kept, aMonday + HOUR)
  const payTo = async (at: number) => (await follow(kept, at)).fee
  expect((await payTo(aMonday + HOUR))?.payTo).toMatchObject({ unit: 'Sở Tư pháp', insteadOf: null })
  const custodian = { unitId: 'hanoi:so-tu-phap', role: 'specialist', asOfMs: aMonday }
  const officer = await findInventedOfficer(sql, custodian)
  await placeDossier(api.database, {
    ...{ caller: 'placer', key: 'place', bodyHash: new Uint8Array(32), dossierId: kept.dossierId },
    ...{ areaId: 'cell:00007:00025', basis: 'Giấy xác nhận thông tin về cư trú' },
    ...{ officerId: officer?.id ?? '', unitId: custodian.unitId, at: aMonday + 2 * HOUR },
  })
  const fee = await payTo(aMonday + 3 * HOUR)
  expect(fee?.payTo).toMatchObject({ unit: 'Phường Giảng Võ', insteadOf: 'Sở Tư pháp' })
  expect(fee?.inWords).toContain('Không nộp vào tài khoản của Sở Tư pháp.')
})

test('who owes nothing and has nothing to supply reads of neither on the page', async () => {
  expect(await follow(await api.files(), aMonday + HOUR)).toMatchObject({ asked: null, fee: null })
})
