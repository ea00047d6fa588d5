/** The check of rows, also of those that a reorganisation would produce; the database cannot hold two holders, rows in memory can. */
import { beforeAll, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { checkRows } from '../../../reorganisations/checks/check-rows.ts'
import type { NeededDesk } from '../../../reorganisations/checks/row-finding.ts'
import type { MandateRow, ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import { loadedRows } from '../rows.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const always = [{ from: -Infinity, until: Infinity }]

let rows: ReferenceRows
beforeAll(async () => {
  rows = loadedRows(await readReferenceFiles())
})

const found = (changed: Partial<ReferenceRows>, needed: readonly NeededDesk[] = []) =>
  checkRows({ ...rows, ...changed }, { from: T, needed })

test('the check of rows has no finding for those of Hà Nội', () => {
  expect(found({})).toEqual([])
})

test('the check of rows finds two holders of an area, both named', () => {
  const [row] = rows.jurisdiction.filter(({ id }) => id === 'cell:00001:00097/commune/new:00097')
  if (row === undefined) throw new Error('no such row')
  const two = { ...row, id: 'twice', unitId: 'new:00004', valid: [{ from: T + 5, until: T + 9 }] }
  expect(found({ jurisdiction: [...rows.jurisdiction, two] })).toEqual([
    {
      ...{ kind: 'twoHolders', of: 'cell:00001:00097 commune', from: T + 5, until: T + 9 },
      what: 'cell:00001:00097/commune/Phường Hồng Hà (new:00097) and twice',
      remedy: 'End one of the two where the other begins',
    },
  ])
})

test('the check of rows counts a desk as held where mandates that follow one another leave no moment out', () => {
  const needed = [
    { procedureCode: 'p', field: 'F', tier: 'city', power: 'sign', role: 'chair' },
  ] as const satisfies readonly NeededDesk[]
  const mandate = (id: string, from: number, until: number): MandateRow => ({
    ...{ id, valid: [{ from, until }], basis: 'QĐ 1', officerId: id, unitId: 'hanoi:01', officeId: null },
    ...{ role: 'chair', kind: 'own', actingForId: null, ...unlimited },
  })
  const first = mandate('a', -Infinity, T + 10)
  expect(found({ mandate: [first, mandate('b', T + 10, Infinity)] }, needed)).toEqual([])
  expect(found({ mandate: [first, mandate('b', T + 11, Infinity)] }, needed)).toMatchObject([
    { kind: 'roleNobodyHolds', of: 'Thành phố Hà Nội (hanoi:01)', from: T + 10, until: T + 11 },
  ])
  const other = { ...mandate('b', T + 10, Infinity), powers: ['process'] as const }
  expect(found({ mandate: [first, other] }, needed)).toHaveLength(1)
})

test('the check of rows counts no desk for a mandate whose office has ended', () => {
  const needed = [
    { procedureCode: 'p', field: 'F', tier: 'city', power: 'sign', role: 'chair' },
  ] as const satisfies readonly NeededDesk[]
  const office = {
    ...{ id: 'o', unitId: 'hanoi:01', name: 'Văn phòng', roles: ['chair' as const], fields: null },
    ...{ valid: [{ from: -Infinity, until: T + 1 }], basis: 'x', assumed: false },
    ...{ fieldsBasis: null, fieldsAssumed: false },
  }
  const mandate: MandateRow = {
    ...{ id: 'a', valid: always, basis: 'QĐ 1', officerId: 'a', unitId: 'hanoi:01', officeId: 'o' },
    ...{ role: 'chair', kind: 'own', actingForId: null, ...unlimited },
  }
  expect(found({ mandate: [mandate], office: [office] }, needed)).toMatchObject([
    { kind: 'roleNobodyHolds', from: T + 1 },
  ])
})
