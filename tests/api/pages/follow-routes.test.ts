import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { followLimit } from '../../../db/identity/follow-failure.ts'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, marriageFiling, secretOf } from '../app.ts'
import type { Answer } from '../client.ts'

const receiptSchema = z.object({ dossierId: z.uuid(), code: z.string(), secret: z.string() })

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

/** Without a token, as a citizen asks. */
async function follows(code: string, secret: string, world = api): Promise<Answer> {
  const answer = await world.app.inject({ url: '/follow', query: { code, secret } })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
}

async function opens(changes?: object): Promise<z.infer<typeof receiptSchema>> {
  const { dossierId, code } = await api.opens(changes)
  return { dossierId, code, secret: api.vault.followSecret(dossierId) }
}

async function decides(dossierId: string, role: string, task: string, outcome: string): Promise<void> {
  const id = await api.opened(dossierId, task)
  const answer = await (await api.officer(role)).post(`/tasks/${id}/decisions`, {
    outcome,
    note: `Ghi chú về ${secretOf.name}`,
  })
  expect(answer.status).toBe(200)
}

test('the receipt has the secret for the follow page, and a repeated filing has it again; no table holds it', async () => {
  const service = await api.service()
  const first = receiptSchema.parse((await service.post('/dossiers', marriageFiling(), 'nop-mot-lan')).body)
  const again = receiptSchema.parse((await service.post('/dossiers', marriageFiling(), 'nop-mot-lan')).body)
  expect(again).toEqual(first)
  const [kept] = await api.database.sql<{ text: string }[]>`
    select k.receipt::text || j.payload::text as text from filing_key k join journal j using (dossier_id)
    where dossier_id = ${first.dossierId}`
  expect(kept?.text).not.toContain(first.secret)
})

test('code and secret show the status from filing to result, and no name', async () => {
  const { dossierId, code, secret } = await opens()
  const said = [await follows(code, secret.toLowerCase())]
  await decides(dossierId, 'oneStop', 'receive.1', 'accepted')
  said.push(await follows(code, secret))
  await decides(dossierId, 'civilStatus', 'review.1', 'approved')
  await decides(dossierId, 'chair', 'sign.1', 'signed')
  said.push(await follows(code, secret))
  expect(said).toMatchObject([
    {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        code,
        procedure: { name: 'Thủ tục đăng ký kết hôn' },
        status: { number: 1 },
        dueAt: null,
        steps: [{ name: 'Tiếp nhận hồ sơ', unit: 'Phường Ba Đình' }],
        asked: null,
        result: null,
      },
    },
    {
      body: {
        status: { number: 2 },
        dueInWords: expect.stringMatching(/^17 giờ 00 phút, .*, ngày \d{2} tháng \d{1,2} năm \d{4}$/),
        late: false,
      },
    },
    {
      body: {
        status: { number: 9 },
        inWords: 'Hồ sơ đã có kết quả. Xin nhận kết quả tại Phường Ba Đình.',
        steps: [],
        result: { name: 'Giấy chứng nhận kết hôn', collected: false, at: 'Phường Ba Đình' },
      },
    },
  ])
  for (const personal of [...Object.values(secretOf), 'can-bo:']) {
    expect(JSON.stringify(said.map(({ body }) => body))).not.toContain(personal)
  }
})

test('a supplement request is shown with its last day and the missing papers', async () => {
  const { dossierId, code, secret } = await opens({ papers: [] })
  await decides(dossierId, 'oneStop', 'receive.1', 'incomplete')
  await api.opened(dossierId, 'supplement.1')
  expect(await follows(code, secret)).toMatchObject({
    body: {
      status: { number: 5, name: 'Yêu cầu bổ sung giấy tờ' },
      asked: {
        untilInWords: expect.stringContaining('23 giờ 59 phút'),
        what: expect.stringContaining('Ba Đình'),
        missing: ['Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên'],
      },
    },
  })
})

test('a wrong secret and an unknown code get the same answer', async () => {
  const { code, secret } = await opens()
  const other = await opens()
  const answers = [
    await follows(code, other.secret),
    await follows(code, `${secret}2`),
    await follows('H26.103-250701-0099', secret),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 404, body: { code: 'notFound' } })
    expect(answer.body).toEqual(answers[0]?.body)
  }
})

test('a secret cannot be guessed: after ten wrong ones the code is barred for a while, whosever it is', async () => {
  const { code, secret } = await opens()
  const now = machineNow()
  const at = (later: number) => api.appWith({ now: () => now + later })
  const today = await at(0)
  for (const tried of [code, 'H26.103-250702-7777']) {
    for (let n = 0; n < followLimit.failures; n += 1) {
      expect(await follows(tried, 'AAAAAAAA', today)).toMatchObject({ status: 404 })
    }
    expect(await follows(tried, secret, today)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '900' },
      body: { code: 'tooManyAttempts' },
    })
  }
  expect(await follows(code, secret, await at(followLimit.windowMs))).toMatchObject({ status: 200 })
})

test('wrong secrets of a while ago are forgotten, so that their table stays small', async () => {
  const later = await api.appWith({ now: () => machineNow() + 2 * followLimit.windowMs })
  await follows('H26.103-250703-0001', 'AAAAAAAA', later)
  expect(await api.rows('follow_failure')).toEqual({ follow_failure: 1 })
})

test('an identity number typed instead of the code leaves no trace', async () => {
  const before = await api.rows('follow_failure')
  expect(await follows(secretOf.identity, 'AAAAAAAA')).toMatchObject({ status: 404 })
  expect(await api.rows('follow_failure')).toEqual(before)
})
