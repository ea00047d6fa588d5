import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { machineNow } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

test('an operator finds the decision of a body that was not competent, forged into the tables', async () => {
  const { dossierId } = await api.opens()
  const reception = await api.officer('oneStop')
  const task = `${dossierId}.receive.1`
  expect(await reception.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({
    status: 200,
  })
  const operator = await api.as({ id: 'van-hanh', role: 'operator' })
  expect(await operator.get('/audits/competence')).toMatchObject({
    status: 200,
    body: { items: [], asKnownNow: [], next: null },
  })

  const forged = randomUUID()
  await api.database.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role, unit_id,
      mandate_id, accepted_at, status, settled_at, next_attempt_at, acknowledged_at)
    select ${forged}, 'x', 'x', body_hash, dossier_id, kind, task_id, item, ${`can-bo:${elsewhere}:oneStop:1`}, actor_role,
      ${elsewhere}, ${`uy-quyen:${elsewhere}:oneStop:1`}, accepted_at, status, settled_at, next_attempt_at, settled_at
    from decision_request where dossier_id = ${dossierId}`
  expect(await operator.get('/audits/competence')).toMatchObject({
    body: { items: [{ decision: forged, task, unit: elsewhere, responsible: commune, why: 'unit' }] },
  })
  expect(await operator.get('/audits/competence?from=2025-01-01T00:00:00Z')).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/querystring/from' }] },
  })
})

test('a decision keeps the number of the change that it was judged under; what is changed behind it is listed apart', async () => {
  const { sql } = api.database
  const { dossierId } = await api.opens()
  const reception = await api.officer('oneStop', elsewhere)
  const operator = await api.as({ id: 'van-hanh', role: 'operator' })
  const refused = await reception.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' })
  expect(refused).toMatchObject({ status: 403 })

  const here = await api.officer('oneStop')
  const task = `${dossierId}.receive.1`
  expect(await here.post(`/tasks/${task}/decisions`, { outcome: 'accepted' })).toMatchObject({ status: 200 })
  const [made] = await sql`
    select id, law::float8, (select max(id)::float8 from reference_change) as last from decision_request where task_id = ${task}`
  expect(made?.law).toBe(made?.last)

  // A mistake in the mandates is mended afterwards.
  const mandate = `uy-quyen:${commune}:oneStop:1`
  const [corrected] = await inChange(api.database, async (tx) => {
    await tx`update mandate set valid = 'empty' where id = ${mandate}`
    return await tx<
      { at: number }[]
    >`select epoch_ms(recorded_at) as at from reference_change order by id desc limit 1`
  })
  const from = new Date(machineNow() - 3_600_000).toISOString()
  const now = await operator.get(`/audits/competence?from=${from}`)
  expect(now).toMatchObject({
    status: 200,
    body: { asKnownNow: expect.arrayContaining([expect.objectContaining({ task, why: 'mandate' })]) },
  })
  const before = new Date(corrected?.at ?? 0).toISOString()
  expect(await operator.get(`/audits/competence?from=${from}&knownAt=${before}`)).toMatchObject({
    status: 200,
    body: { asKnownNow: [] },
  })
  const future = new Date(machineNow() + 3_600_000).toISOString()
  expect(await operator.get(`/audits/competence?knownAt=${future}`)).toMatchObject({
    status: 400,
    body: { fields: [{ path: '/querystring/knownAt' }] },
  })
  await inChange(
    api.database,
    (tx) => tx`update mandate set valid = '[2025-07-01 00:00+07,)' where id = ${mandate}`,
  )
})
