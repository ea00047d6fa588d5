/** A staff list: people keep identity and history, contradictions are kept out, every row is counted once. */
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { callOffReorganisation } from '../../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { inventedAmongOfficers, officerOfAccount } from '../../db/territory/authority/accounts.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { readFile } from '../../imports/read-file.ts'
import { staffColumns } from '../../imports/staff-row.ts'
import { aMonday } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { inChange } from '../reference-change.ts'
import { rowsOf } from './rows.ts'

const source = 'so-noi-vu'
const at = Date.parse('2025-09-01T08:00:00+07:00')
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

let files = 0
const importing = (rows: readonly (RawRow | null)[], preview = false) => {
  files += 1
  return importStaff(db, { source, preview, caller: 'test', key: `file-${files}`, at, rows: rowsOf(rows) })
}
const figures = async (rows: readonly (RawRow | null)[], preview = false) => {
  const { reasons, ...counts } = (await importing(rows, preview)).figures
  return { ...counts, reasons: Object.fromEntries(reasons.map(({ reason, lines }) => [reason, lines])) }
}
const none = { created: 0, alreadyThere: 0, updated: 0, quarantined: 0, ended: 0, reasons: {} }

const rowOf = (rowKey: string, changes: RawRow = {}): RawRow => ({
  rowKey,
  officer: `CB-${rowKey}`,
  name: 'Nguyễn Văn An',
  unit: 'new:00004',
  office: 'van-phong',
  role: 'civilStatus',
  from: '01/07/2025',
  basis: 'Quyết định 12/QĐ-UBND',
  ...changes,
})
const mandatesOf = (officer: string) => db.sql`
  select unit_id as unit, role, lower(valid)::text as from, upper(valid)::text as until, fields, up_to_dong::float8 as dong
  from mandate where officer_id = ${`can-bo:${source}:${officer}`} order by lower(valid)`
const changes = async () => {
  const [row] = await db.sql<
    { n: number }[]
  >`select count(*)::int as n from reference_change where kind = 'staff'`
  return row?.n ?? 0
}

describe('a staff list', () => {
  test('makes officers, accounts and mandates with fields, powers, sums and dates; again it changes nothing', async () => {
    const rows = [
      rowOf('1', {
        account: 'an@hanoi',
        upToDong: '50.000.000',
        fields: 'Hộ tịch; Chứng thực',
        powers: 'Thụ lý',
        until: '31/12/2025',
      }),
      rowOf('2', {
        officer: 'CB-2',
        name: 'Trần Thị Bình',
        unit: 'Phường Ba Đình',
        office: undefined,
        role: 'Bộ phận Một cửa',
      }),
    ]
    expect(await figures(rows, true)).toMatchObject({ created: 2 })
    expect(await mandatesOf('CB-1')).toEqual([])
    const before = await changes()
    expect(await figures(rows)).toMatchObject({ ...none, created: 2 })
    expect(await changes()).toBe(before + 1)
    expect([...(await mandatesOf('CB-1'))]).toEqual([
      {
        ...{ unit: 'new:00004', role: 'civilStatus', fields: ['Chứng thực', 'Hộ tịch'], dong: 50_000_000 },
        ...{ from: '2025-06-30 17:00:00+00', until: '2025-12-31 17:00:00+00' },
      },
    ])
    expect(await inventedAmongOfficers(db.sql, at)).toBe('besideReal')
    expect(await officerOfAccount(db.sql, 'an@hanoi', at)).toBe(`can-bo:${source}:CB-1`)
    expect(await figures(rows)).toEqual({ ...none, alreadyThere: 2 })
    expect(await changes()).toBe(before + 1)
    const [staged] = await db.sql`select count(*)::int as rows from staff_stage`
    expect(staged).toEqual({ rows: 0 })
  })

  test('lets a person who changes unit keep identity and history: one mandate ends where the next begins', async () => {
    await figures([rowOf('3')])
    const moved = rowOf('3', { unit: '00008', from: '01/10/2025' })
    expect(await figures([moved], true)).toMatchObject({ updated: 1, ended: 1 })
    expect(await figures([moved])).toMatchObject({ updated: 1, ended: 1 })
    expect([...(await mandatesOf('CB-3'))]).toMatchObject([
      { unit: 'new:00004', until: '2025-09-30 17:00:00+00' },
      { unit: 'new:00008', from: '2025-09-30 17:00:00+00', until: null },
    ])
    expect(await figures([moved])).toMatchObject({ alreadyThere: 1 })
  })

  test('leaves alone what a reorganisation made of a mandate, where the file says what it said', async () => {
    await figures([rowOf('4')])
    await inChange(
      db,
      (tx) => tx`
      update mandate set valid = tstzrange(lower(valid), '2025-11-01 00:00+07') where officer_id = ${`can-bo:${source}:CB-4`}`,
    )
    expect(await figures([rowOf('4')])).toMatchObject({ alreadyThere: 1, quarantined: 0 })
    expect(await figures([rowOf('4', { until: '31/12/2026' })])).toMatchObject({ reasons: { actedOn: [1] } })
  })

  test('is judged by the statistics of its own rows', async () => {
    await figures([rowOf('s'), rowOf('t')])
    const [stage] = await db.sql`select reltuples::int as rows from pg_class where relname = 'staff_stage'`
    expect(stage).toEqual({ rows: 2 })
  })

  test('does not bring back a mandate that a person emptied by hand', async () => {
    await figures([rowOf('e')])
    await inChange(
      db,
      (tx) => tx`update mandate set valid = 'empty' where officer_id = ${`can-bo:${source}:CB-e`}`,
      { kind: 'staff' },
    )
    expect(await figures([rowOf('e')])).toMatchObject({ alreadyThere: 1, updated: 0 })
    expect([...(await mandatesOf('CB-e'))]).toMatchObject([{ from: null, until: null }])
  })
})

