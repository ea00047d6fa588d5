/** Received at 23:59 by a unit that ends at midnight, accepted by its successor in the morning: what stands on paper. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recordRequest } from '../../../db/dossier/requests/requests.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import marriage from '../../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import type { DossierState } from '../../../procedures/grammar/run/event.ts'
import { aMonday } from '../../clock.ts'
import { type Decision, writeDecisions } from '../../db/dossier/transition/write-input.ts'
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
}, 300_000)

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

const atNight = '23 giờ 59 phút, thứ Hai, ngày 01 tháng 6 năm 2026'
const inTheMorning = '08 giờ 05 phút, thứ Ba, ngày 02 tháng 6 năm 2026'

describe.each([
  {
    title: 'filed at 23:59 at the counter',
    file: () => filed(received, ENDS),
    // The paper is its successor's: a unit that has ended issues nothing.
    from: accepted,
    printed: {
      ...{
        issuer: 'Phường Thử Mới',
        accepted: `Nơi nhận hồ sơ Phường Ba Đình Tiếp nhận lúc ${inTheMorning}`,
      },
      due: 'Hẹn trả kết quả 17 giờ 00 phút, thứ Tư, ngày 03 tháng 6 năm 2026',
    },
  },
  {
    title: 'on paper at 23:59, and entered in the morning by the successor',
    file: () =>
      filed(accepted - MINUTE, BEGINS, {
        received: { at: new Date(received).toISOString(), reason: 'paper' },
      }),
    // The old unit had received it on paper, and its clock runs from then.
    from: received,
    printed: {
      ...{ issuer: 'Phường Ba Đình', accepted: `Tiếp nhận lúc ${atNight}` },
      due: 'Hẹn trả kết quả 17 giờ 00 phút, thứ Ba, ngày 02 tháng 6 năm 2026',
    },
  },
])('$title', ({ file, from, printed: expected }) => {
  let receipt: Awaited<ReturnType<typeof file>>
  let state: DossierState | null = null
  beforeAll(async () => {
    receipt = await file()
  })

  test('has the code of the old unit and its day', () => {
    expect(receipt.code).toMatch(/^H26\.103-260601-\d+$/)
    expect(Date.parse(receipt.filedAt)).toBe(received)
  })

  test('before acceptance the paper is the old unit’s, and promises no date', async () => {
    const printed = await slip(accepted - MINUTE, BEGINS, receipt.dossierId)
    for (const said of ['Xác nhận hồ sơ đã nộp, chưa tiếp nhận', `Nhận hồ sơ lúc ${atNight}`]) {
      expect(printed).toContain(said)
    }
    expect(printed).not.toContain('Nơi nhận hồ sơ')
  })

  test('accepted after midnight it has form, both instants, the day that they give, and where to go now', async () => {
    state = await goes(receipt.dossierId, null, [[accepted, 'receive.1', 'accepted']])
    const printed = await slip(accepted + MINUTE, BEGINS, receipt.dossierId)
    for (const said of [
      'Mẫu số 01 (03/2025/TT-VPCP, Phụ lục I)',
      receipt.code,
      `Nhận hồ sơ lúc ${atNight}`,
      ...[expected.accepted, expected.due],
      'Thời hạn giải quyết 1 ngày làm việc',
      'Nơi trả kết quả Phường Thử Mới',
      'Từ ngày 02 tháng 6 năm 2026 Phường Ba Đình kết thúc hoạt động.',
    ]) {
      expect(printed).toContain(said)
    }
    expect(printed).toContain(`Phụ lục I) ${expected.issuer} CỘNG HÒA`)
  })

  test('its clock runs from the legal instant', async () => {
    const [row] = await api.database.sql`
      select clock, epoch_ms(filed_at) as filed, epoch_ms(clock_from) as from, reception_unit_id as unit from dossier where id = ${receipt.dossierId}`
    expect(row).toEqual({ clock: 'running', filed: received, from, unit: ENDS })
  })

  test('it is signed for the successor, under the seal that is in force then', async () => {
    await goes(receipt.dossierId, state, [
      [accepted + 60 * MINUTE, 'review.1', 'approved'],
      [accepted + 120 * MINUTE, 'sign.1', 'signed'],
    ])
    const [signed] = await api.database.sql`
      select q.unit_id as unit, q.seal_id as seal from decision_request q where q.dossier_id = ${receipt.dossierId} and q.task_id like '%.sign.1'`
    expect(signed).toEqual({ unit: BEGINS, seal: 'phuong-thu/con-dau' })
  })
})

test('a signature keeps the seal of its unit that is in force, and none that is to come', async () => {
  const { dossierId } = await filed(received, ENDS)
  const task = `${dossierId}.receive.1`
  const [mandate] = await api.database.sql<{ id: string }[]>`
    select id from mandate where officer_id = ${CLERK} and unit_id = ${BEGINS} limit 1`
  const mandateId = mandate?.id ?? null
  const sealOf = async (at: number) => {
    const { id } = await recordRequest(api.database, {
      ...{ caller: 'test', key: randomUUID(), bodyHash: Buffer.from('signed'), dossierId, taskId: task },
      actor: { id: CLERK, role: 'officer', unitId: BEGINS, mandateId, actingForId: null },
      item: (key) => ({ kind: 'decide', key, at, by: CLERK, task: 'receive.1', outcome: 'signed' }),
      ...{ revision: null, note: null, at },
    })
    const [row] = await api.database.sql`select seal_id as seal from decision_request where id = ${id}`
    return row?.seal
  }
  expect(await sealOf(T - MINUTE)).toBeNull()
  expect(await sealOf(accepted)).toBe('phuong-thu/con-dau')
})
