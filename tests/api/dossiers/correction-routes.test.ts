import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, secretOf } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

async function decides(dossierId: string, role: string, task: string, outcome: string): Promise<unknown> {
  const id = await api.opened(dossierId, task)
  return await (await api.officer(role)).post(`/tasks/${id}/decisions`, { outcome })
}

async function walks(dossierId: string, path: readonly (readonly [string, string, string])[]): Promise<void> {
  for (const [role, task, outcome] of path) {
    expect(await decides(dossierId, role, task, outcome)).toMatchObject({ status: 200 })
  }
}

async function issues(): Promise<{ dossierId: string; code: string }> {
  const filed = await api.opens()
  await walks(filed.dossierId, [
    ['oneStop', 'receive.1', 'accepted'],
    ['civilStatus', 'review.1', 'approved'],
    ['chair', 'sign.1', 'signed'],
  ])
  await until('it is issued', async () => {
    const [row] = await api.database.sql`select 1 from result where dossier_id = ${filed.dossierId}`
    return row
  })
  return filed
}

const relays = () =>
  relayOnce({ database: api.database, engine: api.engine, now: machineNow, log: { warn: () => {} } })

const ground = `Sai ngày sinh của bà ${secretOf.name}`

test('a wrong result is corrected at the desks that decided it: superseded, handed over again, and notified', async () => {
  const { dossierId, code } = await issues()
  const [portal, counter] = [await api.service(), await api.officer('oneStop')]
  await counter.post(`/dossiers/${code}/collection`, { by: 'applicant', how: 'counter' })
  const { body: ended } = await portal.get(`/dossiers/${code}`)

  const asked = await portal.post(`/dossiers/${code}/corrections`, { ground }, 'once')
  expect(asked).toMatchObject({ status: 201, body: { number: 1, ending: null, endedAt: null } })
  expect(await portal.post(`/dossiers/${code}/corrections`, { ground }, 'once')).toMatchObject({
    status: 200,
    body: asked.body,
  })
  expect(await portal.post(`/dossiers/${code}/corrections`, { ground: 'Khác' }, 'once')).toMatchObject({
    body: { code: 'keyReused' },
  })
  expect(await portal.post(`/dossiers/${code}/corrections`, { ground })).toMatchObject({
    status: 409,
    body: { code: 'correctionPending' },
  })

  await relays()
  const review = await api.opened(dossierId, 'correction1Review.1')
  const reviewer = await api.officer('civilStatus')
  const { dueAt } = z.object({ dueAt: z.string() }).parse(asked.body)
  expect(await reviewer.get('/inbox')).toMatchObject({ body: { items: [{ task: review, code, dueAt }] } })
  expect(await reviewer.get(`/dossiers/${code}`)).toMatchObject({
    body: {
      status: 'closed',
      portalStatus: { number: 10 },
      corrections: [{ number: 1, ground, ending: null }],
      tasks: [{ name: 'Xem xét đính chính kết quả', outcomes: ['approved', 'refused'], dueAt }],
    },
  })

  // Nothing is asked of the dossier itself, which has ended.
  expect(await portal.post(`/dossiers/${code}/withdrawal`, {})).toMatchObject({
    body: { code: 'dossierClosed' },
  })
  await walks(dossierId, [
    ['civilStatus', 'correction1Review.1', 'approved'],
    ['chair', 'correction1Sign.1', 'signed'],
  ])
  await expect
    .poll(async () => (await portal.get(`/dossiers/${code}`)).body)
    .toMatchObject({
      ...{ dueAt: Object(ended).dueAt, endedAt: Object(ended).endedAt, ending: { code: 'issued' } },
      portalStatus: { number: 9 },
      result: { correction: 1, collected: null, superseded: [{ correction: 0 }] },
      corrections: [{ ending: { code: 'issued', name: 'Đã đính chính kết quả' } }],
      tasks: [],
    })
  expect(await counter.post(`/dossiers/${code}/collection`, { by: 'applicant', how: 'post' })).toMatchObject({
    status: 200,
  })

  const secret = api.vault.followSecret(dossierId)
  const followed = await api.app.inject({ url: `/follow?code=${code}&secret=${secret}` })
  expect(followed.json()).toMatchObject({ correction: { inWords: 'Đã đính chính kết quả.' } })
  const { body: timeline } = await portal.get(`/dossiers/${code}/timeline`)
  const entries = z
    .object({ entries: z.array(z.object({ kind: z.string(), details: z.record(z.string(), z.unknown()) })) })
    .parse(timeline).entries
  const ofCorrection = entries.filter(({ details }) => details.correction === 1)
  expect(ofCorrection.map(({ kind }) => kind)).toEqual([
    'correctionAsked',
    'start',
    'decide',
    'decide',
    'done',
  ])
  expect(JSON.stringify(timeline)).not.toContain(secretOf.name)
  expect(
    await api.database.sql`
      select event from notice_outbox where dossier_id = ${dossierId} and event like 'result%' order by asked_at`,
  ).toEqual([{ event: 'resultReady' }, { event: 'resultCorrected' }])
})

