import { beforeAll, expect, test } from 'vitest'
import { relayDigests, relayNotices } from '../../../relay/notices/relay-notices.ts'
import { tableGateway } from '../../../relay/notices/table-gateway.ts'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, secretOf } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const relayAt = async (at: number) => {
  const deps = { database: api.database, gateway: tableGateway(api.database), now: () => at }
  await relayNotices(deps)
  await relayDigests(deps)
}

test('officers of a dossier read the notices to the applicant; others see that they were sent, or nothing', async () => {
  const { dossierId, code } = await api.opens()
  const reception = await api.officer('oneStop')
  expect(await reception.get(`/notices?dossier=${code}`)).toMatchObject({
    status: 200,
    body: { items: [{ event: 'filed', status: 'waiting', words: null }], next: null },
  })
  await relayAt(machineNow())
  expect(await reception.get(`/notices?dossier=${dossierId}`)).toMatchObject({
    body: {
      items: [
        {
          status: 'sent',
          words: { subject: `Đã nhận hồ sơ ${code}`, body: expect.stringContaining(secretOf.name) },
        },
      ],
    },
  })
  const operator = await api.as({ id: 'van-hanh', role: 'operator' })
  for (const client of [operator, await api.supervisor()]) {
    const { body } = await client.get(`/notices?dossier=${dossierId}`)
    expect(body).toMatchObject({ items: [{ status: 'sent', words: null }] })
    expect(JSON.stringify(body)).not.toContain(secretOf.name)
  }
  expect(await (await api.officer('oneStop', elsewhere)).get(`/notices?dossier=${dossierId}`)).toMatchObject({
    status: 404,
  })
  expect(await operator.get('/notices')).toMatchObject({ status: 400 })
})

test('a bulk reassignment is one digest to the new officer, single notices, or none', async () => {
  const officer = `can-bo:${commune}:oneStop:1`
  const supervisor = await api.supervisor()
  const given = async (notices?: string) => {
    const tasks = [`${(await api.opens()).dossierId}.receive.1`, `${(await api.opens()).dossierId}.receive.1`]
    expect(await supervisor.post('/tasks/reassignments', { tasks, officer, notices })).toMatchObject({
      body: { applied: 2 },
    })
  }
  await given()
  await given('none')
  await given('individual')
  // Within two weeks a working day has ended, also over Tết.
  await relayAt(machineNow() + 14 * 86_400_000)
  const reception = await api.officer('oneStop')
  const { body } = await reception.get('/notices')
  expect(body).toMatchObject({
    items: [
      {
        policy: 'individual',
        status: 'sent',
        words: { subject: expect.stringContaining('Được chuyển giao việc') },
      },
      { policy: 'individual', status: 'sent' },
      { policy: 'none', status: 'none', words: null },
      { policy: 'none', status: 'none' },
      { policy: 'digest', status: 'sent', words: { subject: expect.stringMatching(/^2 thông báo/) } },
      { policy: 'digest', status: 'sent' },
    ],
  })
})
