import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere } from '../app.ts'
import { waitingForSignature } from './marriage-on-its-way.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

describe('a claim', () => {
  test('keeps a task from others, who see it no more, until it is released', async () => {
    const { dossierId, code } = await waitingForSignature(api)
    const task = `${dossierId}.sign.1`
    const [chair, deputy] = [await api.officer('chair'), await api.officer('chair', commune, 2)]
    expect(await chair.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200, body: { task } })
    expect(await chair.post(`/tasks/${task}/claim`)).toMatchObject({ status: 200 })
    expect(await deputy.post(`/tasks/${task}/claim`)).toMatchObject({
      status: 409,
      body: { code: 'claimedByAnother' },
    })
    expect(await deputy.delete(`/tasks/${task}/claim`)).toMatchObject({ body: { code: 'claimedByAnother' } })
    expect(await deputy.post(`/tasks/${task}/decisions`, { outcome: 'signed' })).toMatchObject({
      status: 409,
      body: { code: 'claimedByAnother' },
    })
    expect(JSON.stringify((await deputy.get('/inbox')).body)).not.toContain(code)

    expect(await chair.delete(`/tasks/${task}/claim`)).toMatchObject({
      status: 200,
      body: { claimedBy: null },
    })
    expect(await deputy.post(`/tasks/${task}/decisions`, { outcome: 'signed' })).toMatchObject({
      status: 200,
    })
    const kinds = await api.database.sql<{ kind: string }[]>`
      select kind from journal where dossier_id = ${dossierId} and kind in ('claimed', 'released') order by seq`
    expect(kinds.map(({ kind }) => kind)).toEqual(['claimed', 'released'])
  })

  test('by two officers at the same moment is one officer’s', async () => {
    const { dossierId } = await waitingForSignature(api)
    const officers = [await api.officer('chair'), await api.officer('chair', commune, 2)]
    const answers = await Promise.all(officers.map((one) => one.post(`/tasks/${dossierId}.sign.1/claim`)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('ends with the mandate it was made under', async () => {
    const { dossierId } = await waitingForSignature(api)
    const [mandate, officer] = [randomUUID(), `can-bo:${elsewhere}:chair:1`]
    await inChange(
      api.database,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, kind, acting_for_id, valid, basis)
        values (${mandate}, ${officer}, ${commune}, 'chair', 'substitution', ${`can-bo:${commune}:chair:1`},
          '[2025-07-01,2030-01-01)', 'Thử nghiệm')`,
    )
    const substitute = await api.as({ id: officer, role: 'officer', unitId: commune })
    expect(await substitute.post(`/tasks/${dossierId}.sign.1/claim`)).toMatchObject({ status: 200 })
    await inChange(
      api.database,
      (tx) => tx`update mandate set valid = '[2025-07-01,2025-08-01)' where id = ${mandate}`,
    )
    const chair = await api.officer('chair')
    expect(await chair.post(`/tasks/${dossierId}.sign.1/claim`)).toMatchObject({ status: 200 })
  })

  test('is accepted from who may decide the task, while the task is open', async () => {
    const { dossierId } = await waitingForSignature(api)
    const strangers = await api.officer('chair', elsewhere)
    expect(await strangers.post(`/tasks/${dossierId}.sign.1/claim`)).toMatchObject({
      body: { code: 'notCompetent' },
    })
    const reception = await api.officer('oneStop')
    expect(await reception.post(`/tasks/${dossierId}.sign.1/claim`)).toMatchObject({
      body: { code: 'noMandate' },
    })
    expect(await reception.post(`/tasks/${dossierId}.receive.1/claim`)).toMatchObject({
      body: { code: 'staleTask' },
    })
  })
})
