import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type ApiWorld, apiWorld, commune, elsewhere, type Filed, secretOf } from '../app.ts'

let api: ApiWorld
let filed: Filed
beforeAll(async () => {
  api = await apiWorld()
  filed = await api.opens()
})

test('the filer reads a dossier by code or id, with its content', async () => {
  const service = await api.service()
  const byCode = await service.get(`/dossiers/${filed.code}`)
  expect(byCode).toMatchObject({
    status: 200,
    body: {
      id: filed.dossierId,
      code: filed.code,
      procedure: { code: '1.000894', name: 'Thủ tục đăng ký kết hôn', edition: '2025-07-01' },
      receptionUnit: commune,
      area: 'cell:00004:00004',
      status: 'open',
      portalStatus: { number: 1, name: 'Mới đăng ký', clock: 'notStarted' },
      revision: 1,
      ending: null,
      tasks: [
        {
          id: `${filed.dossierId}.receive.1`,
          name: 'Tiếp nhận hồ sơ',
          holder: 'desk',
          role: 'oneStop',
          unit: { id: commune, name: 'Phường Ba Đình', custodian: false },
          outcomes: ['accepted', 'incomplete', 'rejected'],
        },
      ],
      content: {
        parties: [
          { role: 'applicant', name: secretOf.name, phone: secretOf.phone, identityNumber: '••••••••2345' },
        ],
        places: [{ kind: 'residence', area: 'cell:00004:00004', evidence: 'wholeWard' }],
        form: { wifeName: secretOf.name, wifeIdentityNumber: '••••••••2345' },
        formVersion: 1,
        papers: [{ kind: 'declaration', originals: 1 }],
      },
    },
  })
  expect(await service.get(`/dossiers/${filed.dossierId}`)).toMatchObject({ body: byCode.body })
  expect(JSON.stringify(byCode.body)).not.toContain(secretOf.identity)
})

test('officers of a dossier read its content, officers of other units only its status', async () => {
  for (const role of ['oneStop', 'civilStatus', 'chair']) {
    expect(await (await api.officer(role)).get(`/dossiers/${filed.code}`)).toMatchObject({
      body: { content: { parties: [{ name: secretOf.name }] } },
    })
  }
  for (const client of [
    await api.officer('civilStatus', elsewhere),
    await api.supervisor(),
    await api.as({ id: 'operator', role: 'operator' }),
    await api.as({ id: `can-bo:${elsewhere}:oneStop:1`, role: 'officer', unitId: commune }),
  ]) {
    const { status, body } = await client.get(`/dossiers/${filed.code}`)
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('content')
    for (const personal of Object.values(secretOf)) expect(JSON.stringify(body)).not.toContain(personal)
  }
})

test('a service gets the same answer for a dossier of another filer and for one that does not exist', async () => {
  const other = await api.as({ id: 'another-portal', role: 'service' })
  for (const path of ['', '/timeline']) {
    const answer = await other.get(`/dossiers/${filed.code}${path}`)
    const nobodys = await other.get(`/dossiers/H26.99-250701-0001${path}`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'notFound' } })
    expect({ ...Object(answer.body), instance: null }).toEqual({ ...Object(nobodys.body), instance: null })
  }
  expect(await other.get(`/dossiers/${randomUUID()}`)).toMatchObject({ status: 404 })
})

test('the timeline names officers and units, and no other person', async () => {
  const reception = await api.officer('oneStop')
  await reception.post(`/tasks/${filed.dossierId}.receive.1/decisions`, {
    outcome: 'accepted',
    note: `Gọi lại ${secretOf.phone}`,
  })
  await api.opened(filed.dossierId, 'review.1')
  expect(await reception.get(`/dossiers/${filed.code}`)).toMatchObject({
    body: { portalStatus: { number: 2, name: 'Được tiếp nhận', clock: 'starts' } },
  })
  const { status, body } = await (await api.officer('civilStatus', elsewhere)).get(
    `/dossiers/${filed.code}/timeline`,
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({
    dossier: filed.dossierId,
    entries: [
      { seq: 1, kind: 'filed', revision: 0, unit: commune, at: filed.filedAt },
      { seq: 2, kind: 'start', revision: 1, actor: 'engine', details: { opens: ['receive.1'] } },
      {
        seq: 3,
        kind: 'decide',
        revision: 2,
        actor: `can-bo:${commune}:oneStop:1`,
        unit: commune,
        decision: expect.any(String),
        details: { outcome: 'accepted' },
      },
    ],
    tasks: [
      { step: 'receive', outcome: 'accepted', closedAt: expect.any(String) },
      { step: 'review', outcome: null, closedAt: null },
    ],
  })
  for (const personal of Object.values(secretOf)) expect(JSON.stringify(body)).not.toContain(personal)
})
