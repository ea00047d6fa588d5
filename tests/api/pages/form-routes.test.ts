import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { qrCode } from '../../../api/pages/qr-code.ts'
import { type RegisterEntry, readRegister } from '../../../db/dossier/record/register.ts'
import { unitsScope } from '../../../db/search/search-scope.ts'
import { localDate } from '../../../domain/time/local-day.ts'
import { until } from '../../../harness/until.ts'
import { machineNow } from '../../clock.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, type Filed, marriageFiling, secretOf } from '../app.ts'
import type { Client } from '../client.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const injected = '<script>alert("Thắm")</script> & con'

async function decides(
  filed: Filed,
  role: string,
  task: string,
  outcome: string,
  note?: string,
): Promise<void> {
  const id = await api.opened(filed.dossierId, task)
  const answer = await (await api.officer(role)).post(`/tasks/${id}/decisions`, { outcome, note })
  expect(answer).toMatchObject({ status: 200 })
}

/** A page as the filer gets it. */
async function page(path: string): Promise<string> {
  const { status, headers, body } = await (await api.service()).get(path)
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8' })
  return String(body)
}

const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*<\/style>|<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, sign) => String.fromCharCode(Number(sign)))
    .replace(/\s+/g, ' ')

test('the slip says code, secret, papers, time in words and place, and what is assumed', async () => {
  const filed = await api.opens()
  const before = textOf(await page(`/dossiers/${filed.code}/slip`))
  expect(before).toContain('Xác nhận hồ sơ đã nộp, chưa tiếp nhận')
  expect(before).not.toContain('Mẫu số')

  await decides(filed, 'oneStop', 'receive.1', 'accepted')
  await api.opened(filed.dossierId, 'review.1')
  const html = await page(`/dossiers/${filed.code}/slip`)
  const slip = textOf(html)
  expect(slip).toContain('Mẫu số 01 (03/2025/TT-VPCP, Phụ lục I)')
  for (const said of [
    filed.code,
    api.vault.followSecret(filed.dossierId),
    'Thủ tục đăng ký kết hôn (1.000894)',
    `Người nộp ${secretOf.name}, điện thoại ${secretOf.phone}`,
    '1 Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên 1 0',
    'Thời hạn giải quyết 1 ngày làm việc',
    'Hẹn trả kết quả 17 giờ 00 phút, ',
    'Nơi trả kết quả Phường Ba Đình',
    'Phí, lệ phí Không thu',
    'Giả định: mã định danh cơ quan',
  ]) {
    expect(slip).toContain(said)
  }
  expect(slip).not.toContain(secretOf.identity)
})

test('the slip says what other systems call the dossier, such as that of an old district, and nothing where none does', async () => {
  const externalCodes = [{ system: 'quan-ba-dinh', code: '000.23.15.H26-250620-0042' }]
  const [named, other] = [await api.files({ externalCodes }), await api.files()]
  expect(textOf(await page(`/dossiers/${named.code}/slip`))).toContain(
    `Mã hồ sơ ${named.code} Mã ở hệ thống khác 000.23.15.H26-250620-0042 Thủ tục`,
  )
  expect(textOf(await page(`/dossiers/${other.code}/slip`))).not.toContain('hệ thống khác')
})

test('slip and dossier say which newer edition the dossier took, when and on what basis', async () => {
  const filed = await api.opens()
  await api.database.sql`
    with older as (
      insert into plan (hash, procedure_code, edition, body)
      select 'older', procedure_code, '2024-01-01', body from plan where hash = (select plan_hash from dossier where id = ${filed.dossierId}))
    insert into adopted_edition (dossier_id, revision, from_plan_hash, plan_hash, policy, basis, adopted_at)
    select id, 2, 'older', plan_hash, 'byDecree', 'Điều 41, 118/2025/NĐ-CP', '2026-11-20T02:00:00Z' from dossier where id = ${filed.dossierId}`
  expect(textOf(await page(`/dossiers/${filed.code}/slip`))).toMatch(
    /ngày 20 tháng 11 năm 2026 hồ sơ được giải quyết theo phiên bản thủ tục áp dụng từ 01\/07\/2025, thay cho phiên bản từ 01\/01\/2024 \(Điều 41, 118\/2025\/NĐ-CP\)/,
  )
  const { body } = await (await api.service()).get(`/dossiers/${filed.code}`)
  expect(body).toMatchObject({
    adopted: [{ from: '2024-01-01', to: '2025-07-01', at: '2026-11-20T02:00:00.000Z', policy: 'byDecree' }],
  })
})

