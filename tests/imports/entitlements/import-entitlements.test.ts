/** A district's list of entitlements: each row counted once, corrected by facts, and who is listed twice is found before money moves. */
import { Readable } from 'node:stream'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginBatch, readQuarantine } from '../../../db/imports/batches.ts'
import { entitlementColumns } from '../../../imports/entitlements/entitlement-row.ts'
import {
  type EntitlementImport,
  importEntitlements,
} from '../../../imports/entitlements/import-entitlements.ts'
import type { RawRow } from '../../../imports/import-row.ts'
import { readFile } from '../../../imports/read-file.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { forgetAll, People } from '../../db/benefits/people.ts'
import { rowsOf, vault } from '../rows.ts'

const now = Date.UTC(2025, 6, 10)
let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})
beforeEach(async () => {
  await database.asOwner((sql) => sql`truncate entitlement_row, import_quarantine, import_batch cascade`)
  await forgetAll(database)
})

/** Phường Trúc Bạch, in quận Ba Đình. */
const listed = (code: string, about: RawRow = {}): RawRow => ({
  ...{ code, name: 'Nguyễn Thị Lan', identityNumber: '001135000001', benefit: 'me-vnah' },
  ...{ decision: 'QĐ 12/QĐ-SLĐ', from: '07/2025', oldWard: '00004', account: '19036682457011' },
  ...about,
})

const importing = (rows: readonly (RawRow | null)[], of: Partial<EntitlementImport> = {}) =>
  importEntitlements(
    { database, vault, now: () => now },
    { source: 'ba-dinh', caller: 'test', key: JSON.stringify(rows), rows: rowsOf(rows), ...of },
  )
const reasons = async (id: string) =>
  (await readQuarantine(database.sql, id, { afterLine: 0, limit: 99 })).map(({ line, reason, columns }) =>
    [line, reason, ...columns].join(' '),
  )
const facts = async () =>
  (
    await database.sql`select kind || ' ' || from_month || coalesce(' ' || area_id, '') as fact from entitlement_fact order by number`
  ).map(({ fact }) => String(fact))

describe('a list of entitlements', () => {
  test('makes an entitlement of each row, which is paid in the next run to the account of the row', async () => {
    const { batch, foundTwice } = await importing([
      listed('A-1'),
      listed('A-2', { identityNumber: '001140000002', benefit: 'thuong-binh-81', account: undefined }),
    ])
    expect(batch).toMatchObject({ rowsIn: 2, created: 2, quarantined: 0, status: 'complete' })
    expect(foundTwice).toEqual([])
    expect(await people.prepare(['2025-07'])).toMatchObject([
      { benefit: 'me-vnah', lines: 1, missing: null },
      { benefit: 'thuong-binh-81', lines: 1, missing: null },
    ])
    const channels = await database.sql`select channel from entitlement_channel order by channel`
    expect(channels).toEqual([{ channel: 'cash' }, { channel: 'transfer' }])
  })

  test('imported again changes nothing, whatever the file is called', async () => {
    await importing([listed('A-1')])
    const before = await facts()
    const { batch } = await importing([listed('A-1')], { key: 'again' })
    expect(batch).toMatchObject({ created: 0, alreadyThere: 1 })
    expect(await facts()).toEqual(before)
  })

  test('that was broken off goes on where it stood, and counts each row once', async () => {
    const rows = ['A-1', 'A-2', 'A-3'].map((code, i) =>
      listed(code, { identityNumber: `00113500000${i + 1}` }),
    )
    const breaks = async function* () {
      yield* rows.slice(0, 2)
      throw new Error('killed')
    }
    const key = 'the file'
    await expect(importing([], { key, rows: breaks(), rowsAtOnce: 1 })).rejects.toThrow('killed')
    const { batch } = await importing([], { key, rows: rowsOf(rows), rowsAtOnce: 1 })
    expect(batch).toMatchObject({ rowsIn: 3, created: 3, alreadyThere: 0 })
    const other = importing([], { key: 'other', rows: breaks(), rowsAtOnce: 1 })
    await expect(other).rejects.toThrow('killed')
    const changed = importing([], { key: 'other', rows: rowsOf([listed('B-1'), ...rows.slice(1)]) })
    await expect(changed).rejects.toMatchObject({ code: 'keyReused' })
  })

  test('corrected later is brought in by facts: what was recorded stays, and the amount follows', async () => {
    await importing([listed('A-1')])
    await people.prepare(['2025-07'])
    const { batch } = await importing([
      listed('A-1', { from: '08/2025', oldWard: '00007', account: '19036682457022' }),
    ])
    expect(batch).toMatchObject({ updated: 1, created: 0, quarantined: 0 })
    const [id = ''] = (await database.sql`select id from entitlement`).map((row) => String(row.id))
    expect((await facts()).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['granted 2025-07', 'placed 2025-07', 'payees 2025-07'],
      ...['withdrawn 2025-07', 'granted 2025-08', 'placed 2025-08'],
    ])
    await people.prepare(['2025-08'])
    expect(await people.lines(id)).toEqual([
      ...['2025-07 regular 8367000', '2025-07 recovery -8367000', '2025-08 regular 8367000'],
    ])
    expect(await database.sql`select 1 from entitlement_channel`).toHaveLength(2)
  })

  test('with another person, an older day or a change of payee says so, or is taken', async () => {
    await importing([listed('A-1')], { asOf: now })
    const other = await importing([listed('A-1', { identityNumber: '001135000009' })])
    expect(await reasons(other.batch.id)).toEqual(['1 otherPerson'])
    const older = await importing([listed('A-1', { account: undefined })], { asOf: now - 86_400_000 })
    expect(await reasons(older.batch.id)).toEqual(['1 olderExport'])
    const guardian = { payeeName: 'Trần Văn Hải', payeeNumber: '001060000003', payeeRole: 'Người giám hộ' }
    const { batch } = await importing([listed('A-1', guardian)])
    expect(batch).toMatchObject({ updated: 1 })
    const payees = await database.sql`
      select role, party.name from entitlement_payee join party on party.id = payee_id order by role`
    expect(payees).toEqual([
      { role: 'guardian', name: 'Trần Văn Hải' },
      { role: 'self', name: 'Nguyễn Thị Lan' },
    ])
  })

  test('keeps out what contradicts, each row with a reason of the closed list', async () => {
    const { batch } = await importing([
      null,
      listed('A-1', { identityNumber: '12' }),
      listed('A-2', { benefit: 'tro-cap-xa-hoi' }),
      listed('A-3', { amountDong: '8.000.000' }),
      listed('A-4', { oldWard: '99999' }),
      listed('A-5'),
      listed('A-5', { account: undefined }),
      listed('A-6', { from: '13/2025' }),
      listed('A-7', { payeeName: 'Trần Văn Hải' }),
      listed('A-8', { identityNumber: '001135000008', amountDong: '8.367.000 đ' }),
    ])
    expect(batch).toMatchObject({ rowsIn: 10, created: 2, quarantined: 8 })
    expect(await reasons(batch.id)).toEqual([
      ...['1 unreadable', '2 invalidField identityNumber', '3 unknownBenefit benefit'],
      ...['4 amountDiffers amountDong', '5 unknownPlace oldWard oldWardName', '7 twiceInFile'],
      ...['8 invalidField from', '9 invalidField payeeNumber payeeRole'],
    ])
  })
})