describe('an account lasts as long as the list names its officer', () => {
  const account = 'lan@hanoi'
  const officer = `can-bo:${source}:CB-a`
  const on = (day: string) => officerOfAccount(db.sql, account, Date.parse(`${day}T08:00:00+07:00`))
  const temporary = rowOf('a', { account, until: '31/12/2025' })
  const chair = { rowKey: 'b', officer: 'CB-a', role: 'councilOffice', account, from: '01/02/2026' }

  test('a corrected end moves its end, later and earlier', async () => {
    await figures([temporary])
    expect(await on('2026-01-01')).toBeNull()
    expect(await figures([{ ...temporary, until: '31/12/2026' }])).toMatchObject({ updated: 1 })
    expect(await on('2026-12-31')).toBe(officer)
    expect(await figures([temporary])).toMatchObject({ updated: 1 })
    expect(await on('2026-01-01')).toBeNull()
  })

  test('a later mandate lengthens it, also by a row without the account, and a shorter one keeps what the other row gives', async () => {
    await figures([rowOf('b', { ...chair, account: undefined })])
    expect(await on('2026-01-15')).toBe(officer)
    expect(await on('2030-01-01')).toBe(officer)
    expect(await figures([{ ...temporary, until: '30/11/2025' }])).toMatchObject({ updated: 1 })
    expect(await on('2025-07-01')).toBe(officer)
    expect(await on('2030-01-01')).toBe(officer)
    expect(await figures([rowOf('b', { ...chair, until: '31/03/2026' })])).toMatchObject({ updated: 1 })
    expect(await on('2026-04-01')).toBeNull()
  })

  test('also over two mandates of one person in one file, the earlier temporary', async () => {
    const two = { account: 'hai@hanoi', officer: 'CB-c' }
    const rows = [
      rowOf('c', { ...two, until: '31/12/2025' }),
      rowOf('d', { ...two, role: 'councilOffice', from: '01/08/2025' }),
    ]
    expect(await figures(rows)).toMatchObject({ created: 2 })
    expect(await officerOfAccount(db.sql, 'hai@hanoi', Date.parse('2026-01-01T08:00:00+07:00'))).toBe(
      `can-bo:${source}:CB-c`,
    )
    expect(await figures(rows)).toMatchObject({ alreadyThere: 2 })
  })

  test('and one that an earlier import cut short is mended by the same list', async () => {
    await inChange(
      db,
      (tx) =>
        tx`update account set valid = tstzrange(lower(valid), '2026-01-01 00:00+07') where subject = 'hai@hanoi'`,
    )
    const row = rowOf('d', {
      ...{ account: 'hai@hanoi', officer: 'CB-c', role: 'councilOffice', from: '01/08/2025' },
    })
    expect(await figures([row])).toMatchObject({ updated: 1 })
    expect(
      await officerOfAccount(db.sql, 'hai@hanoi', Date.parse('2026-01-02T08:00:00+07:00')),
    ).not.toBeNull()
  })
})