test('the QR code of the slip has the code, with the follow page where one is known, and never the secret', async () => {
  const filed = await api.files()
  expect(await page(`/dossiers/${filed.code}/slip`)).toContain(qrCode(filed.code).text)
  const followUrl = 'https://dichvucong.example/tra-cuu?lang=vi'
  const { body } = await (await (await api.appWith({ followUrl })).service()).get(
    `/dossiers/${filed.code}/slip`,
  )
  expect(body).toContain(qrCode(`${followUrl}&code=${filed.code}`).text)
})

test('a page loads nothing, runs nothing, and says so to the browser', async () => {
  const filed = await api.files({
    parties: [{ role: 'applicant', kind: 'person', name: injected, phone: secretOf.phone }],
  })
  const { headers, body } = await (await api.service()).get(`/dossiers/${filed.code}/slip`)
  const html = String(body)
  const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`)
  expect(headers['cache-control']).toBe('no-store')
  expect(html).not.toMatch(/<(script|link|img|iframe|object)|\b(src|href|on\w+|style)=|url\(|@import/)
  expect(textOf(html)).toContain(injected)
})

test('a request for a supplement is form 02, with what the officer wrote and the last day', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'incomplete', `Thiếu giấy tờ: ${injected}`)
  await api.opened(filed.dossierId, 'supplement.1')
  const service = await api.service()
  expect(await service.get(`/dossiers/${filed.code}/forms`)).toMatchObject({
    body: [{ number: '02', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' }],
  })
  const form = textOf(await page(`/dossiers/${filed.code}/forms/02`))
  expect(form).toContain(`Thiếu giấy tờ: ${injected}`)
  expect(form).toMatch(/Hoàn thiện trước 23 giờ 59 phút, /)
  expect(form).toContain('Bộ phận Một cửa')
  expect(await service.get(`/dossiers/${filed.code}/forms/03`)).toMatchObject({ status: 404 })
})

test('a refusal is form 03, and ends in "Không được tiếp nhận"', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'rejected', 'Không thuộc thẩm quyền')
  const form = textOf(await page(`/dossiers/${filed.code}/forms/03`))
  expect(form).toContain('Lý do Không thuộc thẩm quyền')
  expect(form).toContain('Từ chối tiếp nhận')
  expect(await (await api.service()).get(`/dossiers/${filed.code}`)).toMatchObject({
    body: { portalStatus: { number: 3 } },
  })
})

test('a withdrawal before the decision is form 05 and status 7', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'accepted')
  await api.opened(filed.dossierId, 'review.1')
  const service = await api.service()
  expect(await service.post(`/dossiers/${filed.code}/withdrawal`, { note: 'Hoãn cưới' })).toMatchObject({
    status: 200,
  })
  const form = textOf(await page(`/dossiers/${filed.code}/forms/05`))
  expect(form).toContain('Lý do dừng Người nộp đề nghị rút hồ sơ')
  expect(form).toContain('Ý kiến kèm theo Hoãn cưới')
  expect(form).toContain('Bước đang giải quyết Thẩm định hồ sơ')
  expect(await service.get(`/dossiers/${filed.code}`)).toMatchObject({
    body: { portalStatus: { number: 7, name: 'Công dân yêu cầu rút hồ sơ', clock: 'ends' } },
  })
})

test('form 06 goes with a dossier from desk to desk, and is for officers alone', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'accepted', `Đủ giấy tờ: ${injected}`)
  await api.opened(filed.dossierId, 'review.1')
  const officer = await api.officer('civilStatus')
  expect(await officer.get(`/dossiers/${filed.code}/forms`)).toMatchObject({
    body: [{ number: '06', name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' }],
  })
  const sheet = textOf(String((await officer.get(`/dossiers/${filed.code}/forms/06`)).body))
  const { name: receiver } = await officerOf('oneStop')
  expect(sheet).toMatch(
    /1 Tiếp nhận hồ sơ Người nộp hồ sơ \d\d:\d\d ngày [\d/]+ Bộ phận Một cửa, Phường Ba Đình/,
  )
  expect(sheet).toMatch(new RegExp(`${receiver} .* (Trước|Đúng) hạn Đủ giấy tờ: <script>`))
  expect(sheet).toMatch(
    new RegExp(`2 Thẩm định hồ sơ ${receiver}, Phường Ba Đình .* Công chức Tư pháp - Hộ tịch, .* Chưa xong`),
  )
  const service = await api.service()
  expect(await service.get(`/dossiers/${filed.code}/forms`)).toMatchObject({ body: [] })
  expect(await service.get(`/dossiers/${filed.code}/forms/06`)).toMatchObject({ status: 404 })
})

async function officerOf(role: string): Promise<{ name: string }> {
  const [row] = await api.database.sql<{ name: string }[]>`
    select name from officer where id = ${`can-bo:${commune}:${role}:1`}`
  if (row === undefined) throw new Error(`no officer is ${role} there`)
  return row
}

test('form 07 is the register of a unit over some days, with names for its officers alone', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'rejected')
  await until('it has ended', async () => {
    const [row] = await api.database
      .sql`select 1 from dossier where id = ${filed.dossierId} and status = 'closed'`
    return row
  })
  // From yesterday, as a day may end between the filing and this line.
  const [yesterday, today] = [machineNow() - 86_400_000, machineNow()].map(localDate)
  const register = async (unit: string, by: Client, from = yesterday) => {
    const { status, body } = await by.get(`/units/${unit}/register?from=${from}&to=${today}`)
    return { status, body: textOf(String(body)) }
  }
  const { body } = await register(commune, await api.officer('oneStop'))
  expect(body).toContain('Mẫu số 07 (03/2025/TT-VPCP, Phụ lục I) Phường Ba Đình')
  const [line] = new RegExp(`${filed.code} .*? Từ chối tiếp nhận, [\\d/]+`).exec(body) ?? []
  expect(line).toContain('Thủ tục đăng ký kết hôn (1.000894) 01 Nguyễn Thị Hồng Thắm Phường Ba Đình')
  const [{ filings }] = await api.database.sql<
    [{ filings: number }]
  >`select count(*)::int as filings from dossier`
  expect(body).toContain(`Tổng số: ${filings} hồ sơ.`)

  const supervised = await register(commune, await api.supervisor())
  expect(supervised.body).toContain(filed.code)
  expect(supervised.body).not.toContain(secretOf.name)
  expect((await register(elsewhere, await api.officer('oneStop', elsewhere))).body).toContain(
    'Tổng số: 0 hồ sơ.',
  )
  expect(await register(commune, await api.officer('oneStop', elsewhere))).toMatchObject({ status: 403 })
  expect(await register(commune, await api.supervisor(), '2025-07-01')).toMatchObject({ status: 400 })
})

test('a register read in pages has every line once', async () => {
  const { sql } = api.database
  const asOfMs = machineNow()
  const query = { units: await unitsScope(sql, [commune], asOfMs), fromMs: 0, untilMs: asOfMs, asOfMs }
  const whole = (await readRegister(sql, { ...query, limit: 100 })).map(({ id }) => id)
  const paged: string[] = []
  for (let after: RegisterEntry | undefined; ; ) {
    const [entry] = await readRegister(sql, { ...query, limit: 1, ...(after === undefined ? {} : { after }) })
    if (entry === undefined) break
    paged.push(entry.id)
    after = entry
  }
  expect(whole.length).toBeGreaterThan(1)
  expect(paged).toEqual(whole)
})

test('an apology is form 04, with the date promised and the new one', async () => {
  const filed = await api.opens()
  await decides(filed, 'oneStop', 'receive.1', 'accepted')
  await api.opened(filed.dossierId, 'review.1')
  // So that it is early enough for a new date, whatever day of the week it is.
  await api.database
    .sql`update dossier set due_at = due_at + interval '10 days' where id = ${filed.dossierId}`
  const extended = await (await api.supervisor()).post(`/dossiers/${filed.code}/extension`, {
    by: { workingDays: 2 },
    note: 'Chờ kết quả xác minh',
  })
  expect(extended).toMatchObject({ status: 200 })
  const form = textOf(await page(`/dossiers/${filed.code}/forms/04`))
  const [, was, is] = /ban đầu (17 giờ .* năm \d{4}) Lý do .* mới (17 giờ .* năm \d{4}) Số/.exec(form) ?? []
  expect(form).toContain('Lý do chậm Chờ kết quả xác minh')
  expect(was).toBeDefined()
  expect(is).toBeDefined()
  expect(is).not.toBe(was)
})

test('pages name people, so only the filer and the officers of the dossier get them', async () => {
  const { body } = await (await api.service()).post('/dossiers', marriageFiling())
  const { code } = { code: '', ...Object(body) }
  for (const path of [`/dossiers/${code}/slip`, `/dossiers/${code}/forms`, `/dossiers/${code}/forms/02`]) {
    const other = await api.as({ id: 'another-portal', role: 'service' })
    expect(await other.get(path)).toMatchObject({ status: 404 })
    expect(await (await api.officer('oneStop', elsewhere)).get(path)).toMatchObject({ status: 403 })
    expect(await (await api.supervisor()).get(path)).toMatchObject({ status: 403 })
  }
  expect(await (await api.officer('oneStop')).get(`/dossiers/${code}/slip`)).toMatchObject({ status: 200 })
})
