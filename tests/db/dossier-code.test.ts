import { beforeAll, expect, test } from 'vitest'
import { nextDossierCode } from '../../db/dossier-code.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const MORNING = Date.parse('2025-07-02T08:00:00+07:00')

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

test('a code names the unit, the day of reception and its number on that day', async () => {
  expect(await nextDossierCode(db.sql, 'new:00004', MORNING)).toBe('H26.103-250702-0001')
  expect(await nextDossierCode(db.sql, 'new:00004', MORNING)).toBe('H26.103-250702-0002')
})

test('each unit counts for itself', async () => {
  expect(await nextDossierCode(db.sql, 'hanoi:so-noi-vu', MORNING)).toBe('H26.01-250702-0001')
  expect(await nextDossierCode(db.sql, 'hanoi:01', MORNING)).toBe('H26-250702-0001')
})

test('the day begins at midnight in Viet Nam', async () => {
  const midnight = Date.parse('2025-07-10T00:00:00+07:00')
  expect(await nextDossierCode(db.sql, 'new:00008', midnight - 1)).toBe('H26.104-250709-0001')
  expect(await nextDossierCode(db.sql, 'new:00008', midnight)).toBe('H26.104-250710-0001')
})

test('after 9999 the number grows', async () => {
  await db.sql`insert into dossier_code_counter (unit_id, day, last) values ('new:00025', '2025-07-02', 9998)`
  expect(await nextDossierCode(db.sql, 'new:00025', MORNING)).toBe('H26.105-250702-9999')
  expect(await nextDossierCode(db.sql, 'new:00025', MORNING)).toBe('H26.105-250702-10000')
})

test('many at once neither collide nor leave a gap', async () => {
  const file = async () => await db.sql.begin(async (tx) => await nextDossierCode(tx, 'new:00070', MORNING))
  const codes = await Promise.all(Array.from({ length: 60 }, file))
  const expected = Array.from({ length: 60 }, (_, n) => `H26.101-250702-${String(n + 1).padStart(4, '0')}`)
  expect(codes.toSorted()).toEqual(expected)
})

test('a filing that fails gives its number back', async () => {
  const failed = db.sql.begin(async (tx) => {
    await nextDossierCode(tx, 'new:00082', MORNING)
    throw new Error('the filing failed')
  })
  await expect(failed).rejects.toThrow('the filing failed')
  expect(await nextDossierCode(db.sql, 'new:00082', MORNING)).toBe('H26.102-250702-0001')
})

test('a unit gives no code before it exists or after it has gone', async () => {
  const beforeCutOver = Date.parse('2025-06-30T23:59:59+07:00')
  await expect(nextDossierCode(db.sql, 'new:00004', beforeCutOver)).rejects.toThrow(
    'does not exist on 2025-06-30',
  )
  await expect(nextDossierCode(db.sql, 'old:00001', MORNING)).rejects.toThrow('does not exist on 2025-07-02')
  expect(await nextDossierCode(db.sql, 'old:00001', beforeCutOver)).toBe('H26.301.1-250630-0001')
})

test('no two units ever give the same code', async () => {
  const [count] = await db.sql`select count(*)::int as units, count(distinct identifier)::int as identifiers,
    count(*) filter (where identifier ~ '^[A-Z]\\d{2}(\\.\\d{1,3}){0,2}$')::int as "wellFormed" from unit`
  expect(count).toEqual({ units: 693, identifiers: 693, wellFormed: 693 })
})