describe('a person on the lists of both parts of a split unit', () => {
  test('by one decision is kept out of the second list', async () => {
    await importing([listed('A-1')])
    const { batch } = await importing([listed('T-9', { oldWard: '00007' })], { source: 'tay-ho' })
    expect(await reasons(batch.id)).toEqual(['1 listedTwice'])
    await people.prepare(['2025-07'])
    expect(await database.sql`select 1 from due_line`).toHaveLength(1)
  })

  test('by the number of the decision written in another way is found by the import that brings it', async () => {
    await importing([listed('A-1')])
    const { foundTwice } = await importing([listed('T-9', { decision: 'QĐ số 12' })], { source: 'tay-ho' })
    expect(foundTwice).toMatchObject([{ benefit: 'me-vnah', groundRefs: ['QĐ 12/QĐ-SLĐ', 'QĐ số 12'] }])
  })
})

describe('a list from Excel', () => {
  test('with semicolons, Vietnamese headers and lost zeros is read as it was meant', async () => {
    const csv = [
      'Mã đối tượng;Họ và tên;Số CCCD;Mã chế độ;Mức hưởng;Số quyết định;Hưởng từ tháng;Mã phường xã;Số tài khoản',
      'NCC-1;Nguyễn Thị Lan;1135000001;me-vnah;8.367.000;QĐ 12;01/07/2025;4;19036682457011',
    ].join('\r\n')
    const rows = readFile(
      { format: 'csv', encoding: 'utf-8', bytes: Readable.from([Buffer.from(`\uFEFF${csv}`)]) },
      entitlementColumns,
    )
    const { batch } = await importing([], { key: 'excel', rows })
    expect(batch).toMatchObject({ rowsIn: 1, created: 1 })
    expect((await facts())[0]).toBe('granted 2025-07')
    const lookup = Buffer.from(vault.lookup('001135000001'))
    expect(await database.sql`select 1 from beneficiary_identity where number_hmac = ${lookup}`).toHaveLength(
      1,
    )
  })

  test('waits where another process imports from the same source', async () => {
    await database.reserve(async (own) => {
      await own`select pg_advisory_lock(hashtext('thong-suot import'), hashtext('entitlements/ba-dinh'))`
      await expect(importing([listed('A-1')])).rejects.toMatchObject({ code: 'importRunning' })
      await own`select pg_advisory_unlock_all()`
    })
    await beginBatch(database.sql, { source: 'entitlements/ba-dinh', caller: 'x', key: 'x', at: now })
    expect((await importing([listed('A-1')])).batch).toMatchObject({ created: 1 })
  })
})
