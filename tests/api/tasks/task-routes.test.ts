import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'
import { decideTask, waitingForSignature } from './marriage-on-its-way.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

/** What a refused attempt must not touch, and the code it leaves in the journal. */
async function rowsOf(dossierId: string) {
  const [dossier] = await api.database.sql`
    select revision, (select count(*)::int from decision_request where dossier_id = dossier.id) as requests,
      (select count(*)::int from task where dossier_id = dossier.id) as tasks
    from dossier where id = ${dossierId}`
  return dossier
}
async function refusals(dossierId: string): Promise<readonly unknown[]> {
  const rows = await api.database.sql<{ code: unknown }[]>`
    select payload -> 'code' as code from journal where dossier_id = ${dossierId} and kind = 'refused' order by seq`
  return rows.map(({ code }) => code)
}

describe('a decision', () => {
  test('answers with the revision it made, and again with the same under the same key', async () => {
    const { dossierId } = await api.opens()
    const reception = await api.officer('oneStop')
    const path = `/tasks/${dossierId}.receive.1/decisions`
    const key = randomUUID()
    const body = { outcome: 'accepted', revision: 1, note: 'Đủ giấy tờ' }
    const first = await reception.post(path, body, key)
    expect(first).toMatchObject({ status: 200, body: { status: 'applied', revision: 2 } })
    expect(await reception.post(path, body, key)).toMatchObject({ status: 200, body: first.body })
    expect(await api.database.sql`select body from note`).toContainEqual({ body: 'Đủ giấy tờ' })
  })

  test('names officer, mandate and unit in what is kept', async () => {
    const { dossierId } = await api.opens()
    await (await api.officer('oneStop')).post(`/tasks/${dossierId}.receive.1/decisions`, {
      outcome: 'accepted',
    })
    const [kept] = await api.database.sql`
      select actor_id, unit_id, mandate_id, status from decision_request where dossier_id = ${dossierId}`
    expect(kept).toEqual({
      actor_id: `can-bo:${commune}:oneStop:1`,
      unit_id: commune,
      mandate_id: `uy-quyen:${commune}:oneStop:1`,
      status: 'applied',
    })
  })

  test('says for whom a deputy signs', async () => {
    const { dossierId } = await api.opens()
    await decideTask(api, { dossierId: dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
    await decideTask(api, {
      dossierId: dossierId,
      task: 'review.1',
      role: 'civilStatus',
      outcome: 'approved',
    })
    await api.opened(dossierId, 'sign.1')
    const deputy = await api.officer('chair', commune, 2)
    expect(await deputy.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })).toMatchObject({
      status: 200,
    })
    const [kept] = await api.database.sql`
      select acting_for_id from decision_request where dossier_id = ${dossierId} and actor_id like '%chair:2'`
    expect(kept).toEqual({ acting_for_id: `can-bo:${commune}:chair:1` })
  })

  test('sent by two officers at the same moment is applied once', async () => {
    const { dossierId } = await api.opens()
    const reception = await api.officer('oneStop')
    const path = `/tasks/${dossierId}.receive.1/decisions`
    const answers = await Promise.all([
      reception.post(path, { outcome: 'accepted' }),
      reception.post(path, { outcome: 'incomplete' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await rowsOf(dossierId)).toMatchObject({ revision: 2 })
  })

  test('refused by the engine answers the same way when it is sent again', async () => {
    const { dossierId } = await api.opens()
    await decideTask(api, { dossierId: dossierId, task: 'receive.1', role: 'oneStop', outcome: 'incomplete' })
    const service = await api.service()
    await api.opened(dossierId, 'supplement.1')
    await service.post(`/dossiers/${dossierId}/supplements`, {})
    await api.opened(dossierId, 'receive.2')
    const reception = await api.officer('oneStop')
    const path = `/tasks/${dossierId}.receive.2/decisions`
    const key = randomUUID()
    const first = await reception.post(path, { outcome: 'incomplete' }, key)
    expect(first).toMatchObject({
      status: 409,
      body: { code: 'supplementAlreadyAsked', id: expect.any(String) },
    })
    expect(await reception.post(path, { outcome: 'incomplete' }, key)).toMatchObject({
      status: 409,
      body: first.body,
    })
  })
})

describe('a decision is refused before it is recorded, with a line in the journal', () => {
  test.each([
    ['by an officer of another role', 'chair', commune, { outcome: 'accepted' }, 403, 'noMandate'],
    ['by an officer of another unit', 'oneStop', elsewhere, { outcome: 'accepted' }, 403, 'notCompetent'],
    ['for an outcome the step has not', 'oneStop', commune, { outcome: 'signed' }, 422, 'unknownOutcome'],
    ['on another revision', 'oneStop', commune, { outcome: 'accepted', revision: 7 }, 409, 'staleRevision'],
  ])('%s', async (_what, role, unit, body, status, code) => {
    const { dossierId } = await api.opens()
    const before = await rowsOf(dossierId)
    const officer = await api.officer(role, unit)
    expect(await officer.post(`/tasks/${dossierId}.receive.1/decisions`, body)).toMatchObject({
      status,
      body: { code },
    })
    expect(await rowsOf(dossierId)).toEqual(before)
    expect(await refusals(dossierId)).toEqual([code])
  })

  test('for a unit that the token does not name, though the officer has a mandate', async () => {
    const { dossierId } = await api.opens()
    const posing = await api.as({ id: `can-bo:${commune}:oneStop:1`, role: 'officer', unitId: elsewhere })
    expect(
      await posing.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' }),
    ).toMatchObject({
      status: 403,
      body: { code: 'noMandate' },
    })
  })

  test('on a task that is closed, and on a dossier that is', async () => {
    const { dossierId } = await api.opens()
    await decideTask(api, { dossierId: dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
    const reception = await api.officer('oneStop')
    const path = `/tasks/${dossierId}.receive.1/decisions`
    expect(await reception.post(path, { outcome: 'accepted' })).toMatchObject({
      status: 409,
      body: { code: 'staleTask' },
    })
    await decideTask(api, { dossierId: dossierId, task: 'review.1', role: 'civilStatus', outcome: 'refused' })
    expect(await reception.post(path, { outcome: 'accepted' })).toMatchObject({
      status: 409,
      body: { code: 'dossierClosed' },
    })
    expect(await refusals(dossierId)).toEqual(['staleTask', 'dossierClosed'])
  })

  test('by the officer who decided the step before', async () => {
    const { dossierId } = await api.opens()
    await decideTask(api, { dossierId: dossierId, task: 'receive.1', role: 'oneStop', outcome: 'accepted' })
    await decideTask(api, {
      dossierId: dossierId,
      task: 'review.1',
      role: 'civilStatus',
      outcome: 'approved',
    })
    await api.opened(dossierId, 'sign.1')
    const id = `can-bo:${commune}:civilStatus:1`
    await inChange(
      api.database,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, valid, basis)
        values (${randomUUID()}, ${id}, ${commune}, 'chair', '[2025-07-01,)', 'Thử nghiệm')`,
    )
    const both = await api.as({ id, role: 'officer', unitId: commune })
    expect(await both.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })).toMatchObject({
      status: 403,
      body: { code: 'sameOfficer' },
    })
    expect(await refusals(dossierId)).toEqual(['sameOfficer'])
  })

  test('with a key used before for something else', async () => {
    const { dossierId } = await api.opens()
    const reception = await api.officer('oneStop')
    const path = `/tasks/${dossierId}.receive.1/decisions`
    const key = randomUUID()
    await reception.post(path, { outcome: 'accepted' }, key)
    const before = await rowsOf(dossierId)
    expect(await reception.post(path, { outcome: 'rejected' }, key)).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
    expect(
      await reception.post(`/tasks/${dossierId}.review.1/decisions`, { outcome: 'accepted' }, key),
    ).toMatchObject({
      body: { code: 'keyReused' },
    })
    expect(await rowsOf(dossierId)).toEqual(before)
  })

  test('on a task that nobody knows, and by nobody who may', async () => {
    const { dossierId } = await api.opens()
    const reception = await api.officer('oneStop')
    const body = { outcome: 'accepted' }
    expect(await reception.post(`/tasks/${randomUUID()}.receive.1/decisions`, body)).toMatchObject({
      status: 404,
    })
    for (const client of [await api.service(), await api.supervisor()]) {
      expect(await client.post(`/tasks/${dossierId}.receive.1/decisions`, body)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      })
    }
    const anonymous = await api.app.inject({
      method: 'POST',
      url: `/tasks/${dossierId}.receive.1/decisions`,
      payload: body,
    })
    expect(anonymous.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(anonymous.headers['www-authenticate']).toBe('Bearer')
  })
})

describe('a reassignment', () => {
  test('gives the task to an officer who may decide it, or back to the desk', async () => {
    const { dossierId } = await waitingForSignature(api)
    const path = `/tasks/${dossierId}.sign.1/reassignment`
    const supervisor = await api.supervisor()
    const deputyId = `can-bo:${commune}:chair:2`
    expect(await supervisor.post(path, { officer: deputyId })).toMatchObject({
      status: 200,
      body: { status: 'applied' },
    })
    const chair = await api.officer('chair')
    expect(await chair.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })).toMatchObject({
      body: { code: 'claimedByAnother' },
    })
    expect(await supervisor.post(path, { officer: null })).toMatchObject({ status: 200 })
    expect(await chair.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })).toMatchObject({
      status: 200,
    })
  })

  test('is refused for an officer without the mandate, and for a supervisor of another unit', async () => {
    const { dossierId } = await waitingForSignature(api)
    const path = `/tasks/${dossierId}.sign.1/reassignment`
    const before = await rowsOf(dossierId)
    expect(
      await (await api.supervisor()).post(path, { officer: `can-bo:${commune}:oneStop:1` }),
    ).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/officer' }] },
    })
    expect(await (await api.supervisor(elsewhere)).post(path, { officer: null })).toMatchObject({
      status: 403,
      body: { code: 'notCompetent' },
    })
    expect(await (await api.officer('chair')).post(path, { officer: null })).toMatchObject({
      body: { code: 'forbidden' },
    })
    expect(await rowsOf(dossierId)).toEqual(before)
  })
})
