/** What a unit holds is kept in process: no page may ever show that. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, type Querying } from '../../../db/database.ts'
import { inboxPage } from '../../../db/tasks/inbox.ts'
import { beginChange } from '../../../db/territory/reference-change.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'
import { CUT_OVER, emptyDossier, openTasks } from './inbox-tasks.ts'

const AREA = 'unplaced:new:00097'
const HOLDER = 'new:00097'
const OTHER = 'new:00008'
const DEPARTMENT = 'hanoi:so-y-te'
const day = 86_400_000
const MOVE = CUT_OVER + 30 * day

let db: TestDatabase
/** Another process. */
let second: Database
let dossierId: string
beforeAll(async () => {
  db = await testDatabase()
  second = openDatabase(db.url, { connections: 2, name: 'second' })
  dossierId = await emptyDossier(db)
})
afterAll(() => second.close())
beforeEach(async () => {
  await inChange(db, async (tx) => {
    await tx`update jurisdiction set valid = 'empty' where id like 'moved%'`
    await tx`update jurisdiction set valid = tstzrange(instant(${CUT_OVER}), null) where area_id = ${AREA} and unit_id = ${HOLDER}`
    await tx`update competence set valid = 'empty' where id = 'given'`
  })
  await db.sql`delete from task`
  await openTasks(db, dossierId, [{ id: 'a', area: AREA }])
})

const inbox = async (unitId: string, asOfMs: number, { sql }: Database = db): Promise<string[]> =>
  (await inboxPage(sql, { unitId, asOfMs })).items.map(({ taskId }) => taskId)

/** Who has the task in the inbox at an instant, of the three that may. */
async function whoHas(asOfMs: number, process: Database = db): Promise<string[]> {
  const units = [HOLDER, OTHER, DEPARTMENT]
  const pages = await Promise.all(units.map((unit) => inbox(unit, asOfMs, process)))
  return units.filter((_, n) => pages[n]?.includes('a'))
}

/** From an instant on the other commune holds the area. */
async function move(tx: Querying, at: number, bounds: '[)' | '(]' = '[)'): Promise<void> {
  const [last, first] = bounds === '[)' ? ['[)', '[)'] : ['[]', '()']
  await tx`
    update jurisdiction set valid = tstzrange(instant(${CUT_OVER}), instant(${at}), ${last}) where area_id = ${AREA} and unit_id = ${HOLDER}`
  await tx`
    insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
    values (${`moved:${at}`}, ${AREA}, 'commune', ${OTHER}, tstzrange(instant(${at}), null, ${first}), 'x')
    on conflict (id) do update set valid = excluded.valid`
}

const give = (tx: Querying) => tx`
  insert into competence (id, scope, subject, power, tier, held_by, unit_id, valid, basis)
  values ('given', 'procedure', '1.000689', 'process', 'commune', 'department', ${DEPARTMENT}, tstzrange(instant(${CUT_OVER}), null), 'x')
  on conflict (id) do update set valid = excluded.valid`

describe('the inbox page after a change of reference data', () => {
  test('shows an area that went to another commune to that one', async () => {
    expect(await whoHas(MOVE)).toEqual([HOLDER])
    await inChange(db, (tx) => move(tx, MOVE - day))
    expect(await whoHas(MOVE)).toEqual([OTHER])
  })

  test('shows a procedure that was given to a department to the department, until this is undone', async () => {
    expect(await whoHas(MOVE)).toEqual([HOLDER])
    await inChange(db, give)
    expect(await whoHas(MOVE)).toEqual([DEPARTMENT])
    await inChange(db, (tx) => tx`update competence set valid = 'empty' where id = 'given'`)
    expect(await whoHas(MOVE)).toEqual([HOLDER])
  })

  test('is right where another process made the change', async () => {
    expect(await whoHas(MOVE, second)).toEqual([HOLDER])
    await inChange(db, (tx) => move(tx, MOVE - day))
    expect(await whoHas(MOVE, second)).toEqual([OTHER])
  })

  test('is as before where the change was rolled back, and the change that gets its number is seen', async () => {
    const numbers: number[] = []
    const change = { kind: 'correction', actorId: 'test', basis: 'test', effectiveAt: 0 } as const
    const rolledBack = db.sql.begin(async (tx) => {
      numbers.push(await beginChange(tx, change))
      await give(tx)
      expect(await whoHas(MOVE)).toEqual([HOLDER])
      throw new Error('taken back')
    })
    await expect(rolledBack).rejects.toThrow('taken back')
    expect(await whoHas(MOVE)).toEqual([HOLDER])
    await db.sql.begin(async (tx) => {
      numbers.push(await beginChange(tx, change))
      await move(tx, MOVE - day)
    })
    expect(numbers[1]).toBe(numbers[0])
    expect(await whoHas(MOVE)).toEqual([OTHER])
  })
})

describe('at the dates of a change written in advance', () => {
  test('each instant has its own inbox, whichever was asked about before', async () => {
    await inChange(db, (tx) => move(tx, MOVE))
    for (const asOfMs of [MOVE - 1, MOVE, MOVE - 1, MOVE + 400, MOVE - 400, MOVE])
      expect(await whoHas(asOfMs)).toEqual([asOfMs < MOVE ? HOLDER : OTHER])
  })

  test('two processes whose clocks differ by 400 ms answer each for its own instant', async () => {
    await inChange(db, (tx) => move(tx, MOVE))
    for (let now = MOVE - 600; now <= MOVE + 600; now += 200) {
      expect(await whoHas(now)).toEqual([now < MOVE ? HOLDER : OTHER])
      expect(await whoHas(now - 400, second)).toEqual([now - 400 < MOVE ? HOLDER : OTHER])
    }
  })

  test('a period that ends with an instant holds at it', async () => {
    await inChange(db, (tx) => move(tx, MOVE, '(]'))
    for (const asOfMs of [MOVE - 1, MOVE, MOVE + 1, MOVE, MOVE + 1])
      expect(await whoHas(asOfMs)).toEqual([asOfMs <= MOVE ? HOLDER : OTHER])
  })

  test('a move that is put off before its day does not take place on it', async () => {
    await inChange(db, (tx) => move(tx, MOVE))
    expect(await whoHas(MOVE - 1)).toEqual([HOLDER])
    await inChange(db, async (tx) => {
      await tx`update jurisdiction set valid = 'empty' where id = ${`moved:${MOVE}`}`
      await move(tx, MOVE + day)
    })
    expect(await whoHas(MOVE)).toEqual([HOLDER])
    expect(await whoHas(MOVE + day)).toEqual([OTHER])
  })
})
