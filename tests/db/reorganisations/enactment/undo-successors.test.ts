/** After an undo the unit that lives again has the rights of the one that ended with it. */
import { expect, test } from 'vitest'
import { closeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { endedUnit } from '../../../../db/territory/units/successors.ts'
import { worksInOrAfter } from '../../../../db/territory/units/unit-lookup.ts'
import { aMonday } from '../../../clock.ts'
import { armed, undone } from '../arm.ts'
import { fewUnits } from '../few-units.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../ward-ends.ts'

const hour = 3_600_000
const T = aMonday + 24 * hour
const U = T + 24 * hour

test('originals of a unit that an undo ended are the business of the unit that lives again, also after both lives', async () => {
  const db = await fewUnits()
  const of = wardEnds(await readReferenceRows(db.sql), T)
  const has = (unitId: string, asOfMs: number) =>
    worksInOrAfter(db.sql, { officerId: CLERK, within: null, unitId, asOfMs })
  await armed(db, of, aMonday)
  await closeReorganisation(db, of, { actorId: 'chi', at: T + 1, basis: 'x' })
  await undone(db, of, { at: T + hour, effectiveAt: U })
  expect(await endedUnit(db.sql, BEGINS, U - 1)).toBeNull()
  expect(await endedUnit(db.sql, BEGINS, U)).toMatchObject({ endedAt: U, successors: [{ id: ENDS }] })
  expect(await endedUnit(db.sql, ENDS, U)).toBeNull()
  expect(await has(BEGINS, U)).toBe(true)

  // Done again: neither leads round in a circle.
  const again = wardEnds(await readReferenceRows(db.sql), U + hour)
  await armed(db, again, U)
  await closeReorganisation(db, again, { actorId: 'chi', at: U + hour, basis: 'x' })
  expect(await endedUnit(db.sql, BEGINS, U + hour)).toBeNull()
  expect(await endedUnit(db.sql, ENDS, U + hour)).toMatchObject({ successors: [{ id: BEGINS }] })
  await undone(db, again, { at: U + hour, effectiveAt: U + 2 * hour })
  expect(await endedUnit(db.sql, BEGINS, U + 2 * hour)).toMatchObject({ successors: [{ id: ENDS }] })
})
