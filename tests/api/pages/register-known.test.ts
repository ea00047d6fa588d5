/** The register of a unit as it stood at an instant, by what was known at another. GET /units/:id/register with `asOf` and `knownAt`. */
import { beforeAll, describe, expect, test } from 'vitest'
import { asReplica, cutover, day } from '../../certificate/cutover-story.ts'
import { filingThatWaits, untilItWaits } from '../../certificate/filing-that-waits.ts'
import { databaseNow } from '../../clock.ts'
import {
  asking,
  NGOC_HA,
  type RecordStory,
  recordAfter,
  recordBefore,
  reorganised,
} from '../../record-story.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

const days = 'from=2025-06-01&to=2025-07-20'
const units = ['new:00004', NGOC_HA, 'new:00070', 'new:00025', 'old:00004', 'old:002']

let api: ApiWorld
let city: Client
beforeAll(async () => {
  api = await (await apiWorldWithoutEngine()).appWith({ now: () => asking })
  city = await api.supervisor('hanoi:01')
})

const iso = (ms: number) => new Date(ms).toISOString()
const register = async (unit: string, about = '') => await city.get(`/units/${unit}/register?${days}${about}`)
const all = async (about = '') =>
  await Promise.all(units.map(async (unit) => (await register(unit, about)).body))
/** The line of a dossier in a page, as its cells; null where the page has none. */
async function lineOf(dossierId: string, page: unknown): Promise<readonly string[] | null> {
  const [row] = await api.database.sql<{ code: string }[]>`select code from dossier where id = ${dossierId}`
  const line = String(page)
    .split('<tr>')
    .find((part) => part.includes(`<td>${row?.code}</td>`))
  return line === undefined ? null : [...line.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell)
}
/** A page without the line that says of which instants it is. */
const lines = (pages: readonly unknown[]) =>
  pages.map((page) => String(page).replace(/<p class="middle">Tình trạng.*<\/p>/, ''))

