import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeOfLocalDay } from '../../../domain/time/local-day.ts'
import { machineNow } from '../../clock.ts'
import {
  type ApiWorld,
  apiWorld,
  commune,
  elsewhere,
  type Filed,
  marriageForm,
  unreachableEngine,
} from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

/** The form as it is, and what waits to become it. */
async function formOf(dossierId: string) {
  const [row] = await api.database.sql`
    select max(version) as version, (array_agg(body ->> 'husbandName' order by version desc))[1] as husband,
      (select count(*)::int from paper where paper.dossier_id = ${dossierId}) as papers,
      (select count(*)::int from pending_supplement join decision_request on id = request_id
        where decision_request.dossier_id = ${dossierId}) as waiting
    from dossier_form where dossier_id = ${dossierId}`
  return row
}

describe('a supplement', () => {
  test('becomes the form of the dossier when it is applied, and the dossier goes on', async () => {
    const filed = await incomplete()
    const service = await api.service()
    const key = randomUUID()
    const body = {
      form: marriageForm({ husbandName: 'Trần Văn Bính' }),
      papers: [{ kind: 'maritalStatus', originals: 1, copies: 0, note: 'Bản chính' }],
    }
    const answer = await service.post(`/dossiers/${filed.code}/supplements`, body, key)
    expect(answer).toMatchObject({ status: 200, body: { status: 'applied' } })
    expect(await formOf(filed.dossierId)).toEqual({
      version: 2,
      husband: 'Trần Văn Bính',
      papers: 2,
      waiting: 0,
    })
    await api.opened(filed.dossierId, 'receive.2')
    expect(await service.get(`/dossiers/${filed.code}`)).toMatchObject({
      body: {
        content: {
          formVersion: 2,
          form: { husbandName: 'Trần Văn Bính', wifeIdentityNumber: '••••••••2345' },
        },
      },
    })

    expect(await service.post(`/dossiers/${filed.code}/supplements`, body, key)).toMatchObject({
      status: 200,
      body: answer.body,
    })
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 2, papers: 2 })
  })

  test('of papers alone leaves the form as it is; an officer may take it at the counter', async () => {
    const filed = await incomplete()
    const reception = await api.officer('oneStop')
    const papers = [
      { kind: 'residence', originals: 1, copies: 0 },
      { kind: 'residence', originals: 0, copies: 1 },
    ]
    expect(await reception.post(`/dossiers/${filed.code}/supplements`, { papers })).toMatchObject({
      status: 200,
    })
    const where = await api.database.sql`
      select kind, unit_id as unit from original_place where dossier_id = ${filed.dossierId} and until is null`
    expect(where).toEqual([{ kind: 'residence', unit: commune }])
    expect(await formOf(filed.dossierId)).toEqual({
      version: 1,
      husband: 'Trần Văn Bình',
      papers: 3,
      waiting: 0,
    })
  })

  test('that waits for the engine is no part of the dossier yet', async () => {
    const filed = await incomplete()
    const without = await api.appWith({ engine: unreachableEngine(), requestTimeoutMs: 300 })
    const body = { form: marriageForm({ husbandName: 'Trần Văn Bính' }) }
    const key = randomUUID()
    expect(
      await (await without.service()).post(`/dossiers/${filed.code}/supplements`, body, key),
    ).toMatchObject({
      status: 503,
    })
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 1, husband: 'Trần Văn Bình', waiting: 1 })
    expect(await (await api.service()).post(`/dossiers/${filed.code}/supplements`, body, key)).toMatchObject({
      status: 200,
    })
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 2, husband: 'Trần Văn Bính', waiting: 0 })
  })

  test('sent at the same moment as another is applied or leaves nothing behind', async () => {
    const filed = await incomplete()
    const service = await api.service()
    const answers = await Promise.all(
      ['Một', 'Hai'].map((name) =>
        service.post(`/dossiers/${filed.code}/supplements`, { form: marriageForm({ husbandName: name }) }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 2, waiting: 0 })
  })

  test('is refused where none was requested, and leaves nothing', async () => {
    const filed = await api.opens()
    const service = await api.service()
    expect(await service.post(`/dossiers/${filed.code}/supplements`, { form: marriageForm() })).toMatchObject(
      {
        status: 409,
        body: { code: 'notAwaitingSupplement' },
      },
    )
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 1, waiting: 0 })
  })

  test('is judged by the form of its edition', async () => {
    const filed = await incomplete()
    const service = await api.service()
    const wrong = {
      form: marriageForm({ wifeName: '' }),
      papers: [{ kind: 'diploma', originals: 1, copies: 0 }],
    }
    expect(await service.post(`/dossiers/${filed.code}/supplements`, wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/form/wifeName' }, { path: '/papers/0/kind' }] },
    })
    expect(await formOf(filed.dossierId)).toMatchObject({ version: 1, waiting: 0 })
  })
})