describe('a contradictory row of a staff list is quarantined with a reason, and the other rows are imported', () => {
  test.each<[string, RawRow[]]>([
    ['unknownUnit', [rowOf('q', { unit: 'Phường Không Có' })]],
    ['unknownUnit', [rowOf('q', { unit: 'new:00004', from: '01/01/2020' })]],
    ['unknownOffice', [rowOf('q', { office: 'Phòng Không Có' })]],
    ['roleNotOfOffice', [rowOf('q', { role: 'economy' })]],
    ['invalidField', [rowOf('q', { role: 'vua' })]],
    ['invalidField', [rowOf('q', { from: '31/02/2025' })]],
    ['invalidField', [rowOf('q', { until: '01/01/2025' })]],
    ['unknownLender', [rowOf('q', { kind: 'delegated', actingFor: 'CB-nobody' })]],
    ['unknownPlace', [rowOf('q', { areas: 'cell:1:2' })]],
    ['accountTaken', [rowOf('q', { account: 'an@hanoi' })]],
    ['mandateOverlaps', [rowOf('q', { officer: 'CB-1', name: 'Nguyễn Văn An' })]],
    ['movedBack', [rowOf('3', { unit: '00004', from: '01/07/2025' })]],
  ])('%s', async (reason, rows) => {
    expect(
      await figures([
        ...rows,
        rowOf('2', {
          officer: 'CB-2',
          name: 'Trần Thị Bình',
          unit: 'Phường Ba Đình',
          office: undefined,
          role: 'oneStop',
        }),
      ]),
    ).toEqual({
      ...{ ...none, alreadyThere: 1, quarantined: 1 },
      reasons: { [reason]: [1] },
    })
  })

  test('for two rows of one key, two names of one officer, a row that cannot be read', async () => {
    expect(
      await figures([
        rowOf('x', { officer: 'CB-x' }),
        rowOf('x', { officer: 'CB-x', role: 'councilOffice' }),
        rowOf('y', { officer: 'CB-y', name: 'Lê An' }),
        rowOf('z', { officer: 'CB-y', name: 'Lê Bình', role: 'councilOffice' }),
        null,
      ]),
    ).toEqual({
      ...none,
      quarantined: 5,
      reasons: { twiceInFile: [1, 2], nameDiffers: [3, 4], unreadable: [5] },
    })
  })

  test('for a correction that would take away time in which the officer decided', async () => {
    await figures([rowOf('5')])
    const [mandate] = await db.sql<
      { id: string }[]
    >`select id from mandate where officer_id = ${`can-bo:${source}:CB-5`}`
    const [dossier] = await db.sql<{ id: string }[]>`select id from dossier limit 1`
    if (dossier === undefined) await aDossier()
    await aDecisionUnder(mandate?.id ?? '', Date.parse('2025-10-15T09:00:00+07:00'))
    expect(await figures([rowOf('5', { until: '30/09/2025' })])).toMatchObject({ reasons: { actedOn: [1] } })
    expect(await figures([rowOf('5', { until: '31/10/2025' })])).toMatchObject({ updated: 1, ended: 1 })
  })
})

test('a staff list as CSV of Excel is read by Vietnamese headers', async () => {
  const text =
    '\uFEFFMã dòng;Số hiệu;Họ và tên;Đơn vị;Vai trò;Từ ngày;Căn cứ\r\n6;CB-6;Phạm Văn Sáu;00004;chair;1/7/2025;Quyết định 7\r\n'
  const rows = readFile(
    { format: 'csv', encoding: 'utf-8', bytes: Readable.from([Buffer.from(text)]) },
    staffColumns,
  )
  const report = await importStaff(db, { source, caller: 'test', key: 'csv', at, rows })
  expect(report.figures).toMatchObject({ created: 1, quarantined: 0 })
})

const dossierId = '018f0000-0000-7000-8000-000000000001'
async function aDossier(): Promise<void> {
  await db.sql`insert into plan (hash, procedure_code, edition, body) values ('plan', '1.000689', '2025-07-01', '{}')`
  await db.sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
    values (${dossierId}, 'H26.101-250910-0001', '1.000689', 'Hộ tịch', 'plan', 'online', 'new:00004', 'cell:00004:00004', '\\x00',
      instant(${at}))`
}
const aDecisionUnder = (mandate: string, acceptedAt: number) => db.sql`
  insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, unit_id, mandate_id,
    accepted_at, status, settled_at, next_attempt_at)
  values (gen_random_uuid(), 'x', 'x', '\\x00', ${dossierId}, 'decide', '{}', 'x', 'officer', 'new:00004', ${mandate},
    instant(${acceptedAt}), 'applied', instant(${acceptedAt}), instant(${acceptedAt}))`

test('a staff list waits while a reorganisation is armed, and the same file goes on later', async () => {
  const world = await testDatabase()
  const of = reorganisationOf(await knownReorganisations(), 'offices-2027-01-01')
  const importAt = (when: number) => {
    const rows = rowsOf([rowOf('90')])
    return importStaff(world, { source, preview: false, caller: 'test', key: 'waits', at: when, rows })
  }
  const held = () => world.sql`select 1 from mandate where officer_id = ${`can-bo:${source}:CB-90`}`
  await armed(world, of, aMonday)
  await expect(importAt(aMonday)).rejects.toMatchObject({ code: 'reorganisationArmed' })
  expect(await held()).toEqual([])
  for (const actorId of ['an', 'chi']) {
    await callOffReorganisation(world, of, { actorId, at: aMonday, basis: 'Quyết định thử' })
  }
  expect((await importAt(aMonday + 60_000)).figures).toMatchObject({ created: 1, quarantined: 0 })
  expect(await held()).toHaveLength(1)
})
