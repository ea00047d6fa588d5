import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ApiWorld, apiWorldWithoutEngine, commune, elsewhere, type Filed, secretOf } from '../app.ts'
import type { Client } from '../client.ts'

let api: ApiWorld
let tham: Filed
let others: readonly Filed[]
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  tham = await api.files()
  const named = (name: string, phone?: string) =>
    api.files({
      parties: [{ role: 'applicant', kind: 'person', name, ...(phone === undefined ? {} : { phone }) }],
    })
  others = [
    await named('Đặng Văn Đức'),
    await named('Nguyễn Văn Bình', '0987654321'),
    await named('Nguyễn Văn Bình'),
    await named('NGUYỄN VĂN CƯỜNG'),
  ]
})

const page = z.object({
  items: z.array(
    z
      .object({ id: z.uuid(), code: z.string(), why: z.string(), applicants: z.array(z.string()).optional() })
      .loose(),
  ),
  next: z.string().nullable(),
})
async function find(who: Client, asked: object) {
  const { status, body } = await who.post('/dossiers/search', asked)
  expect({ status, body }).toMatchObject({ status: 200 })
  return page.parse(body)
}
async function list(who: Client, query: string) {
  const { status, body } = await who.get(`/dossiers?${query}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return page.parse(body)
}
const ids = ({ items }: z.infer<typeof page>) => items.map(({ id }) => id)

describe('a dossier is found', () => {
  test.each(['nguyen thi hong tham', 'Nguyễn Thị Hồng Thắm', 'hong tham', 'THẮM', 'hồng th'])(
    'by %s',
    async (name) => {
      expect(ids(await find(await api.service(), { name }))).toEqual([tham.dossierId])
    },
  )

  test('by the number of a person, by phone and by code', async () => {
    const service = await api.service()
    expect(ids(await find(service, { identityNumber: secretOf.identity }))).toEqual([tham.dossierId])
    expect(ids(await find(service, { phone: '0987654321' }))).toEqual([others[1]?.dossierId])
    expect(ids(await list(service, `code=${tham.code}`))).toEqual([tham.dossierId])
    expect(ids(await list(service, `code=${tham.code.slice(0, -2)}`))).toHaveLength(5)
    expect(ids(await list(service, 'code=H26.999'))).toEqual([])
  })

  test('by đ written as d', async () => {
    expect(ids(await find(await api.service(), { name: 'dang van duc' }))).toEqual([others[0]?.dossierId])
  })

  test('not by words that do not follow each other, nor by the middle of one', async () => {
    expect(ids(await find(await api.service(), { name: 'nguyen tham' }))).toEqual([])
    expect(ids(await find(await api.service(), { name: 'guyen' }))).toEqual([])
  })
})

test('a search by the code of another system needs the system; the code alone finds nothing', async () => {
  const service = await api.service()
  await api.database
    .sql`insert into external_code (system, code, dossier_id) values ('dvcqg', 'G22-1', ${tham.dossierId})`
  expect(ids(await list(service, 'system=dvcqg&externalCode=G22-1'))).toEqual([tham.dossierId])
  expect(ids(await list(service, 'system=other&externalCode=G22-1'))).toEqual([])
  expect(await service.get('/dossiers?externalCode=G22-1')).toMatchObject({ status: 400 })
})

test('a search by name lists in the order of the alphabet, equal names the latest first, page by page', async () => {
  const service = await api.service()
  const found: string[] = []
  let after: string | null = null
  do {
    const answer: z.infer<typeof page> = await find(service, {
      name: 'nguyen',
      limit: 1,
      ...(after === null ? {} : { after }),
    })
    found.push(...ids(answer))
    after = answer.next
  } while (after !== null)
  const [, binh, binhAgain, cuong] = others
  expect(found).toEqual([tham, binhAgain, binh, cuong].map((filed) => filed?.dossierId))
})

test('a list of dossiers runs the latest first, page by page, and can be narrowed', async () => {
  const officer = await api.officer('oneStop')
  const first = await list(officer, 'limit=3')
  expect(ids(first)).toEqual([others[3], others[2], others[1]].map((filed) => filed?.dossierId))
  expect(ids(await list(officer, `limit=3&after=${first.next}`))).toEqual([
    others[0]?.dossierId,
    tham.dossierId,
  ])
  expect(ids(await list(officer, 'status=closed'))).toEqual([])
  expect(ids(await list(officer, 'late=true'))).toEqual([])
  expect(ids(await list(officer, 'late=false&status=open&procedure=1.000894'))).toHaveLength(5)
})

test('a search result has the status of each dossier, and names only for callers who may read them', async () => {
  const asked = { name: 'tham' }
  expect((await find(await api.officer('oneStop'), asked)).items).toMatchObject([
    {
      code: tham.code,
      status: 'open',
      why: expect.stringContaining('chờ Bộ phận Một cửa'),
      applicants: [secretOf.name],
    },
  ])
  const [seen] = (await find(await api.supervisor(), asked)).items
  expect(seen).toMatchObject({ code: tham.code })
  expect(JSON.stringify(seen)).not.toContain(secretOf.name)
})

test('a search finds only dossiers that the caller may see', async () => {
  const asked = { name: 'tham' }
  expect(ids(await find(await api.as({ id: 'another', role: 'service' }), asked))).toEqual([])
  expect(ids(await find(await api.officer('oneStop', elsewhere), asked))).toEqual([])
  expect(ids(await find(await api.supervisor(elsewhere), asked))).toEqual([])
  expect(ids(await find(await api.supervisor('hanoi:01'), asked))).toEqual([tham.dossierId])
  expect(ids(await list(await api.officer('oneStop', elsewhere), ''))).toEqual([])
  expect(await (await api.officer('oneStop')).get(`/dossiers?unit=${elsewhere}`)).toMatchObject({
    status: 403,
  })
  expect(await (await api.supervisor()).get(`/dossiers?unit=${elsewhere}`)).toMatchObject({ status: 403 })
})

test('a unit that is responsible finds a dossier that another unit received', async () => {
  await api.database.sql`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select id || '.review.1', id, 'review.1', 'review', 'review', 'desk', 'civilStatus', 'commune', 'process', procedure_code, field,
      (select min(area_id) from jurisdiction where unit_id = ${elsewhere} and upper_inf(valid)), filed_at, filed_at
    from dossier where id = ${tham.dossierId}`
  await api.database.sql`
    update dossier set area_id = (select area_id from task where dossier_id = dossier.id and key = 'review.1'), status = 'open' where id = ${tham.dossierId}`
  const officer = await api.officer('oneStop', elsewhere)
  expect((await find(officer, { name: 'tham' })).items).toMatchObject([
    { id: tham.dossierId, why: expect.stringContaining('chờ Công chức Tư pháp - Hộ tịch, ') },
  ])
  expect(ids(await list(officer, ''))).toEqual([tham.dossierId])
  expect(ids(await find(await api.officer('oneStop', commune), { name: 'tham' }))).toEqual([tham.dossierId])
  const own = await api.files({
    receptionUnit: elsewhere,
    parties: [{ role: 'applicant', kind: 'person', name: 'Lê Thị Thắm' }],
  })
  for (const who of [officer, await api.supervisor(elsewhere)])
    expect(ids(await find(who, { name: 'tham' })).sort()).toEqual([tham.dossierId, own.dossierId].sort())
})

test('the cursor of a page of a search holds no name', async () => {
  const { next } = await find(await api.supervisor(), { name: 'nguyen', limit: 1 })
  const readable = (next ?? '').split('.').map((part) => Buffer.from(part, 'base64url').toString())
  expect(next).not.toBeNull()
  expect(readable.join()).not.toMatch(/nguyen|tham/)
  expect(
    await (await api.supervisor()).post('/dossiers/search', { name: 'nguyen', after: 'abc' }),
  ).toMatchObject({ status: 400 })
})

test.each([
  {},
  { name: '?!' },
  { name: 'a', phone: '0912345678' },
  { phone: '0912345678', identityNumber: '001198012345' },
])('a search names one thing: %o is refused', async (asked) => {
  expect(await (await api.service()).post('/dossiers/search', asked)).toMatchObject({ status: 400 })
})
