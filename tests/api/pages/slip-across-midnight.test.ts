/** Received at 23:59 by a unit that ends at midnight, accepted by its successor in the morning: what stands on paper. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/reference-rows.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import type { DossierState } from '../../../procedures/grammar/run/event.ts'
import { aMonday } from '../../clock.ts'
import { type Decision, writeDecisions } from '../../db/dossier/write-input.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { DossierStory } from '../../dossier-story.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, marriageFiling } from '../app.ts'

/** Tuesday, 2 June 2026. */
const T = Date.parse('2026-06-02T00:00:00+07:00')
const MINUTE = 60_000
const received = T - MINUTE
const accepted = Date.parse('2026-06-02T08:05:00+07:00')

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  await armed(api.database, wardEnds(await readReferenceRows(api.database.sql), T), aMonday)
  await inChange(
    api.database,
    (tx) => tx`
      insert into seal (id, unit_id, holder, valid, basis)
      values ('phuong-thu/con-dau', ${BEGINS}, 'Văn phòng', tstzrange(instant(${T}), null), 'Quyết định thử')`,
  )
}, 120_000)

const clerk = async (at: number, unitId: string) =>
  await (await api.appWith({ now: () => at })).as({ id: CLERK, role: 'officer', unitId })
const filed = async (at: number, unitId: string, changes: object = {}) => {
  const { status, body } = await (await clerk(at, unitId)).post(
    '/dossiers',
    marriageFiling({ channel: 'counter', receptionUnit: ENDS, ...changes }),
  )
  expect({ status, body }).toMatchObject({ status: 201 })
  return z.object({ dossierId: z.uuid(), code: z.string(), filedAt: z.string() }).parse(body)
}

const goes = (dossierId: string, state: DossierState | null, decisions: readonly Decision[]) => {
  const story = new DossierStory(api, dossierId, planOf(marriage))
  return writeDecisions(api.database, story, state, decisions)
}
const slip = async (at: number, unitId: string, dossierId: string): Promise<string> => {
  const { status, body } = await (await clerk(at, unitId)).get(`/dossiers/${dossierId}/slip`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return String(body)
    .replace(/<style>[\s\S]*<\/style>|<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, sign) => String.fromCharCode(Number(sign)))
    .replace(/\s+/g, ' ')
}

describe.each([
  ['filed at 23:59 at the counter', () => filed(received, ENDS)],
  [
    'on paper at 23:59, and entered in the morning by the successor',
    () =>
      filed(accepted - MINUTE, BEGINS, {
        received: { at: new Date(received).toISOString(), reason: 'paper' },
      }),
  ],
])('%s', (_, file) => {
  let receipt: Awaited<ReturnType<typeof file>>
  let state: DossierState | null = null
  beforeAll(async () => {
    receipt = await file()
  })

  test('has the code of the old unit and its day', () => {
    expect(receipt.code).toMatch(/^H26\.101-260601-\d+$/)
    expect(Date.parse(receipt.filedAt)).toBe(received)
  })

  test('before acceptance the paper is the old unit’s, and promises no date', async () => {
    const at = Math.max(received, Date.parse(receipt.filedAt)) + MINUTE
    const printed = await slip(at, BEGINS, receipt.dossierId)
    expect(printed).toContain('Xác nhận hồ sơ đã nộp, chưa tiếp nhận')
    expect(printed).toContain('Nhận hồ sơ lúc 23 giờ 59 phút, ngày 01 tháng 6 năm 2026')
    expect(printed).not.toContain('Nơi nhận hồ sơ')
  })

  test('accepted after midnight it is a slip of the successor, with both instants and the day reckoned from the acceptance', async () => {
    state = await goes(receipt.dossierId, null, [[accepted, 'receive.1', 'accepted']])
    const printed = await slip(accepted + MINUTE, BEGINS, receipt.dossierId)
    for (const said of [
      'Mẫu số 01 (03/2025/TT-VPCP, Phụ lục I)',
      receipt.code,
      'Nhận hồ sơ lúc 23 giờ 59 phút, ngày 01 tháng 6 năm 2026',
      'Nơi nhận hồ sơ Phường Ba Đình',
      'Tiếp nhận lúc 08 giờ 05 phút, ngày 02 tháng 6 năm 2026',
      'Thời hạn giải quyết 1 ngày làm việc',
      'Hẹn trả kết quả 08 giờ 05 phút, ngày 03 tháng 6 năm 2026',
      'Nơi trả kết quả Phường Thử Mới',
    ]) {
      expect(printed).toContain(said)
    }
    // The office that issues it is named first: a unit that has ended issues nothing.
    expect(printed.indexOf('Phường Thử Mới')).toBeLessThan(printed.indexOf('Giấy tiếp nhận hồ sơ'))
  })

  test('its clock runs from the acceptance', async () => {
    const [row] = await api.database.sql`
      select clock, epoch_ms(filed_at) as filed, epoch_ms(clock_from) as from, reception_unit_id as unit from dossier where id = ${receipt.dossierId}`
    expect(row).toEqual({ clock: 'running', filed: received, from: accepted, unit: ENDS })
  })

  test('it is signed for the successor, under the seal that is in force then', async () => {
    await goes(receipt.dossierId, state, [
      [accepted + 60 * MINUTE, 'review.1', 'approved'],
      [accepted + 120 * MINUTE, 'sign.1', 'signed'],
    ])
    const [signed] = await api.database.sql`
      select q.unit_id as unit, (select count(*)::int from seal s where s.unit_id = q.unit_id and s.valid @> q.accepted_at) as seals,
        (select count(*)::int from seal s where s.unit_id = ${ENDS} and s.valid @> q.accepted_at) as old
      from decision_request q where q.dossier_id = ${receipt.dossierId} and q.task_id like '%.sign.1'`
    expect(signed).toEqual({ unit: BEGINS, seals: 1, old: 0 })
  })
})