describe('a withdrawal', () => {
  test('ends the dossier and is applied once', async () => {
    const filed = await api.opens()
    const service = await api.service()
    const key = randomUUID()
    const answer = await service.post(`/dossiers/${filed.code}/withdrawal`, { note: 'Đổi ý' }, key)
    expect(answer).toMatchObject({ status: 200 })
    expect(await service.get(`/dossiers/${filed.code}`)).toMatchObject({
      body: { status: 'closed', ending: { code: 'withdrawn' }, tasks: [] },
    })
    expect(await service.post(`/dossiers/${filed.code}/withdrawal`, { note: 'Đổi ý' }, key)).toMatchObject({
      status: 200,
      body: answer.body,
    })
    expect(await service.post(`/dossiers/${filed.code}/withdrawal`, {})).toMatchObject({
      status: 409,
      body: { code: 'dossierClosed' },
    })
  })

  test('is accepted from who filed the dossier and from the officers at its desks', async () => {
    const filed = await api.opens()
    const path = `/dossiers/${filed.code}/withdrawal`
    expect(await (await api.as({ id: 'another-portal', role: 'service' })).post(path, {})).toMatchObject({
      status: 404,
    })
    expect(await (await api.officer('oneStop', elsewhere)).post(path, {})).toMatchObject({
      status: 403,
      body: { code: 'notCompetent' },
    })
    expect(await (await api.supervisor()).post(path, {})).toMatchObject({ body: { code: 'forbidden' } })
    expect(await (await api.officer('oneStop')).post(path, {})).toMatchObject({ status: 200 })
  })

  test('of a dossier that the relay has not started yet is applied', async () => {
    const filed = await api.files()
    expect(await (await api.service()).post(`/dossiers/${filed.code}/withdrawal`, {})).toMatchObject({
      status: 200,
      body: { status: 'applied', revision: 2 },
    })
  })
})

describe('an extension', () => {
  const byTwoDays = { by: { workingDays: 2 }, note: 'Xin lỗi vì chậm trễ' }

  test('gives a reason', async () => {
    const filed = await accepted()
    const path = `/dossiers/${filed.code}/extension`
    expect(await (await api.supervisor()).post(path, { by: { workingDays: 2 } })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/note' }] },
    })
  })

  test('is requested a working day before the due date at the latest', async () => {
    const filed = await accepted()
    // Due at the end of today: nobody can be notified a day before any more.
    await api.database.sql`
      update dossier set due_at = instant(${closeOfLocalDay(machineNow())}) where id = ${filed.dossierId}`
    const path = `/dossiers/${filed.code}/extension`
    expect(await (await api.supervisor()).post(path, byTwoDays)).toMatchObject({
      status: 409,
      body: { code: 'tooLateToExtend' },
    })
    expect(await (await api.supervisor()).get(`/dossiers/${filed.code}/timeline`)).toMatchObject({
      body: { entries: expect.arrayContaining([expect.objectContaining({ kind: 'refused' })]) },
    })
  })

  test('moves the due date once', async () => {
    const filed = await accepted()
    const supervisor = await api.supervisor()
    const due = async () => {
      const [row] = await api.database.sql<{ due: number }[]>`
        select epoch_ms(due_at) as due from dossier where id = ${filed.dossierId}`
      return row?.due ?? 0
    }
    const before = await due()
    // So that it is early enough for a new date, whatever day of the week it is.
    await api.database
      .sql`update dossier set due_at = due_at + interval '10 days' where id = ${filed.dossierId}`
    expect(await supervisor.post(`/dossiers/${filed.code}/extension`, byTwoDays)).toMatchObject({
      status: 200,
    })
    expect(await due()).toBeGreaterThan(before)
    expect(await supervisor.post(`/dossiers/${filed.code}/extension`, byTwoDays)).toMatchObject({
      status: 409,
      body: { code: 'alreadyExtended' },
    })
  })

  test('needs a due date that can be moved, and a supervisor with access to the dossier', async () => {
    const filed = await api.opens()
    expect(await (await api.supervisor()).post(`/dossiers/${filed.code}/extension`, byTwoDays)).toMatchObject(
      {
        status: 409,
        body: { code: 'notStarted' },
      },
    )
    const running = await accepted()
    const path = `/dossiers/${running.code}/extension`
    expect(await (await api.supervisor(elsewhere)).post(path, byTwoDays)).toMatchObject({
      body: { code: 'notCompetent' },
    })
    expect(await (await api.officer('chair')).post(path, byTwoDays)).toMatchObject({
      body: { code: 'forbidden' },
    })
    expect(
      await (await api.supervisor()).post(path, { ...byTwoDays, by: { workingDays: -1 } }),
    ).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/by/workingDays' }] },
    })
  })
})

async function accepted(): Promise<Filed> {
  const filed = await api.opens()
  await (await api.officer('oneStop')).post(`/tasks/${filed.dossierId}.receive.1/decisions`, {
    outcome: 'accepted',
  })
  await api.opened(filed.dossierId, 'review.1')
  return filed
}

/** A dossier that waits for its applicant. */
async function incomplete(): Promise<Filed> {
  const filed = await api.opens()
  await (await api.officer('oneStop')).post(`/tasks/${filed.dossierId}.receive.1/decisions`, {
    outcome: 'incomplete',
  })
  await api.opened(filed.dossierId, 'supplement.1')
  return filed
}
