import { describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { powers, type Tier, tiers } from '../../../domain/dossier/dossier.ts'
import type { Matter } from '../../../domain/territory/matter.ts'
import { type MandateRow, unlimited } from '../../../reorganisations/grammar/reference-rows.ts'
import { responsibilityMap } from '../../../reorganisations/preview/responsibility-map.ts'
import {
  type TaskClass,
  type TaskClasses,
  taskClasses,
  unnamed,
} from '../../../reorganisations/preview/task-classes.ts'
import { FIRST_DAY_MS, loadedRows } from '../rows.ts'

const files = await readReferenceFiles()
const rows = loadedRows(files)
const sides = [
  { rows, at: FIRST_DAY_MS - 1 },
  { rows, at: FIRST_DAY_MS },
]
const [before, after] = sides.map((side) => responsibilityMap(side.rows, side.at))

const areas = rows.area.map(({ id }) => id)
/** What each rule of competence and custody is about, with a procedure and a field that none names. */
const named = (scope: string) => [
  ...new Set(
    [...rows.competence, ...rows.custody].filter((row) => row.scope === scope).map(({ subject }) => subject),
  ),
]
const subjects = [...named('procedure'), '9.999999'].flatMap((procedureCode, i) =>
  [...named('field'), 'Không có'].flatMap((field, k) => {
    const [power, tier] = [powers[(i + k) % powers.length], tiers[(i * 7 + k) % tiers.length]]
    return power === undefined || tier === undefined ? [] : [{ procedureCode, field, power, tier }]
  }),
)

/** As the statement that groups tasks finds it. */
function classOf(
  { areas, procedures, fields }: TaskClasses,
  { areaId, procedureCode, field, power, tier, role }: Matter & { role: string },
): TaskClass {
  return {
    ...{ power, tier, role, area: areas[`${tier} ${areaId}`] ?? unnamed },
    procedure: procedures[`${tier} ${procedureCode}`] ?? unnamed,
    field: fields[`${tier} ${role} ${field}`] ?? unnamed,
  }
}

test('for all tasks of a class the same units are responsible, before and after 1 July 2025', () => {
  const classes = taskClasses(sides)
  const wrong: string[] = []
  for (const areaId of areas) {
    for (const subject of subjects.filter((_, i) => i % 61 === 0)) {
      const matter = { areaId, ...subject }
      const like = classes.like(classOf(classes, { ...matter, role: 'chair' }))
      for (const responsible of [before, after]) {
        const [one, other] = [responsible?.(matter), responsible?.(like)]
        if (one?.unitId !== other?.unitId || one?.custodian !== other?.custodian) {
          wrong.push(`${JSON.stringify(matter)} is not like ${JSON.stringify(like)}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
  expect(areas.length * subjects.length).toBeGreaterThan(100_000)
})

test('where a task lies does not matter where its unit is named', () => {
  const { areas: numbers } = taskClasses(sides)
  const classesOf = (tier: Tier) =>
    new Set(areas.map((areaId) => numbers[`${tier} ${areaId}`] ?? unnamed)).size
  expect(classesOf('commune')).toBeGreaterThan(500)
  expect(classesOf('department')).toBe(1)
})

describe('two tasks are of one class', () => {
  const always = [{ from: -Infinity, until: Infinity }]
  const mandate = (id: string, limits: Partial<MandateRow>): MandateRow => ({
    ...{ id, officerId: id, unitId: id, officeId: null, role: 'chair', kind: 'own', actingForId: null },
    ...{ valid: always, basis: 'x', ...unlimited, ...limits },
  })
  const officers = [
    mandate('new:00004', { fields: ['Tôn giáo', 'Thư viện'], areas: ['cell:00004:00004'] }),
    mandate('new:00008', { fields: ['Thư viện', 'Tôn giáo', 'Không tên'] }),
  ]
  const classes = taskClasses([{ rows: { ...rows, mandate: officers, custody: [] }, at: FIRST_DAY_MS }])
  const task = {
    ...{ areaId: 'cell:00008:00008', procedureCode: '9.1', field: 'Tôn giáo' },
    ...{ power: 'process', tier: 'commune', role: 'chair' },
  }
  test.each([
    ['with another procedure', { procedureCode: '9.2' }, true],
    ['with another area of the same unit', { areaId: 'cell:00006:00008' }, true],
    ['not with an area of another unit', { areaId: 'cell:00001:00097' }, false],
    ['with a field that the same officers do', { field: 'Thư viện' }, true],
    ['not with a field that others do', { field: 'Không tên' }, false],
    ['not with a field that nobody does', { field: 'Không có' }, false],
    ['not with another power', { power: 'sign' }, false],
    ['not with another role', { role: 'oneStop' }, false],
  ])('%s', (_, other, same) => {
    const [one, another] = [classOf(classes, task), classOf(classes, { ...task, ...other })]
    if (same) expect(another).toEqual(one)
    else expect(another).not.toEqual(one)
  })

  test('of a role whose officers have no fields, in whatever field', () => {
    const of = { ...task, role: 'oneStop' }
    expect(classOf(classes, { ...of, field: 'Không có' })).toEqual(classOf(classes, of))
  })
})