test('a result without an error stays valid, and another correction may be requested', async () => {
  const { dossierId, code } = await issues()
  const officer = await api.officer('civilStatus')
  expect(await officer.post(`/dossiers/${code}/corrections`, { ground })).toMatchObject({ status: 201 })
  await relays()
  await walks(dossierId, [['civilStatus', 'correction1Review.1', 'refused']])
  expect(await officer.get(`/dossiers/${code}`)).toMatchObject({
    body: {
      ending: { code: 'issued' },
      result: { correction: 0, superseded: [] },
      corrections: [{ ending: { code: 'refused', name: 'Không có sai sót, kết quả giữ nguyên' } }],
    },
  })
  expect(await officer.get(`/dossiers/${code}/forms`)).toMatchObject({ body: [{ number: '06' }] })
  expect(await officer.post(`/dossiers/${code}/corrections`, { ground })).toMatchObject({
    status: 201,
    body: { number: 2 },
  })
  await relays()
  expect(await decides(dossierId, 'civilStatus', 'correction2Review.1', 'approved')).toMatchObject({
    status: 200,
  })
  // Duties are separated as they were in the dossier, even if a role is lent.
  const sign = await api.opened(dossierId, 'correction2Sign.1')
  const both = `can-bo:${commune}:civilStatus:1`
  const lent = await (await api.supervisor()).post('/mandates', {
    ...{ unit: commune, role: 'chair', officer: both, kind: 'substitution', basis: 'Quyết định 2/QĐ-UBND' },
    ...{ actingFor: `can-bo:${commune}:chair:1`, until: new Date(machineNow() + 3_600_000).toISOString() },
  })
  expect(lent).toMatchObject({ status: 201 })
  expect(await officer.post(`/tasks/${sign}/decisions`, { outcome: 'signed' })).toMatchObject({
    status: 403,
    body: { code: 'sameOfficer' },
  })
})

test('only an issued result is corrected, and only by who has access to the dossier', async () => {
  const open = await api.opens()
  const portal = await api.service()
  expect(await portal.post(`/dossiers/${open.code}/corrections`, { ground })).toMatchObject({
    status: 409,
    body: { code: 'noResult' },
  })
  await walks(open.dossierId, [['oneStop', 'receive.1', 'rejected']])
  expect(await portal.post(`/dossiers/${open.code}/corrections`, { ground })).toMatchObject({
    body: { code: 'noResult' },
  })
  const { code } = await issues()
  const others = [
    [await api.officer('civilStatus', elsewhere), 403],
    [await api.as({ id: 'another-portal', role: 'service' }), 404],
    [await api.supervisor(), 403],
  ] as const
  for (const [other, status] of others) {
    expect(await other.post(`/dossiers/${code}/corrections`, { ground })).toMatchObject({ status })
  }
  expect(await portal.post(`/dossiers/${code}/corrections`, { ground: ' ' })).toMatchObject({
    body: { code: 'invalidInput', fields: [{ path: '/ground' }] },
  })
})
