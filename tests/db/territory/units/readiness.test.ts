import { beforeAll, expect, test } from 'vitest'
import {
  knownReorganisations,
  reorganisationOf,
} from '../../../../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { unitFactsAt, unitsThatBeginSomething } from '../../../../reorganisations/checks/unit-facts.ts'
import type { ReferenceRows } from '../../../../reorganisations/grammar/reference-rows.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { BEGINS, NEIGHBOUR, wardEnds } from '../../reorganisations/ward-ends.ts'

const T = aMonday + 86_400_000
const nobody = { withAccount: new Set<string>(), invented: new Set<string>() }
let db: TestDatabase
let rows: ReferenceRows
beforeAll(async () => {
  db = await testDatabase()
  rows = await readReferenceRows(db.sql)
})

test('a unit that begins has the officers that move to it, and neither seal nor site until somebody gives it one', () => {
  const { after } = wardEnds(rows, T).produce(rows)
  const unit = unitsThatBeginSomething(after, T).find(({ id }) => id === BEGINS)
  if (unit === undefined) throw new Error('the new ward does not begin')
  const officers = new Set(after.mandate.flatMap((row) => (row.unitId === BEGINS ? [row.officerId] : [])))
  expect(officers.size).toBeGreaterThan(5)
  expect(unitFactsAt(after, T, nobody)(unit)).toMatchObject({
    ...{ officers: officers.size, seals: 0, sites: 0, sitesForPublic: 0, decides: true },
  })
  expect(unitFactsAt(after, T - 1, nobody)(unit)).toMatchObject({ officers: 0, signers: 0 })
})

test('the units that something begins with: the one that begins, and the one that gets a part of an area', () => {
  const { after } = wardEnds(rows, T).produce(rows)
  expect(unitsThatBeginSomething(after, T).map(({ id }) => id)).toEqual([NEIGHBOUR, BEGINS])
  expect(unitsThatBeginSomething(after, T + 1)).toEqual([])
})

test('on 1 July 2025 something began with each of the 126 communes, and with no district', () => {
  const began = unitsThatBeginSomething(rows, Date.parse('2025-07-01T00:00:00+07:00'))
  expect(began.filter(({ tier }) => tier === 'commune')).toHaveLength(126)
  expect(began.filter(({ tier }) => tier === 'district' || tier === 'body')).toEqual([])
})

test('a branch of the Centre begins with the hand-over of reception, and decides nothing', async () => {
  const of = reorganisationOf(await knownReorganisations(), 'reception-2027-01-01')
  const { after, at } = of.produce(rows)
  const branches = unitsThatBeginSomething(after, at).filter(({ tier }) => tier === 'branch')
  expect(branches.length).toBe(12)
  const factsOf = unitFactsAt(after, at, nobody)
  expect(new Set(branches.map((unit) => factsOf(unit).decides))).toEqual(new Set([false]))
})
