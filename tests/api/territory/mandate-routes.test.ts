import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { machineNow } from '../../clock.ts'
import { knownAs } from '../../db/territory/authority/dossier-at-desks.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const hour = 3_600_000
const iso = (ms: number): string => new Date(ms).toISOString()
const chair = `can-bo:${commune}:chair:1`
const lentSchema = z.object({ id: z.string(), from: z.string(), until: z.string() })

const substitution = (changes: object = {}) => ({
  unit: commune,
  role: 'chair',
  officer: `can-bo:${elsewhere}:chair:1`,
  kind: 'substitution',
  actingFor: chair,
  until: iso(machineNow() + hour),
  basis: 'Quyết định 12/QĐ-UBND',
  ...changes,
})

async function signing(): Promise<string> {
  const { dossierId } = await api.opens()
  for (const [task, role, outcome] of [
    ['receive.1', 'oneStop', 'accepted'],
    ['review.1', 'civilStatus', 'approved'],
  ] as const) {
    await api.opened(dossierId, task)
    await (await api.officer(role)).post(`/tasks/${dossierId}.${task}/decisions`, { outcome })
  }
  await api.opened(dossierId, 'sign.1')
  return dossierId
}

test('a substitute sees and signs the tasks of the desk; the decision records for whom and on which basis', async () => {
  const dossierId = await signing()
  const officer = `can-bo:${elsewhere}:chair:2`
  const supervisor = await api.supervisor()
  const lent = await supervisor.post('/mandates', substitution({ officer }))
  expect(lent).toMatchObject({
    status: 201,
    body: { officer: { id: officer }, actingFor: { id: chair }, kind: 'substitution', lentBy: 'giam-sat' },
  })
  const standIn = await api.as({ id: officer, role: 'officer', unitId: commune })
  expect(JSON.stringify((await standIn.get('/inbox')).body)).toContain(`${dossierId}.sign.1`)
  expect(await standIn.get(`/tasks/${dossierId}.sign.1/authority`)).toMatchObject({
    body: { allowed: true, because: expect.stringContaining('Quyết định 12/QĐ-UBND') },
  })
  const signed = await standIn.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })
  expect(signed).toMatchObject({ status: 200 })

  const said = {
    officer: { id: officer },
    unit: { id: commune },
    kind: 'substitution',
    actingFor: { id: chair },
    basis: 'Quyết định 12/QĐ-UBND',
    inWords: expect.stringMatching(/thay thế .+ khi vắng mặt/),
  }
  const { decision } = z.object({ decision: z.string() }).parse(signed.body)
  expect(await supervisor.get(`/decisions/${decision}`)).toMatchObject({ body: { signed: said } })
  expect(await supervisor.get(`/dossiers/${dossierId}`)).toMatchObject({
    body: { signatures: [{ step: 'sign', decision, signed: said }] },
  })
  const timeline = z
    .object({ entries: z.array(z.object({ decision: z.string().nullable(), signed: z.unknown() })) })
    .parse((await supervisor.get(`/dossiers/${dossierId}/timeline`)).body)
  expect(timeline.entries.find((entry) => entry.decision === decision)?.signed).toMatchObject(said)
})

test('a substitution that is ended lends nothing: the claim made under it lapses, and others see the task again', async () => {
  const dossierId = await signing()
  const supervisor = await api.supervisor()
  const officer = `can-bo:${elsewhere}:civilStatus:1`
  const { id } = lentSchema.parse((await supervisor.post('/mandates', substitution({ officer }))).body)
  const standIn = await api.as({ id: officer, role: 'officer', unitId: commune })
  const task = `/tasks/${dossierId}.sign.1`
  expect(await standIn.post(`${task}/claim`)).toMatchObject({ status: 200 })
  const deputy = await api.officer('chair', commune, 2)
  expect(JSON.stringify((await deputy.get('/inbox')).body)).not.toContain(dossierId)

  expect(await supervisor.delete(`/mandates/${encodeURIComponent(id)}`)).toMatchObject({ status: 200 })
  expect(await standIn.post(`${task}/decisions`, { outcome: 'signed' })).toMatchObject({ status: 403 })
  expect(JSON.stringify((await deputy.get('/inbox')).body)).toContain(`"claimedBy":null`)
  expect(await deputy.post(`${task}/decisions`, { outcome: 'signed' })).toMatchObject({ status: 200 })
  const changes = await api.database
    .sql`select kind, actor_id from mandate_change where mandate_id = ${id} order by id`
  expect([...changes]).toEqual([
    { kind: 'lent', actor_id: 'giam-sat' },
    { kind: 'ended', actor_id: 'giam-sat' },
  ])
  const removed = api.database.asOwner((sql) => sql`delete from mandate_change where mandate_id = ${id}`)
  await expect(removed).rejects.toThrow('append-only')
})

test('a task given to an officer lapses with the mandate by which that officer may decide it', async () => {
  const dossierId = await signing()
  const supervisor = await api.supervisor()
  const officer = `can-bo:${elsewhere}:economy:1`
  const { id } = lentSchema.parse((await supervisor.post('/mandates', substitution({ officer }))).body)
  const task = `/tasks/${dossierId}.sign.1`
  expect(await supervisor.post(`${task}/reassignment`, { officer })).toMatchObject({ status: 200 })
  const first = await api.officer('chair')
  expect(await first.post(`${task}/claim`)).toMatchObject({ status: 409 })
  await supervisor.delete(`/mandates/${encodeURIComponent(id)}`)
  expect(await first.post(`${task}/claim`)).toMatchObject({ status: 200 })
})

