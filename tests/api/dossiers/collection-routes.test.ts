import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, elsewhere, marriageFiling } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const filedSchema = z.object({ dossierId: z.uuid(), code: z.string() })

async function decides(dossierId: string, role: string, task: string, outcome: string): Promise<void> {
  const id = await api.opened(dossierId, task)
  expect(await (await api.officer(role)).post(`/tasks/${id}/decisions`, { outcome })).toMatchObject({
    status: 200,
  })
}

async function issues(): Promise<string> {
  const { dossierId } = await api.opens()
  await decides(dossierId, 'oneStop', 'receive.1', 'accepted')
  await decides(dossierId, 'civilStatus', 'review.1', 'approved')
  await decides(dossierId, 'chair', 'sign.1', 'signed')
  return dossierId
}

const handed = { by: 'applicant', how: 'counter' }

test('a result handed over is status 10, with when, to whom by role, and how', async () => {
  const dossierId = await issues()
  const service = await api.service()
  expect(await service.get(`/dossiers/${dossierId}`)).toMatchObject({
    body: { portalStatus: { number: 9 }, result: { collected: null } },
  })
  const officer = await api.officer('oneStop')
  const first = await officer.post(`/dossiers/${dossierId}/collection`, handed)
  expect(first).toMatchObject({ status: 200, body: { ...handed, at: expect.any(String) } })
  const { at } = Object(first.body)
  expect(await service.get(`/dossiers/${dossierId}`)).toMatchObject({
    body: {
      portalStatus: { number: 10, name: 'Đã trả kết quả', clock: 'closed' },
      result: { collected: { at, ...handed } },
    },
  })
  const { body } = await officer.get(`/dossiers/${dossierId}/timeline`)
  expect(Object(body).entries.at(-1)).toMatchObject({ kind: 'collected', at, details: handed })

  expect(await officer.post(`/dossiers/${dossierId}/collection`, handed)).toMatchObject({
    status: 200,
    body: { at },
  })
  expect(await officer.post(`/dossiers/${dossierId}/collection`, { ...handed, how: 'post' })).toMatchObject({
    status: 409,
    body: { code: 'alreadyCollected' },
  })
  expect(
    await (await api.officer('oneStop', elsewhere)).post(`/dossiers/${dossierId}/collection`, handed),
  ).toMatchObject({ status: 403, body: { code: 'notCompetent' } })
})

test('of two officers at the same moment one hands a result over', async () => {
  const dossierId = await issues()
  const officers = [await api.officer('oneStop'), await api.officer('civilStatus')]
  const answers = await Promise.all(
    officers.map((officer, n) =>
      officer.post(`/dossiers/${dossierId}/collection`, { ...handed, how: n === 0 ? 'counter' : 'post' }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('a dossier without a result has nothing to hand over', async () => {
  const { dossierId } = await api.opens()
  expect(
    await (await api.officer('oneStop')).post(`/dossiers/${dossierId}/collection`, handed),
  ).toMatchObject({
    status: 409,
    body: { code: 'noResult' },
  })
})

test('the clock of a paper dossier starts from its legal receipt, not from its entry', async () => {
  const now = machineNow()
  const received = new Date(now - 25 * 86_400_000).toISOString()
  const officer = await api.officer('oneStop')
  const paper = { channel: 'counter', received: { at: received, reason: 'paper' } }
  const filed = filedSchema.parse((await officer.post('/dossiers', marriageFiling(paper))).body)
  const { dossierId } = await api.starts(filed)
  await decides(dossierId, 'oneStop', 'receive.1', 'accepted')
  const [row] = await api.database.sql`
    select epoch_ms(clock_from) as from, due_at < instant(${now}) as late from dossier where id = ${dossierId}`
  expect(row).toEqual({ from: Date.parse(received), late: true })
})
