import { beforeAll, expect, test } from 'vitest'
import { type ApiWorld, apiWorld, elsewhere } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

test('a dossier that is not accepted yet has no due date, and the answer says so', async () => {
  const filed = await api.opens()
  expect(await (await api.service()).get(`/dossiers/${filed.code}/due`)).toMatchObject({
    status: 200,
    body: {
      clock: 'notStarted',
      dueAt: null,
      words: ['Thời hạn chưa bắt đầu: hồ sơ chưa được tiếp nhận.'],
      days: [],
    },
  })
})

test('an accepted dossier explains its due date to those with access', async () => {
  const filed = await api.opens()
  await (await api.officer('oneStop')).post(`/tasks/${filed.dossierId}.receive.1/decisions`, {
    outcome: 'accepted',
  })
  await api.opened(filed.dossierId, 'review.1')
  const explained = {
    status: 200,
    body: {
      clock: 'running',
      words: expect.arrayContaining([
        expect.stringMatching(/^Thời hạn giải quyết: /),
        expect.stringMatching(/^Hạn: /),
      ]),
      days: expect.arrayContaining([expect.objectContaining({ counted: true })]),
    },
  }
  const path = `/dossiers/${filed.code}/due`
  expect(await (await api.service()).get(path)).toMatchObject(explained)
  expect(await (await api.officer('civilStatus')).get(path)).toMatchObject(explained)
  expect(await (await api.supervisor(elsewhere)).get(path)).toMatchObject(explained)
  expect(await (await api.as({ id: 'another', role: 'service' })).get(path)).toMatchObject({ status: 404 })
})
