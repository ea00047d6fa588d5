/** Which rehearsals the page counts that is read before the instant: those of the rows that are approved. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../../../db/database.ts'
import {
  createRehearsalDatabase,
  dropRehearsalDatabase,
  markRehearsal,
  type RehearsalMark,
} from '../../../../db/rehearsal/rehearsal-database.ts'
import {
  approveReorganisation,
  proposeReorganisation,
} from '../../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../../db/reorganisations/enactment/steps.ts'
import { readGoFacts } from '../../../../db/reorganisations/preview/go-facts.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { rowsInEarnest } from '../../../../rehearsal/arm-in-copy.ts'
import type { Enactable } from '../../../../reorganisations/enactable.ts'
import { aMonday, machineNow } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { urlOf } from '../../../database-server.ts'
import { armed } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { wardEnds } from '../ward-ends.ts'

const T = aMonday + 86_400_000

let db: TestDatabase
let of: Enactable
let server: ReturnType<typeof openDatabase>
let mark: RehearsalMark
beforeAll(async () => {
  db = await fewUnits()
  of = wardEnds(await readReferenceRows(db.sql), T, 'phuong-dien-tap')
  server = openDatabase(urlOf(db.ownerUrl, 'postgres'), { connections: 1 })
  const rows = await rowsInEarnest(db, of)
  mark = {
    ...{ id: '20261130_9a0fac', reorganisation: of.id, madeAt: machineNow() - 3_600_000 },
    ...{ rows, failures: null },
  }
  await createRehearsalDatabase(server.sql, mark, 'ab')
})
afterAll(async () => {
  await dropRehearsalDatabase(server.sql, mark.id)
  await server.close()
})
const counted = async () =>
  (await readGoFacts(db, of, machineNow, [])).rehearsals.map(({ sameRows, failures }) => ({
    sameRows,
    failures,
  }))

test('a rehearsal is of the rows that are approved, and says how many failures its report found', async () => {
  expect(await counted()).toEqual([{ sameRows: false, failures: null }])
  await proposeReorganisation(db, of, { actorId: 'an', at: aMonday })
  const { proposed } = await readEnactment(db.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(db, of, { actorId: 'chi', at: aMonday, rowsHash })
  expect(await counted()).toEqual([{ sameRows: true, failures: null }])
  await markRehearsal(server.sql, { ...mark, failures: 2 })
  expect(await counted()).toEqual([{ sameRows: true, failures: 2 }])
})

test('a rehearsal of an armed reorganisation is of the same rows, and one of another instant of others', async () => {
  await armed(db, of, aMonday)
  expect(await rowsInEarnest(db, of)).toBe(mark.rows)
  const ofOtherBuild: Enactable = { ...of, produce: (base, at = T) => of.produce(base, at + 1) }
  expect(await rowsInEarnest(db, ofOtherBuild)).not.toBe(mark.rows)
  const other = wardEnds(await readReferenceRows(db.sql), T + 1, 'phuong-khac')
  await markRehearsal(server.sql, { ...mark, rows: await rowsInEarnest(db, other) })
  expect(await counted()).toEqual([{ sameRows: false, failures: null }])
})
