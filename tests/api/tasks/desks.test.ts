/** A desk is one mandate with its role, fields, powers and areas: an office for construction does construction, whatever the role. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aMonday, machineNow } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune, elsewhere, marriageFiling } from '../app.ts'
import type { Client } from '../client.ts'

let api: ApiWorld
let dossierId: string
let code: string
let task: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  await inChange(api.database, async (tx) => {
    await tx`
      insert into office (id, unit_id, name, roles, fields, valid, basis) values
        ('xay-dung', ${commune}, 'Tổ Xây dựng', '{oneStop}', '{Hoạt động xây dựng}', '{[2025-07-01,)}', 'Quyết định'),
        ('ho-tich', ${commune}, 'Tổ Hộ tịch', '{oneStop}', '{Hộ tịch}', '{[2025-07-01,)}', 'Quyết định'),
        ('da-het', ${commune}, 'Tổ cũ', '{oneStop}', null, '{[2025-07-01,2025-08-01)}', 'Quyết định')`
    await tx`insert into officer (id, name) select id, 'Cán bộ' from unnest(array[
      'builder', 'registrar', 'product', 'payer', 'elsewhere', 'of-area', 'of-ended', 'narrowed']) id`
    await tx`
      insert into mandate (id, officer_id, unit_id, office_id, role, fields, powers, areas, valid, basis)
      select id, officer, unit, office, role, fields, powers, areas, '[2025-07-01,)', 'Quyết định' from (values
        ('m-1', 'builder', ${commune}, 'xay-dung', 'oneStop', null::text[], null::text[], null::text[]),
        ('m-2', 'registrar', ${commune}, 'ho-tich', 'oneStop', null, null, null),
        -- Reception for construction and a review of civil status: together no reception of civil status.
        ('m-3', 'product', ${commune}, 'xay-dung', 'oneStop', null, null, null),
        ('m-4', 'product', ${commune}, ${`${commune}/van-phong`}, 'civilStatus', null, null, null),
        ('m-5', 'payer', ${commune}, null, 'oneStop', null, '{return}', null),
        ('m-6', 'of-area', ${commune}, null, 'oneStop', null, null, '{cell:00001:00004}'),
        ('m-7', 'of-ended', ${commune}, 'da-het', 'oneStop', null, null, null),
        ('m-8', 'narrowed', ${commune}, 'ho-tich', 'oneStop', '{Chứng thực}', null, null),
        -- The field, but of another unit.
        ('m-9', 'elsewhere', ${elsewhere}, null, 'oneStop', '{Hộ tịch}', null, null),
        ('m-0', 'elsewhere', ${commune}, 'xay-dung', 'oneStop', null, null, null)
      ) held (id, officer, unit, office, role, fields, powers, areas)`
  })
})
beforeEach(async () => {
  ;({ dossierId, code } = await api.files())
  task = `${dossierId}.receive.1`
})

const as = (id: string): Promise<Client> => api.as({ id, role: 'officer', unitId: commune })
const inbox = z.object({ items: z.array(z.object({ task: z.string() })) })
const sees = async (client: Client, query = '') =>
  inbox.parse((await client.get(`/inbox${query}`)).body).items.some((item) => item.task === task)

/** Of what the role alone would let them do, each has no desk for a registration of marriage in this area. */
const strangers = ['builder', 'product', 'payer', 'of-area', 'of-ended', 'narrowed', 'elsewhere']

