import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

async function decided(): Promise<{ dossierId: string; id: string }> {
  const { dossierId } = await api.opens()
  const reception = await api.officer('oneStop')
  const { body } = await reception.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' })
  return { dossierId, id: z.object({ decision: z.uuid() }).parse(body).decision }
}

test('the status of an applied decision says from when it counts and what it made', async () => {
  const { dossierId, id } = await decided()
  expect(await (await api.officer('oneStop')).get(`/decisions/${id}`)).toMatchObject({
    status: 200,
    body: {
      id,
      dossier: dossierId,
      kind: 'decide',
      task: `${dossierId}.receive.1`,
      outcome: 'accepted',
      status: 'applied',
      refusal: null,
      acceptedAt: expect.stringMatching(/Z$/),
      settledAt: expect.stringMatching(/Z$/),
      revision: 2,
    },
  })
})

test('the status of a refused decision says why, in words for people', async () => {
  const { dossierId } = await api.opens()
  const service = await api.service()
  await service.post(`/dossiers/${dossierId}/withdrawal`, {})
  const late = { status: 'refused', refusal: 'dossierClosed' }
  const [row] = await api.database.sql<{ id: string }[]>`
    update decision_request set status = ${late.status}, refusal = ${late.refusal} where dossier_id = ${dossierId} returning id`
  expect(await service.get(`/decisions/${row?.id}`)).toMatchObject({
    body: { status: 'refused', refusal: { code: 'dossierClosed', title: 'Hồ sơ đã kết thúc' } },
  })
})

test('a request is shown to its sender, colleagues and supervisors; to others it does not exist', async () => {
  const { id } = await decided()
  for (const client of [
    await api.officer('chair'),
    await api.supervisor(),
    await api.supervisor('hanoi:01'),
    await api.as({ id: 'operator', role: 'operator' }),
    await api.service(),
  ]) {
    expect(await client.get(`/decisions/${id}`)).toMatchObject({ status: 200 })
  }
  for (const client of [
    await api.officer('chair', elsewhere),
    await api.supervisor(elsewhere),
    await api.as({ id: 'another-portal', role: 'service' }),
    await api.as({ id: `can-bo:${elsewhere}:oneStop:1`, role: 'officer', unitId: commune }),
  ]) {
    expect(await client.get(`/decisions/${id}`)).toMatchObject({ status: 404, body: { code: 'notFound' } })
  }
  const service = await api.service()
  expect(await service.get(`/decisions/${randomUUID()}`)).toMatchObject({ status: 404 })
  expect(await service.get('/decisions/1')).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/params/id' }] },
  })
})