describe('lending a mandate', () => {
  test('is done once under a key', async () => {
    const supervisor = await api.supervisor()
    const key = randomUUID()
    const body = substitution({ officer: `can-bo:${elsewhere}:police:1`, from: iso(machineNow() + 60_000) })
    const first = await supervisor.post('/mandates', body, key)
    expect(first).toMatchObject({ status: 201 })
    expect(await supervisor.post('/mandates', body, key)).toMatchObject({ status: 201, body: first.body })
    expect(await supervisor.post('/mandates', { ...body, basis: 'Khác' }, key)).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
  })

  test('that is ended before it begins never begins', async () => {
    const supervisor = await api.supervisor()
    const body = substitution({
      officer: `can-bo:${elsewhere}:military:1`,
      from: iso(machineNow() + hour / 2),
    })
    const { id } = lentSchema.parse((await supervisor.post('/mandates', body)).body)
    await supervisor.delete(`/mandates/${encodeURIComponent(id)}`)
    const later = await supervisor.get(`/mandates?unit=${commune}&asOf=${iso(machineNow() + (hour * 3) / 4)}`)
    expect(later.status).toBe(200)
    expect(JSON.stringify(later.body)).not.toContain(id)
  })

  test.each([
    ['a role that the lender does not hold', { role: 'civilStatus' }, 422, 'roleNotHeld'],
    [
      'a role that the lender holds by a loan',
      { actingFor: `can-bo:${commune}:chair:2` },
      422,
      'roleNotHeld',
    ],
    ['to who holds it already', { officer: `can-bo:${commune}:chair:2` }, 409, 'mandateOverlaps'],
    ['to oneself', { officer: chair }, 422, 'lentToOneself'],
    ['to nobody', { officer: 'khong-ai' }, 400, 'invalidInput'],
    ['from the past on', { from: '2026-01-01T00:00:00+07:00' }, 400, 'invalidInput'],
    ['until before it begins', { until: '2026-01-01T00:00:00+07:00' }, 400, 'invalidInput'],
    ['in another unit', { unit: elsewhere, actingFor: `can-bo:${elsewhere}:chair:2` }, 403, 'notCompetent'],
    ['in a former unit', { unit: 'old:00001', actingFor: 'can-bo:old:00001:chair:1' }, 410, 'unitEnded'],
  ])('is refused: %s', async (_what, changes, status, code) => {
    const before = await api.rows('mandate', 'mandate_change')
    expect(await (await api.supervisor()).post('/mandates', substitution(changes))).toMatchObject({
      status,
      body: { code },
    })
    expect(await api.rows('mandate', 'mandate_change')).toEqual(before)
  })
})

describe('a role is lent to another person than who lends it', () => {
  const officer = `can-bo:${elsewhere}:councilOffice:1`
  const refused = { status: 422, body: { code: 'lentToOneself', fields: [{ path: '/officer' }] } }

  test('a supervisor lends the chair’s role to no officer whose account the token is', async () => {
    const [account, post] = [randomUUID(), 'giam-sat-kiem-can-bo']
    await inChange(
      api.database,
      (tx) => tx`
        insert into account (id, subject, officer_id, valid, basis)
        values (${account}, ${post}, ${officer}, '[2025-07-01,)', 'Thử nghiệm')`,
    )
    const before = await api.rows('mandate', 'mandate_change', 'reference_change')
    const supervisor = await api.as({ id: post, role: 'supervisor', unitId: commune })
    expect(await supervisor.post('/mandates', substitution({ officer }))).toMatchObject(refused)
    const asOfficer = await api.as({ id: officer, role: 'supervisor', unitId: commune })
    expect(await asOfficer.post('/mandates', substitution({ officer }))).toMatchObject(refused)
    expect(await api.rows('mandate', 'mandate_change', 'reference_change')).toEqual(before)
    expect(await (await api.supervisor()).post('/mandates', substitution({ officer }))).toMatchObject({
      status: 201,
    })
  })

  test('nor to another officer with the identity number of the holder or of the supervisor', async () => {
    const [second, third] = [`can-bo:${elsewhere}:economy:1`, `can-bo:${elsewhere}:socialAffairs:1`]
    const supervising = `can-bo:${elsewhere}:accountant:1`
    const [one, two] = [api.vault.lookup('001185000001'), api.vault.lookup('001185000002')]
    await knownAs(api.database, { [chair]: one, [second]: one, [supervising]: two, [third]: two })
    expect(await (await api.supervisor()).post('/mandates', substitution({ officer: second }))).toMatchObject(
      refused,
    )
    const supervisor = await api.as({ id: supervising, role: 'supervisor', unitId: commune })
    expect(await supervisor.post('/mandates', substitution({ officer: third }))).toMatchObject(refused)
  })
})

test('a supervisor of the city is over its communes, one of a former unit over nothing', async () => {
  const city = await api.supervisor('hanoi:01')
  expect(await city.get(`/mandates?unit=${commune}`)).toMatchObject({ status: 200 })
  const former = await api.supervisor('old:00001')
  expect(await former.get('/mandates?unit=old:00001')).toMatchObject({ status: 410 })
})

test('the route of loans ends no own mandate, and officers read the mandates of their own unit', async () => {
  const supervisor = await api.supervisor()
  expect(await supervisor.delete(`/mandates/uy-quyen:${commune}:chair:1`)).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
  const officer = await api.officer('oneStop')
  expect(await officer.get(`/mandates?unit=${commune}`)).toMatchObject({
    body: {
      items: expect.arrayContaining([
        expect.objectContaining({ officer: expect.objectContaining({ id: chair }) }),
      ]),
    },
  })
  expect(await officer.get(`/mandates?unit=${elsewhere}`)).toMatchObject({ status: 403 })
})