describe('a registration of marriage at reception', () => {
  test('is done by the office that does civil status, and by one that does everything', async () => {
    for (const officer of [await as('registrar'), await api.officer('oneStop')]) {
      expect(await sees(officer)).toBe(true)
      expect(await officer.get(`/tasks/${task}/authority`)).toMatchObject({ body: { allowed: true } })
      // The engine is away: what is not refused is recorded.
      expect(await officer.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
        status: 503,
        body: { code: 'engineUnavailable' },
      })
    }
  })

  test.each(strangers)('%s sees, claims and decides nothing of it', async (id) => {
    const officer = await as(id)
    expect(await sees(officer)).toBe(false)
    expect(await sees(officer, '?role=oneStop')).toBe(false)
    expect(await officer.post(`/tasks/${task}/claim`)).toMatchObject({ status: 403 })
    expect(await officer.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
      status: 403,
    })
    expect(await officer.post('/tasks/decisions', { items: [{ task, outcome: 'accepted' }] })).toMatchObject({
      body: { items: [{ status: 'failed', problem: { status: 403 } }] },
    })
    expect(await officer.get(`/tasks/${task}/authority`)).toMatchObject({ body: { allowed: false } })
  })

  test('is refused with the field named', async () => {
    expect(await (await as('builder')).get(`/tasks/${task}/authority`)).toMatchObject({
      body: {
        code: 'noMandate',
        because: expect.stringContaining('trong lĩnh vực Hộ tịch'),
      },
    })
  })

  test('has its content read and found by who does the field, in that unit', async () => {
    const readsAndFinds = async (id: string) => {
      const officer = await as(id)
      const { body } = await officer.get(`/dossiers/${dossierId}`)
      const found = JSON.stringify((await officer.get(`/dossiers?code=${code}`)).body)
      return [JSON.stringify(body).includes('"parties"'), found.includes(dossierId)]
    }
    expect(await readsAndFinds('registrar')).toEqual([true, true])
    expect(await readsAndFinds('builder')).toEqual([false, false])
    expect(await readsAndFinds('elsewhere')).toEqual([false, false])
  })

  test('is entered from paper by who does the field', async () => {
    const received = { at: new Date(aMonday - 3_600_000).toISOString(), reason: 'paper' }
    const enter = async (id: string) =>
      (await (await as(id)).post('/dossiers', marriageFiling({ received, channel: 'counter' }))).status
    expect(await enter('builder')).toBe(403)
    expect(await enter('registrar')).toBe(201)
  })

  test('is given by no supervisor to an officer without a desk for it', async () => {
    const supervisor = await api.supervisor()
    expect(await supervisor.post(`/tasks/${task}/reassignment`, { officer: 'builder' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/officer' }] },
    })
  })
})

test('a claim lapses when the office no longer does the field', async () => {
  const registrar = await as('registrar')
  expect(await registrar.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
  expect(await sees(await api.officer('oneStop'))).toBe(false)
  await doing('ho-tich', ['Chứng thực'])
  expect(await sees(await api.officer('oneStop'))).toBe(true)
  expect(await sees(registrar, '?claimedBy=me')).toBe(false)
  await doing('ho-tich', ['Hộ tịch'])
  expect(await sees(registrar, '?claimedBy=me')).toBe(true)
})

test('a decision is judged by what its desk did when it was accepted, as known then and as known now', async () => {
  const registrar = await as('registrar')
  await registrar.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })
  await api.database.sql`
    update decision_request set status = 'applied', settled_at = instant(${machineNow()}) where task_id = ${task}`
  await doing('ho-tich', ['Chứng thực'])
  const { body } = await (await api.as({ role: 'operator' })).get(
    `/audits/competence?from=${new Date(aMonday).toISOString()}`,
  )
  const shown = z
    .object({
      items: z.array(z.object({ task: z.string() })),
      asKnownNow: z.array(z.object({ task: z.string(), why: z.string() })),
    })
    .parse(body)
  expect(shown.items.filter((item) => item.task === task)).toEqual([])
  expect(shown.asKnownNow.filter((item) => item.task === task)).toEqual([
    expect.objectContaining({ why: 'mandate' }),
  ])
  await doing('ho-tich', ['Hộ tịch'])
})

test('a loan lends the desk of the lender and no more', async () => {
  await inChange(api.database, (tx) => tx`insert into officer (id, name) values ('stand-in', 'Cán bộ')`)
  const supervisor = await api.supervisor()
  const day = (n: number) => new Date(aMonday + n * 86_400_000).toISOString()
  expect(
    await supervisor.post('/mandates', {
      ...{ unit: commune, role: 'oneStop', officer: 'stand-in', kind: 'substitution', actingFor: 'narrowed' },
      ...{ from: day(0.5), until: day(2), basis: 'Quyết định' },
    }),
  ).toMatchObject({ status: 201 })
  const later = await api.appWith({ now: () => aMonday + 86_400_000 })
  const standIn = await later.as({ id: 'stand-in', role: 'officer', unitId: commune })
  expect(await sees(standIn)).toBe(false)
})

const doing = (office: string, fields: readonly string[]) =>
  inChange(api.database, (tx) => tx`update office set fields = ${[...fields]} where id = ${office}`)
