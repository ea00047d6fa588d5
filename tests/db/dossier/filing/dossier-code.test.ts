import { beforeAll, expect, test } from 'vitest'
import type { Querying } from '../../../../db/database.ts'
import { type GiverRow, giverOf, giverRow, nextCode } from '../../../../db/dossier/filing/dossier-code.ts'
import { matterRow } from '../../../../db/territory/responsibility/responsibility.ts'
import { dossierCode, parseDossierCode } from '../../../../domain/dossier/dossier-code.ts'
import type { Matter } from '../../../../domain/territory/matter.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'

const MORNING = Date.parse('2025-07-02T08:00:00+07:00')

let db: TestDatabase

async function given(
  sql: Querying,
  to: { receptionUnitId: string; matter: Matter | null; internal?: boolean },
  atMs: number,
) {
  const matter = to.matter === null ? null : matterRow(sql, to.matter)
  const [found] = await sql<GiverRow[]>`${giverRow(sql, { ...to, matter }, atMs)}`
  const { receptionUnitId, internal = false } = to
  const giver = giverOf(found ?? null, { receptionUnitId, internal }, atMs)
  const [row] = await sql<{ code: string }[]>`${nextCode(sql, giver)}`
  return { code: row?.code, unitId: giver.unitId }
}

/** As a unit gives a code where it is competent itself. */
const codeOf = async (sql: Querying, receptionUnitId: string, atMs: number) =>
  (await given(sql, { receptionUnitId, matter: null }, atMs)).code

const marriageIn = (areaId: string): Matter => ({
  areaId,
  procedureCode: '1.000894',
  field: 'Hộ tịch',
  power: 'sign',
  tier: 'commune',
})

beforeAll(async () => {
  db = await testDatabase()
})

test('the government’s own dossiers have a series of their own, which is no code of a receipt', async () => {
  const day = Date.parse('2025-07-03T08:00:00+07:00')
  const own = { receptionUnitId: 'hanoi:01', matter: null, internal: true }
  expect((await given(db.sql, own, day)).code).toBe('NB-H26-250703-0001')
  expect(await codeOf(db.sql, 'hanoi:01', day)).toBe('H26-250703-0001')
  expect((await given(db.sql, own, day)).code).toBe('NB-H26-250703-0002')
  expect(parseDossierCode('NB-H26-250703-0001')).toBeNull()
})

test('a code names the unit, the day of reception and its number on that day', async () => {
  expect(await codeOf(db.sql, 'new:00004', MORNING)).toBe('H26.103-250702-0001')
  expect(await codeOf(db.sql, 'new:00004', MORNING)).toBe('H26.103-250702-0002')
})

test('each unit counts its codes for itself', async () => {
  expect(await codeOf(db.sql, 'hanoi:so-noi-vu', MORNING)).toBe('H26.01-250702-0001')
  expect(await codeOf(db.sql, 'hanoi:01', MORNING)).toBe('H26-250702-0001')
})

test('the day of a code begins at midnight in Viet Nam', async () => {
  const midnight = Date.parse('2025-07-10T00:00:00+07:00')
  expect(await codeOf(db.sql, 'new:00008', midnight - 1)).toBe('H26.104-250709-0001')
  expect(await codeOf(db.sql, 'new:00008', midnight)).toBe('H26.104-250710-0001')
})

test('the number of a code grows a digit after 9999', async () => {
  await db.sql`insert into dossier_code_counter (unit_id, day, last) values ('new:00025', '2025-07-02', 9998)`
  expect(await codeOf(db.sql, 'new:00025', MORNING)).toBe('H26.105-250702-9999')
  expect(await codeOf(db.sql, 'new:00025', MORNING)).toBe('H26.105-250702-10000')
})

test('many codes at the same moment neither collide nor leave a gap', async () => {
  const file = async () => await db.sql.begin(async (tx) => await codeOf(tx, 'new:00070', MORNING))
  const codes = await Promise.all(Array.from({ length: 60 }, file))
  const expected = Array.from({ length: 60 }, (_, n) => `H26.101-250702-${String(n + 1).padStart(4, '0')}`)
  expect(codes.toSorted()).toEqual(expected)
})

test('a filing that fails gives the number of its code back', async () => {
  const failed = db.sql.begin(async (tx) => {
    await codeOf(tx, 'new:00082', MORNING)
    throw new Error('the filing failed')
  })
  await expect(failed).rejects.toThrow('the filing failed')
  expect(await codeOf(db.sql, 'new:00082', MORNING)).toBe('H26.102-250702-0001')
})

test('a unit gives no code before it exists or after it has gone', async () => {
  const beforeCutOver = Date.parse('2025-06-30T23:59:59+07:00')
  await expect(codeOf(db.sql, 'new:00004', beforeCutOver)).rejects.toThrow('does not exist on 2025-06-30')
  await expect(codeOf(db.sql, 'old:00001', MORNING)).rejects.toThrow('does not exist on 2025-07-02')
  expect(await codeOf(db.sql, 'old:00001', beforeCutOver)).toBe('000.01.31.H26-250630-0001')
})

test('the code of a dossier is of the unit competent to resolve it, wherever it was received', async () => {
  const received = { receptionUnitId: 'new:00008', matter: marriageIn('cell:00004:00004') }
  expect(await given(db.sql, received, Date.parse('2025-07-03T08:00:00+07:00'))).toEqual({
    code: 'H26.103-250703-0001',
    unitId: 'new:00004',
  })
})

test('the code of a dossier at a custodian, who decides nothing, is of the unit that received it', async () => {
  const received = { receptionUnitId: 'new:00008', matter: marriageIn('unplaced:old:00007') }
  expect(await given(db.sql, received, Date.parse('2025-07-03T08:00:00+07:00'))).toEqual({
    code: 'H26.104-250703-0001',
    unitId: 'new:00008',
  })
})

test('filings at the same moment, some of which fail, leave no gap and give no code twice', async () => {
  const at = Date.parse('2025-07-04T08:00:00+07:00')
  const file = async (fails: boolean) =>
    await db.sql.begin(async (tx) => {
      const code = await codeOf(tx, 'new:00070', at)
      if (fails) throw new Error('the filing failed')
      return code
    })
  const filings = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => file(n % 3 === 0)))
  const codes = filings.flatMap((filing) => (filing.status === 'fulfilled' ? [filing.value] : []))
  expect(codes).toHaveLength(26)
  expect(codes.toSorted()).toEqual(codes.map((_, n) => `H26.101-250704-${String(n + 1).padStart(4, '0')}`))
})

test('no two units ever give the same code', async () => {
  const [count] = await db.sql`select count(*)::int as units, count(distinct identifier)::int as identifiers,
    count(*) filter (where identifier ~ '^[A-Z]\\d{2}(\\.\\d{1,3}){0,2}$')::int as "wellFormed" from unit`
  expect(count).toEqual({ units: 697, identifiers: 697, wellFormed: 697 })
})

test('no two units gave the same code in the former form', async () => {
  const former = await db.sql<{ identifier: string }[]>`
    select identifier from unit where valid @> '2025-06-30T12:00:00+07'::timestamptz and tier <> 'body'`
  const codes = former.map(({ identifier }) =>
    dossierCode({ identifier, receivedOn: '2025-06-30', central: null, number: 1 }),
  )
  expect(codes).toHaveLength(568)
  expect(new Set(codes).size).toBe(codes.length)
})
