import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine, elsewhere, marriageFiling } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const codeOf = (code: string) => ({ system: 'ho-tich.moj', code })

test('a dossier filed with the code of another system is found by it', async () => {
  const { dossierId } = await api.files({
    externalCodes: [codeOf('HT-1'), { system: 'dvcqg', code: 'HT-1' }],
  })
  const service = await api.service()
  expect(await service.get('/external-codes?system=ho-tich.moj&code=HT-1')).toMatchObject({
    status: 200,
    body: { dossier: dossierId },
  })
  expect(await service.get(`/dossiers/${dossierId}`)).toMatchObject({
    body: { externalCodes: [{ system: 'dvcqg' }, { system: 'ho-tich.moj', code: 'HT-1' }] },
  })
  const other = await api.as({ id: 'another-portal', role: 'service' })
  expect(await other.get('/external-codes?system=ho-tich.moj&code=HT-1')).toMatchObject({ status: 404 })
  expect(await service.get('/external-codes?system=ho-tich.moj&code=HT-none')).toMatchObject({ status: 404 })
})

test('a code recorded after the filing is added once, with a row in the journal', async () => {
  const { dossierId } = await api.files()
  const officer = await api.officer('oneStop')
  for (let n = 0; n < 2; n += 1) {
    expect(await officer.post(`/dossiers/${dossierId}/external-codes`, codeOf('HT-2'))).toMatchObject({
      status: 200,
    })
  }
  const [journal] = await api.database.sql`
    select count(*)::int as n from journal where dossier_id = ${dossierId} and kind = 'externalCode'`
  expect(journal).toEqual({ n: 1 })
  expect(
    await (await api.officer('oneStop', elsewhere)).post(
      `/dossiers/${dossierId}/external-codes`,
      codeOf('HT-3'),
    ),
  ).toMatchObject({ status: 403 })
})

test('a code of one system names one dossier, also with concurrent filings', async () => {
  await api.files({ externalCodes: [codeOf('HT-4')] })
  const { dossierId } = await api.files()
  const service = await api.service()
  expect(await service.post(`/dossiers/${dossierId}/external-codes`, codeOf('HT-4'))).toMatchObject({
    status: 409,
    body: { code: 'externalCodeTaken' },
  })
  const filings = [randomUUID(), randomUUID(), randomUUID()].map((key) =>
    service.post('/dossiers', marriageFiling({ externalCodes: [codeOf('HT-5')] }), key),
  )
  const statuses = (await Promise.all(filings)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, 409, 409])
})

test('a filing sent again under its key is no second claim to the code', async () => {
  const service = await api.service()
  const [key, body] = [randomUUID(), marriageFiling({ externalCodes: [codeOf('HT-6')] })]
  const answers = await Promise.all([1, 2, 3, 4].map(() => service.post('/dossiers', body, key)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201])
})
