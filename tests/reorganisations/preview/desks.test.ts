/** Who does the work of a desk, in a preview: by the same rule as the check of rows, and as the statement that opens a task. */
import { describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { checkRows } from '../../../reorganisations/checks/check-rows.ts'
import type { NeededDesk } from '../../../reorganisations/checks/row-finding.ts'
import type { MandateRow, OfficeRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import { Desks } from '../../../reorganisations/preview/desks.ts'
import { loadedRows } from '../rows.ts'

const T = Date.parse('2026-01-01T00:00:00+07:00')
const CITY = 'hanoi:01'
const always = [{ from: -Infinity, until: Infinity }]
const desk = { unitId: CITY, role: 'chair' }
const work = { field: 'Hộ tịch', power: 'sign', areaId: 'city:01' }

const mandate = (changed: Partial<MandateRow> = {}): MandateRow => ({
  ...{ id: 'm', officerId: 'chủ tịch', unitId: CITY, officeId: null, role: 'chair', kind: 'own' },
  ...{ actingForId: null, valid: always, basis: 'x', ...unlimited },
  ...changed,
})
const office = (changed: Partial<OfficeRow> = {}): OfficeRow => ({
  ...{ id: 'o', unitId: CITY, name: 'Văn phòng', roles: ['chair'], fields: null, fieldsBasis: null },
  ...{ fieldsAssumed: false, valid: always, basis: 'x', assumed: false },
  ...changed,
})

const rows = loadedRows(await readReferenceFiles())
const needed: readonly NeededDesk[] = [
  { procedureCode: 'p', field: work.field, tier: 'city', power: 'sign', role: 'chair' },
]

describe('an officer does the work of a desk', () => {
  test.each([
    ['without limits', {}, {}, true],
    ['in the fields of the mandate', { fields: [work.field] }, {}, true],
    ['not in other fields than those of the mandate', { fields: ['Đất đai'] }, {}, false],
    ['with the powers of the mandate', { powers: ['sign' as const] }, {}, true],
    ['not with other powers than those of the mandate', { powers: ['process' as const] }, {}, false],
    ['not in other fields than those of the office', { officeId: 'o' }, { fields: ['Đất đai'] }, false],
    ['not when the office has ended', { officeId: 'o' }, { valid: [{ from: -Infinity, until: T }] }, false],
    ['not when the mandate has ended', { valid: [{ from: -Infinity, until: T }] }, {}, false],
  ])('%s, as the check of rows says', (_, ofMandate, ofOffice, does) => {
    const changed = { mandate: [mandate(ofMandate)], office: [office(ofOffice)] }
    expect(new Desks(changed, T).officers(desk, work).length > 0).toBe(does)
    const found = checkRows({ ...rows, ...changed }, { from: T, needed })
    expect(found.filter(({ kind }) => kind === 'roleNobodyHolds')).toHaveLength(does ? 0 : 1)
  })

  test('in the areas of the mandate alone', () => {
    const desks = new Desks({ mandate: [mandate({ areas: ['city:01'] })], office: [] }, T)
    expect(desks.officers(desk, work)).toEqual(['chủ tịch'])
    expect(desks.officers(desk, { ...work, areaId: 'cell:00001:00097' })).toEqual([])
  })

  test('and each of a desk is one, whatever the work', () => {
    const two = [mandate({ fields: ['Đất đai'] }), mandate({ id: 'n', fields: ['Hộ tịch'] })]
    expect(new Desks({ mandate: two, office: [] }, T).officers(desk)).toEqual(['chủ tịch'])
  })
})