describe('a register as known at an instant', () => {
  let story: RecordStory
  let knownAt: number
  let first: readonly unknown[]

  test('has the lines of that day', async () => {
    story = await recordBefore(api.database)
    knownAt = await databaseNow(api.database)
    first = await all(`&knownAt=${iso(knownAt)}&asOf=${iso(asking)}`)
    expect(lines(first)).toEqual(lines(await all()))
    expect(await lineOf(story.open, first[0])).not.toBeNull()
    expect(await lineOf(story.imported, first[5])).not.toBeNull()
  })

  test('is the same before and after further decisions, a correction, a placement, an import correction, a handing over, a reorganisation and its undo', async () => {
    const known = () => all(`&knownAt=${iso(knownAt)}&asOf=${iso(asking)}`)
    await recordAfter(api.database, story)
    expect(await known()).toEqual(first)
    expect(lines(await all())).not.toEqual(lines(first))
    const { undo } = await reorganised(api.database)
    expect(await known()).toEqual(first)
    await undo()
    expect(await known()).toEqual(first)
  })

  test('says as known now what was done since, and of each dossier what stood then', async () => {
    const now = `&knownAt=${iso(await databaseNow(api.database))}`
    const [ended] = await all(`${now}&asOf=${iso(cutover + 4 * day)}`)
    const [open] = await all(`${now}&asOf=${iso(cutover + 2 * day)}`)
    expect((await lineOf(story.open, ended))?.[9]).toBe('04/07/2025')
    expect((await lineOf(story.open, open))?.[9]).toBe('')
    expect((await lineOf(story.issued, ended))?.slice(9, 12)).toEqual(['03/07/2025', '', ''])
    const [handed] = await all(`${now}&asOf=${iso(cutover + 6 * day)}`)
    expect((await lineOf(story.issued, handed))?.slice(9, 11)).toEqual(['03/07/2025', '06/07/2025'])
    expect((await lineOf(story.corrected, handed))?.at(-1)).toContain('đính chính')
    expect((await lineOf(story.corrected, first[0]))?.at(-1) ?? '').toBe('')
  })

  test('has what is not placed with its custodian, and what was placed since with the unit of its part', async () => {
    const now = `&knownAt=${iso(await databaseNow(api.database))}`
    const before = await all(`${now}&asOf=${iso(cutover + 1.5 * day)}`)
    const after = await all(`${now}&asOf=${iso(cutover + 3 * day)}`)
    expect((await lineOf(story.unplaced, before[1]))?.[5]).toBe('Phường Ngọc Hà')
    expect(await lineOf(story.unplaced, before[3])).toBeNull()
    expect((await lineOf(story.unplaced, after[3]))?.[5]).toBe('Phường Giảng Võ')
  })

  test('has the date that was promised then: of an imported dossier before its row was corrected', async () => {
    const asOf = `&asOf=${iso(asking)}`
    const [was] = [await register('old:002', `&knownAt=${iso(knownAt)}${asOf}`)]
    const [is] = [await register('old:002', `&knownAt=${iso(await databaseNow(api.database))}${asOf}`)]
    expect((await lineOf(story.imported, was.body))?.[7]).toBe('10/07/2025')
    expect((await lineOf(story.imported, is.body))?.[7]).toBe('15/07/2025')
  })

  test('says so where an older build kept no date, and something was written since', async () => {
    await asReplica(
      api.database,
      (tx) => tx`update dossier_revision set result = result - 'due' where dossier_id = ${story.open}`,
    )
    const known = await register('new:00004', `&knownAt=${iso(knownAt)}`)
    expect((await lineOf(story.open, known.body))?.[7]).toBe('Không ghi trong hệ thống')
    const now = await register('new:00004', `&knownAt=${iso(await databaseNow(api.database))}`)
    expect((await lineOf(story.open, now.body))?.[7]).toMatch(/2025$/)
  })

  test('waits for what was being recorded then', async () => {
    const late = await filingThatWaits(api.database)
    const at = await databaseNow(api.database)
    const answer = register('old:001', `&knownAt=${iso(at)}`)
    await untilItWaits(api.database, at, 'pg_locks')
    await late.commit()
    expect(await lineOf(late.id, (await answer).body)).not.toBeNull()
  })

  test.each([
    ['knownAt', (now: number) => `&knownAt=${iso(now + day)}`],
    ['asOf', (now: number) => `&asOf=${iso(now + day)}`],
    ['asOf', (now: number) => `&asOf=${iso(now)}&knownAt=${iso(now - day)}`],
  ])('names %s where it is to come or after the other', async (field, about) => {
    const now = await databaseNow(api.database)
    expect(await register('new:00004', about(now))).toMatchObject({
      ...{ status: 400, body: { code: 'invalidInput', fields: [{ path: `/querystring/${field}` }] } },
    })
  })
})

describe('the register of a unit that a reorganisation begins or ends', () => {
  const said = (page: unknown) =>
    [...String(page).matchAll(/<p[^>]*>((?:Mở|Khóa) sổ[^<]*)<\/p>/g)].map(([, line]) => line)

  test('is closed at that instant and names the registers that go on', async () => {
    expect(said((await register('old:00007')).body)).toEqual([
      'Khóa sổ lúc 00:00 ngày 01/07/2025; hồ sơ chưa giải quyết xong chuyển sang sổ của Phường Ngọc Hà, Phường Giảng Võ (Nghị quyết 1656/NQ-UBTVQH15, Điều 1 khoản 4).',
    ])
  })
  test('opens at that instant, after those that it goes on from', async () => {
    expect(said((await register('new:00025')).body)).toEqual([
      'Mở sổ lúc 00:00 ngày 01/07/2025, tiếp theo sổ của Phường Cống Vị, Phường Ngọc Khánh, Phường Kim Mã, Phường Giảng Võ, Phường Thành Công, Quận Ba Đình, Phường Cát Linh, Phường Láng Hạ, Quận Đống Đa (Nghị quyết 1656/NQ-UBTVQH15, Điều 1 khoản 5)',
    ])
  })
  test('says nothing of it in days that do not have the instant, or that had not come as it stood', async () => {
    const { body } = await city.get('/units/old:00007/register?from=2025-06-01&to=2025-06-20')
    expect(said(body)).toEqual([])
    expect(said((await register('old:00007', `&asOf=${iso(cutover - day)}`)).body)).toEqual([])
  })
})
