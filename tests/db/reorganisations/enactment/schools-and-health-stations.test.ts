/** Schools and health stations go to the communes: enacted, undone and redone on the rows of a database, and the past stays as it was. */
import { beforeEach, expect, test } from 'vitest'
import { closeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import {
  knownReorganisations,
  reorganisationOf,
} from '../../../../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { supervises } from '../../../../db/territory/units/unit-lookup.ts'
import { parentsAt } from '../../../../db/territory/units/unit-parents.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import { reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { inChange } from '../../../reference-change.ts'
import { armed, undone } from '../arm.ts'

const hour = 3_600_000
const T = Date.parse('2027-01-01T00:00:00+07:00')
const [SCHOOLS, HEALTH] = ['hanoi:so-giao-duc-va-dao-tao', 'hanoi:so-y-te']

/** Names and addresses are of the test. */
const bodies = [
  ['body:thcs-thu', 'Trường THCS Thử', 'trường học', SCHOOLS, 'Số 1, phố Thử, phường Giảng Võ'],
  ['body:tram-ba-dinh', 'Trạm Y tế Ba Đình', 'trạm y tế', HEALTH, 'Số 2, phố Trúc Bạch, phường Ba Đình'],
  ['body:thue-thu', 'Thuế cơ sở Thử', 'thuế cơ sở', 'hanoi:so-tai-chinh', 'Số 3, phố Thử, phường Ba Đình'],
] as const

/** Of `data/units/bodies.csv`. */
const shipped = ['body:thcs-giang-vo', 'body:tram-y-te-ba-dinh', 'body:tram-y-te-hoan-kiem']

let db: TestDatabase
let of: Enactable
beforeEach(async () => {
  db = await testDatabase()
  of = reorganisationOf(await knownReorganisations(), 'schools-and-health-stations-2027-01-01')
  for (const [id, name, type, parent, seat] of bodies) await begin({ id, name, type, parent, seat })
})

const begin = (row: { id: string; name: string; type: string; parent: string; seat: string }) =>
  inChange(
    db,
    (tx) => tx`
      insert into unit (id, epoch, code, name, type, tier, parent_id, identifier, seat, valid, basis)
      values (${row.id}, 'body', ${row.id.slice(5)}, ${row.name}, ${row.type}, 'body', ${row.parent}, ${row.id}, ${row.seat},
        '{[2025-07-01,)}', 'x')`,
  )

const parents = async (at: number) => {
  const rows =
    await db.sql`select * from (${parentsAt(db.sql, at)}) p where unit_id like 'body:%' and unit_id <> all(${shipped}) order by unit_id`
  return Object.fromEntries(rows.map((row) => [row.unit_id, row.parent_id]))
}
const before = {
  ...{ 'body:thcs-thu': SCHOOLS, 'body:tram-ba-dinh': HEALTH, 'body:thue-thu': 'hanoi:so-tai-chinh' },
}
const moved = { ...before, 'body:thcs-thu': 'new:00025', 'body:tram-ba-dinh': 'new:00004' }

test('each school and health station goes to the commune of its address on the day, and an undo brings back its former parent', {
  timeout: 180_000,
}, async () => {
  await armed(db, of, aMonday)
  expect([await parents(T - 1), await parents(T)]).toEqual([before, moved])
  await closeReorganisation(db, of, { actorId: 'chi', at: T, basis: 'Biên bản thử' })
  const U = T + 24 * hour
  await undone(db, of, { at: U - hour, effectiveAt: U })
  expect([await parents(T - 1), await parents(U - 1), await parents(U)]).toEqual([before, moved, before])
  // Redone from the rows that the undo left, and the days before it are as they were.
  const redone = of.produce(await readReferenceRows(db.sql), U + 24 * hour)
  expect(redone.problems).toEqual([])
  expect(redone.changes.unitParent.filter(({ was }) => was === null)).toHaveLength(5)
  await armed(db, { ...of, effectiveAt: U + 24 * hour }, U)
  expect(await parents(U + 24 * hour)).toEqual(moved)
  expect([await parents(T - 1), await parents(T), await parents(U)]).toEqual([before, moved, before])
})

test('a school whose address names no commune is named, and nothing is enacted', async () => {
  await begin({ id: 'body:lac', name: 'Trường Lạc', type: 'trường học', parent: SCHOOLS, seat: 'phố Thử' })
  expect(of.produce(await readReferenceRows(db.sql)).problems).toEqual([
    'unit body:lac would move under the commune of “phố Thử”, which is not in force then',
  ])
  await expect(armed(db, of, aMonday)).rejects.toMatchObject({ code: 'reorganisationImpossible' })
  expect(await parents(T)).toMatchObject(before)
})

test('the bodies of the data go to the communes of their addresses', async () => {
  const { changes, problems } = of.produce(await readReferenceRows(db.sql))
  expect(problems).toEqual([])
  const begun = changes.unitParent.filter(({ was }) => was === null).map(({ row }) => row)
  expect(
    begun
      .filter(({ unitId }) => shipped.includes(unitId))
      .map(({ unitId, parentId, assumed }) => ({ unitId, parentId, assumed })),
  ).toEqual([
    { unitId: 'body:thcs-giang-vo', parentId: 'new:00025', assumed: true },
    { unitId: 'body:tram-y-te-ba-dinh', parentId: 'new:00004', assumed: true },
    { unitId: 'body:tram-y-te-hoan-kiem', parentId: 'new:00070', assumed: true },
  ])
})

test('a body that begins by a reorganisation is under its commune from the instant on, and no more after an undo', async () => {
  const station = enactable(
    reorganisation<null>({
      ...{ id: 'tram-y-te-moi', name: 'Trạm Y tế mới', basis: 'Nghị quyết thử 2/2026' },
      ...{ effectiveAt: '2027-01-01T00:00:00+07:00', openQuestions: [] },
      changes: () => [
        {
          kind: 'unitBegins',
          unit: {
            ...{ id: 'body:tram-moi', name: 'Trạm Y tế Mới', type: 'trạm y tế', tier: 'body' },
            ...{ parentId: 'new:00004', identifier: 'H26.499', seat: 'phường Ba Đình' },
          },
        },
      ],
    }),
    null,
  )
  const over = (at: number) => supervises(db.sql, { unitId: 'body:tram-moi', root: 'new:00004', asOfMs: at })
  const standing = async (at: number) =>
    (
      await db.sql`
    select name from unit where id = 'body:tram-moi' and valid @> instant(${at})`
    ).map(({ name }) => name)
  await armed(db, station, aMonday)
  expect([await standing(T - 1), await standing(T)]).toEqual([[], ['Trạm Y tế Mới']])
  expect([await parents(T), await over(T)]).toEqual([{ ...before, 'body:tram-moi': 'new:00004' }, true])
  await closeReorganisation(db, station, { actorId: 'chi', at: T, basis: 'Biên bản thử' })
  const U = T + 24 * hour
  await undone(db, station, { at: U - hour, effectiveAt: U })
  expect([await standing(U - 1), await standing(U)]).toEqual([['Trạm Y tế Mới'], []])
})
