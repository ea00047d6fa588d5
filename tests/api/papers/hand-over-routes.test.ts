/** Of a unit that ends: what it hands over, and where the people of its dossiers go. */
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const T = aMonday + 24 * 3_600_000
const address = 'Số 1, phố Thử'
const hours = 'Thứ Hai đến thứ Sáu, 8:00-17:00'

let api: ApiWorld
let dossierId: string
let code: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  ;({ dossierId, code } = await api.files({ channel: 'counter' }))
  await armed(api.database, wardEnds(await readReferenceRows(api.database.sql), T), aMonday)
  await inChange(
    api.database,
    (tx) => tx`
      insert into site (id, unit_id, address, opening_hours, uses, valid, basis)
      values ('phuong-thu/tru-so', ${BEGINS}, ${address}, ${hours}, '{reception}', tstzrange(instant(${T}), null), 'Quyết định thử')`,
  )
})

const clerk = async (at: number, unitId: string): Promise<Client> =>
  (await api.appWith({ now: () => at })).as({ id: CLERK, role: 'officer', unitId })
const follow = async (at: number) => {
  const { app } = await api.appWith({ now: () => at })
  const answer = await app.inject({
    url: '/follow',
    query: { code, secret: api.vault.followSecret(dossierId) },
  })
  return z.object({ goTo: z.unknown() }).parse(answer.json()).goTo
}
const slip = async (at: number, unitId: string): Promise<string> => {
  const { status, body } = await (await clerk(at, unitId)).get(`/dossiers/${dossierId}/slip`)
  expect(status).toBe(200)
  return String(body)
}

describe('the counter that follow page and slip name', () => {
  test('is before the instant that of the unit that received the dossier', async () => {
    expect(await follow(T - 1)).toMatchObject({ unit: 'Phường Ba Đình', insteadOf: null })
    expect(await slip(T - 1, ENDS)).not.toContain(address)
  })

  test('is from the instant on that of the new unit, with address and hours', async () => {
    expect(await follow(T)).toEqual({
      ...{ unit: 'Phường Thử Mới', address, openingHours: hours, insteadOf: 'Phường Ba Đình' },
    })
    const printed = await slip(T, BEGINS)
    expect(printed).toContain(`Phường Thử Mới, ${address} (${hours})`)
    expect(printed).toContain(
      'Phường Ba Đình kết thúc hoạt động. Hồ sơ do Phường Thử Mới tiếp tục giải quyết',
    )
  })
})

describe('the list of a unit that closes', () => {
  const list = async (by: Client, query = '') => {
    const { status, body } = await by.get(
      `/units/${ENDS}/hand-over?asOf=${new Date(T).toISOString()}${query}`,
    )
    expect({ status, body }).toMatchObject({ status: 200 })
    return body
  }

  test('has its originals and the results that nobody collected, with who hands them out then', async () => {
    const { sql } = api.database
    await sql`insert into result (dossier_id, correction, kind, issued_at) values (${dossierId}, 0, 'Giấy chứng nhận', instant(${aMonday}))`
    const to = { unit: BEGINS, name: 'Phường Thử Mới', address, openingHours: hours }
    expect(await list(await clerk(T - 1, ENDS))).toMatchObject({
      items: [
        { kind: 'original', what: 'declaration', code, dossier: dossierId, to },
        { kind: 'result', what: 'Giấy chứng nhận', code, dossier: dossierId, to },
      ],
      next: null,
    })
  })

  test('is read by pages, and by officers of the successor afterwards', async () => {
    const by = await clerk(T, BEGINS)
    const page = z.object({ items: z.array(z.object({ kind: z.string() })), next: z.string().nullable() })
    const first = page.parse(await list(by, '&limit=1'))
    const second = page.parse(await list(by, `&limit=1&after=${first.next}`))
    expect([...first.items, ...second.items].map(({ kind }) => kind)).toEqual(['original', 'result'])
    expect(second.next).toBeNull()
  })

  test('leaves out what was handed over or collected, and is for those who work there', async () => {
    await api.database.sql`
      update result set collected = true, collected_at = instant(${aMonday}), collected_by = 'applicant', collected_how = 'counter'
      where dossier_id = ${dossierId}`
    expect(await list(await clerk(T - 1, ENDS))).toMatchObject({ items: [{ kind: 'original' }] })
    const other = await api.officer('oneStop', 'new:00008')
    expect(await other.get(`/units/${ENDS}/hand-over`)).toMatchObject({ status: 403 })
  })
})
