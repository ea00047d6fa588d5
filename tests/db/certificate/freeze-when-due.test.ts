/** Before a reorganisation or an undo takes effect the list of open runs is frozen; nobody asks for it, and no engine is needed. */
import { beforeAll, expect, test } from 'vitest'
import { freezeWhenDue } from '../../../db/certificate/freeze-when-due.ts'
import {
  freezeRunsAfter,
  frozenListOf,
  lastFrozenAt,
  listedRuns,
} from '../../../db/certificate/frozen-list.ts'
import { callOffReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday, databaseNow, machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { armed, undone } from '../reorganisations/arm.ts'
import { wardEnds } from '../reorganisations/ward-ends.ts'

const second = 1_000
const minute = 60 * second

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const ahead = async (ms: number) => Math.ceil(await databaseNow(database)) + ms
const known = () => machineNow() + 24 * 60 * minute

async function armedFor(at: number, id: string) {
  const of = wardEnds(await readReferenceRows(database.sql), at, id)
  await armed(database, of, machineNow())
  return async () => {
    for (const actorId of ['an', 'chi'])
      await callOffReorganisation(database, of, { actorId, at: machineNow(), basis: 'Quyết định thử' })
  }
}

test('no list of runs is frozen where nothing is armed, or long before the instant', async () => {
  expect(await freezeWhenDue(database)).toBe(0)
  const callOff = await armedFor(await ahead(60 * minute), 'con-lau')
  expect(await freezeWhenDue(database)).toBe(0)
  await callOff()
})

test('a list frozen in the last minutes has what is open by the rows and whether it was started, once', async () => {
  const [started, waits] = [await file(database, { at: aMonday }), await file(database, { at: aMonday })]
  await database.sql`update dossier set started_at = filed_at where id = ${started}`
  await database.sql`update dossier set started_at = null where id = ${waits}`
  const at = await ahead(8 * minute)
  const callOff = await armedFor(at, 'sap-den')
  expect(await freezeWhenDue(database)).toBe(1)
  expect(await freezeWhenDue(database)).toBe(0)
  const list = await frozenListOf(database.sql, { at, knownAt: known() })
  expect(list).toMatchObject({ runs: 2, engine: null })
  const frozen = await database.sql`
    select dossier_id as id, in_rows as "inRows", started from frozen_run where list_id = ${list?.id ?? ''} order by started`
  expect([...frozen]).toEqual([
    { id: waits, inRows: true, started: false },
    { id: started, inRows: true, started: true },
  ])
  if (list === null) throw new Error('there is no list')
  const runs = await listedRuns(database.sql, { list, after: null, limit: 10 })
  expect(runs.map(({ inEngine, lost }) => ({ inEngine, lost }))).toEqual([
    { inEngine: null, lost: null },
    { inEngine: null, lost: null },
  ])
  await callOff()
  expect(await freezeWhenDue(database)).toBe(0)
})

test('an instant that is set fifteen seconds ahead has its list at once', async () => {
  const at = await ahead(15 * second)
  const callOff = await armedFor(at, 'rat-gap')
  expect(await freezeWhenDue(database)).toBe(1)
  const list = await frozenListOf(database.sql, { at, knownAt: known() })
  expect(list?.frozenAt).toBeLessThan(at)
  await callOff()
})

test('a transaction that goes on does not keep the list from being frozen before the instant', async () => {
  const at = await ahead(15 * second)
  const callOff = await armedFor(at, 'con-ghi')
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const writing = database.sql.begin(async (tx) => {
    await tx`select pg_current_xact_id()`
    await ended
  })
  expect(await freezeWhenDue(database)).toBe(1)
  expect(await frozenListOf(database.sql, { at, knownAt: known() })).not.toBeNull()
  end()
  await writing
  await callOff()
})

test('of two processes that find a list due one freezes it', async () => {
  const at = await ahead(8 * minute)
  const callOff = await armedFor(at, 'hai-tien-trinh')
  const frozen = await Promise.all([freezeWhenDue(database), freezeWhenDue(database)])
  expect(frozen.reduce((sum, lists) => sum + lists)).toBe(1)
  const freezing = { takenFor: at, actorId: 'freeze' }
  expect(await freezeRunsAfter(database, null, freezing)).toBeNull()
  const { frozenAt } = await lastFrozenAt(database.sql, at)
  expect(await freezeRunsAfter(database, frozenAt, freezing)).not.toBeNull()
  await callOff()
})

test('a list is frozen before the instant of an undo, as it is before that of a reorganisation', async () => {
  const of = wardEnds(await readReferenceRows(database.sql), aMonday, 'hoan-tac')
  await armed(database, of, aMonday - 60 * minute)
  const at = await ahead(8 * minute)
  expect(await freezeWhenDue(database)).toBe(0)
  await undone(database, of, { at: machineNow(), effectiveAt: at })
  expect(await freezeWhenDue(database)).toBe(1)
  expect(await freezeWhenDue(database)).toBe(0)
  const list = await frozenListOf(database.sql, { at, knownAt: machineNow() + minute })
  expect(list?.frozenAt).toBeLessThan(at)
})
