/** An operator starts, pauses and resumes the notices of an armed reorganisation, and reads how many wait. */
import { beforeAll, expect, test } from 'vitest'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const path = '/reorganisations/phuong-thu-2026/notices'

let api: ApiWorld
let operator: Client
beforeAll(async () => {
  const plain = await apiWorldWithoutEngine()
  const of = wardEnds(await readReferenceRows(plain.database.sql), aMonday + 24 * 3_600_000)
  api = await plain.appWith({ reorganisations: [of] })
  operator = await api.as({ id: 'truc', role: 'operator' })
  await api.files()
  expect(await operator.get(path)).toMatchObject({ status: 200, body: { status: 'notStarted' } })
  expect(await operator.post(path, {})).toMatchObject({ status: 409, body: { code: 'reorganisationStatus' } })
  await armed(plain.database, of, aMonday)
})

test('waves of an armed reorganisation are started, paused, resumed and retried, each with who did it', async () => {
  expect(await operator.post(`${path}/pause`)).toMatchObject({ status: 409 })
  expect(await operator.post(path, { perMinute: 5 })).toMatchObject({
    status: 200,
    body: { status: 'running', policy: 'digest', perMinute: 5, counts: { waiting: 1, sent: 0 } },
  })
  expect(await operator.post(path, { policy: 'none' })).toMatchObject({
    body: { policy: 'digest', counts: { waiting: 1, none: 0 } },
  })
  expect(await operator.post(`${path}/pause`)).toMatchObject({ body: { status: 'paused' } })
  expect(await operator.post(`${path}/retry`)).toMatchObject({ body: { status: 'paused' } })
  expect(await operator.post(`${path}/resume`)).toMatchObject({ body: { status: 'running' } })
  const steps = await api.database.sql`select kind, actor_id as by from notice_wave_step order by id`
  expect([...steps]).toEqual(
    ['started', 'paused', 'retried', 'resumed'].map((kind) => ({ kind, by: 'truc' })),
  )
})

test('the routes of waves are for operators', async () => {
  const officer = await api.officer('chair', ENDS)
  expect(await officer.get(path)).toMatchObject({ status: 403 })
  expect(await officer.post(path, {})).toMatchObject({ status: 403 })
})
