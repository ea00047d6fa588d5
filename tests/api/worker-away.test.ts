import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiWorld } from './app.ts'

test('while no worker runs a decision is not reported as applied; when one runs again it is applied once', async () => {
  const api = await apiWorld()
  const impatient = await api.appWith({ requestTimeoutMs: 3_000 })
  const { dossierId } = await api.opens()
  await api.stopWorker()

  const path = `/tasks/${dossierId}.receive.1/decisions`
  const key = randomUUID()
  const answer = await (await impatient.officer('oneStop')).post(path, { outcome: 'accepted' }, key)
  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
    body: { code: 'notYetApplied' },
  })
  const { id } = z.object({ id: z.uuid() }).parse(answer.body)
  const reception = await api.officer('oneStop')
  expect(await reception.get(`/decisions/${id}`)).toMatchObject({
    body: { status: 'pending', revision: null },
  })

  await api.startWorker()
  expect(await reception.post(path, { outcome: 'accepted' }, key)).toMatchObject({
    status: 200,
    body: { decision: id, status: 'applied', revision: 2 },
  })
  expect(await api.database.sql`select 1 from dossier_revision where dossier_id = ${dossierId}`).toHaveLength(
    2,
  )
})
