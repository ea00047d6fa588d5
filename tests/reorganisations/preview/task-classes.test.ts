import { expect, test } from 'vitest'
import { readReferenceFiles } from '../../../db/load/reference-files.ts'
import { powers, tiers } from '../../../domain/dossier/dossier.ts'
import { responsibilityMap } from '../../../reorganisations/preview/responsibility-map.ts'
import { taskClasses } from '../../../reorganisations/preview/task-classes.ts'
import { FIRST_DAY_MS, loadedRows } from '../rows.ts'

const files = await readReferenceFiles()
const rows = loadedRows(files)
const sides = [
  { rows, at: FIRST_DAY_MS - 1 },
  { rows, at: FIRST_DAY_MS },
]
const [before, after] = sides.map((side) => responsibilityMap(side.rows, side.at))

/** Every area of the city, and what each rule of competence and custody is about, with a procedure and a field that none names. */
const areas = rows.area.map(({ id }) => id)
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

test('for all tasks of a class the same units are responsible, before and after 1 July 2025', () => {
  const classes = taskClasses(sides, { areas, subjects })
  const wrong: string[] = []
  for (const { areaId, class: areaClass } of classes.areas) {
    for (const { class: subjectClass, ...subject } of classes.subjects.filter((_, i) => i % 5 === 0)) {
      const like = classes.like(areaClass, subjectClass)
      const matter = { areaId, ...subject }
      for (const responsible of [before, after]) {
        const [one, other] = [responsible?.(matter), responsible?.(like)]
        if (one?.unitId !== other?.unitId || one?.custodian !== other?.custodian) {
          wrong.push(`${JSON.stringify(matter)} is not like ${JSON.stringify(like)}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
  expect(classes.areas.length * classes.subjects.length).toBeGreaterThan(100_000)
})

test('classes are few, and the areas of one follow one another', () => {
  // Of the two organisations no two areas have the same communes; of one many have.
  const since = { rows, at: FIRST_DAY_MS }
  const classes = taskClasses([since, since], { areas, subjects })
  const numbers = classes.areas.map((area) => area.class)
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  expect(new Set(numbers).size).toBeLessThan(areas.length / 2)
  expect(new Set(classes.subjects.map((subject) => subject.class)).size).toBeLessThan(subjects.length / 2)
})
