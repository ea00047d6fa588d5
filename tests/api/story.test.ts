import { beforeAll, expect, test } from 'vitest'
import { type ApiWorld, apiWorld, commune } from './app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

test('a marriage is filed, found in the inbox, decided by three officers, and its certificate issued', async () => {
  const filed = await api.opens()
  expect(filed.code).toMatch(/^H26\.\d+-\d{6}-\d{4}$/)

  const reception = await api.officer('oneStop')
  const inbox = await reception.get('/inbox')
  expect(inbox).toMatchObject({
    status: 200,
    body: { unit: commune, items: [{ code: filed.code, step: 'receive', late: false }], next: null },
  })

  const receive = await api.opened(filed.dossierId, 'receive.1')
  expect(await reception.post(`/tasks/${receive}/decisions`, { outcome: 'accepted' })).toMatchObject({
    status: 200,
    body: { status: 'applied', revision: 2 },
  })

  const review = await api.opened(filed.dossierId, 'review.1')
  const civilStatus = await api.officer('civilStatus')
  await civilStatus.post(`/tasks/${review}/decisions`, { outcome: 'approved', note: 'Đủ điều kiện' })

  const sign = await api.opened(filed.dossierId, 'sign.1')
  const chair = await api.officer('chair')
  await chair.post(`/tasks/${sign}/decisions`, { outcome: 'signed' })

  const service = await api.service()
  await expect
    .poll(() => service.get(`/dossiers/${filed.code}`))
    .toMatchObject({
      status: 200,
      body: {
        status: 'closed',
        ending: { code: 'issued', name: 'Đã trả kết quả' },
        result: { name: 'Giấy chứng nhận kết hôn' },
      },
    })
})
