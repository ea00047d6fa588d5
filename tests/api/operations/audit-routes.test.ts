import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
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
    body: { items: [], next: null },
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
