import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CallerRole } from '../../../domain/dossier/dossier.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
})

const header = 'Mã hồ sơ;Mã thủ tục;Người nộp;Mã phường/xã;Đơn vị tiếp nhận;Ngày tiếp nhận;Bước xử lý\r\n'
const line = (code: string, step = 'Chuyên viên thụ lý') =>
  `${code};1.000894;Nguyễn Thị Lan;00004;001;16/06/2025 09:00;${step}\r\n`

async function send(
  body: string,
  about: { key?: string; type?: string; query?: string; role?: CallerRole; list?: string } = {},
) {
  const { key = randomUUID(), type = 'text/csv', role = 'operator', list = '' } = about
  const query = about.query ?? 'source=mot-cua-quan&asOf=2025-06-30T10:00:00Z'
  const token = await api.keys.issue({ id: 'van-hanh', role, unitId: null }, 1)
  const answer = await api.app.inject({
    method: 'POST',
    url: `/imports${list}?${query}`,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': type },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('POST /imports', () => {
  test('takes a file over and reports every row; GET /imports/:id names those in quarantine', async () => {
    const sent = await send(header + line('W-1') + line('W-2') + line('W-3', 'Đang suy nghĩ'))
    expect(sent).toMatchObject({
      status: 200,
      body: {
        ...{ source: 'mot-cua-quan', status: 'complete', rowsIn: 3, created: 2, alreadyThere: 0, updated: 0 },
        ...{ quarantined: 1, reasons: [{ reason: 'unknownStep', rows: 1 }] },
      },
    })
    const operator = await api.as({ id: 'van-hanh', role: 'operator' })
    expect(await operator.get(`/imports/${sent.body.id}`)).toMatchObject({
      status: 200,
      body: { quarantine: [{ line: 3, oldCode: 'W-3', reason: 'unknownStep', columns: ['step'] }] },
    })
    expect(await operator.get(`/imports/${sent.body.id}?afterLine=3`)).toMatchObject({
      body: { quarantine: [] },
    })
    expect(await operator.get(`/imports/${randomUUID()}`)).toMatchObject({ status: 404 })
  })

  test('gives the first report again under the same key, and changes nothing for the same file under another key', async () => {
    const key = randomUUID()
    const first = await send(header + line('W-4'), { key })
    expect(await send(header + line('W-4'), { key })).toEqual(first)
    expect((await send(header + line('W-4'))).body).toMatchObject({ created: 0, alreadyThere: 1 })
    const other = 'source=mot-cua-quan&asOf=2025-06-29T10:00:00Z'
    expect(await send(header, { key, query: other })).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
  })

  test('refuses another file under a key that is complete: none of its rows is dropped behind a report of the first', async () => {
    const key = randomUUID()
    const { body } = await send(header + line('K-1'), { key })
    for (const other of [header + line('K-2') + line('K-3'), header + line('K-1') + line('K-2'), header]) {
      expect(await send(other, { key })).toMatchObject({
        status: 409,
        body: { code: 'keyReused', id: body.id },
      })
    }
    const type = 'application/x-ndjson'
    expect(await send(header + line('K-1'), { key, type })).toMatchObject({ status: 409 })
    expect(await send(header + line('K-1'), { key })).toMatchObject({
      status: 200,
      body: { id: body.id, rowsIn: 1 },
    })
  })

  test('refuses an instant to come, by its field', async () => {
    const query = 'source=mot-cua-quan&asOf=2999-01-01T10:00:00Z'
    expect(await send(header + line('K-4'), { query })).toMatchObject({
      status: 400,
      body: { code: 'invalidInput', fields: [{ path: '/querystring/asOf' }] },
    })
    expect((await send(header + line('K-4'))).body).toMatchObject({ created: 1 })
  })

  test('names the row that cannot be divided, keeps what it counted, and goes on with the corrected file', async () => {
    const key = randomUUID()
    const good = header + line('B-1') + line('B-2')
    const broken = await send(`${good}${line('"B-3')}${line('B-4')}`, { key })
    expect(broken).toMatchObject({ status: 400, body: { code: 'malformedBody' } })
    expect(JSON.stringify(broken.body)).toContain('Row 3 below the header')
    const [kept] = await api.database.sql`
      select status, rows_in as rows, created from import_batch where key = ${key}`
    expect(kept).toEqual({ status: 'running', rows: 2, created: 2 })
    expect(await send(header + line('B-1') + line('B-5') + line('B-3'), { key })).toMatchObject({
      status: 409,
    })
    expect((await send(good + line('B-3') + line('B-4'), { key })).body).toMatchObject({
      ...{ status: 'complete', rowsIn: 4, created: 4, quarantined: 0 },
    })
  })

  test('reads JSON lines by their type and refuses another type', async () => {
    const row = {
      ...{ oldCode: 'W-5', procedure: '1.000894', applicantName: 'Nguyễn Thị Lan', oldWard: '00004' },
      ...{ receptionUnit: '001', receivedAt: '2025-06-16', step: 'Trình ký' },
    }
    const type = 'application/x-ndjson'
    expect((await send(`${JSON.stringify(row)}\n`, { type })).body).toMatchObject({ rowsIn: 1, created: 1 })
    expect(await send('{}', { type: 'text/plain' })).toMatchObject({ status: 415 })
    expect(await send('{}', { type: 'application/json' })).toMatchObject({ status: 415 })
  })

  test('refuses a source without a mapping and a file without codes', async () => {
    const query = 'source=khong-co&asOf=2025-06-30T10:00:00Z'
    expect(await send(header, { query })).toMatchObject({ status: 422, body: { code: 'unknownSource' } })
    expect(await send('a;b\n1;2\n')).toMatchObject({ status: 400, body: { code: 'invalidInput' } })
  })

  test('is refused to a portal; the access table has the other callers', async () => {
    expect(await send(header, { role: 'service' })).toMatchObject({ status: 403 })
  })

  test('waits while another process imports from the same source', async () => {
    await api.database.reserve(async (own) => {
      await own`select pg_advisory_lock(hashtext('thong-suot import'), hashtext('mot-cua-quan'))`
      expect(await send(header)).toMatchObject({ status: 409, body: { code: 'importRunning' } })
      await own`select pg_advisory_unlock_all()`
    })
  })
})

describe('POST /imports/entitlements', () => {
  const names = 'Mã đối tượng;Họ và tên;Số CCCD;Mã chế độ;Số quyết định;Hưởng từ tháng;Mã phường xã\r\n'
  const listed = (code: string, number = '001135000001', benefit = 'tu-day') =>
    `${code};Nguyễn Thị Lan;${number};${benefit};QĐ 12;06/2025;00004\r\n`
  const ofList = { list: '/entitlements', query: 'source=ba-dinh' }

  test('takes a list over, gives its report again under its key, and refuses another file under it', async () => {
    const key = randomUUID()
    const file = names + listed('E-1') + listed('E-2', '001135000002', 'không có')
    const first = await send(file, { ...ofList, key })
    expect(first).toMatchObject({
      status: 200,
      body: {
        ...{ source: 'entitlements/ba-dinh', rowsIn: 2, created: 1, quarantined: 1 },
        reasons: [{ reason: 'unknownBenefit', rows: 1 }],
      },
    })
    expect(await send(file, { ...ofList, key })).toEqual(first)
    expect(await send(names + listed('E-3'), { ...ofList, key })).toMatchObject({
      status: 409,
      body: { code: 'keyReused' },
    })
    expect((await send(file, ofList)).body).toMatchObject({ created: 0, alreadyThere: 1, quarantined: 1 })
    expect(await send(file, { ...ofList, role: 'officer' })).toMatchObject({ status: 403 })
  })
})
