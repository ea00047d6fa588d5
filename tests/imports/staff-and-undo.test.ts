/** An undo after a staff list took over what the reorganisation made: it ends what stands, and the earlier desk begins again. */
import { beforeEach, describe, expect, test } from 'vitest'
import { closeReorganisation } from '../../db/reorganisations/enactment/enact.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { armed, undone } from '../db/reorganisations/arm.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { BEGINS, ENDS, NEIGHBOUR, wardEnds } from '../db/reorganisations/ward-ends.ts'
import { rowOf, staffLists } from './staff-lists.ts'

const hour = 3_600_000
const midnight = (day: string) => Date.parse(`${day}T00:00:00+07:00`)
const T = midnight('2026-07-01')
const U = T + 24 * hour
const before = rowOf('1', { unit: ENDS, from: '01/07/2025' })

let db: TestDatabase
let of: Enactable
const { figures, mandatesOf } = staffLists(() => db)
beforeEach(async () => {
  db = await fewUnits()
  await figures([before], aMonday)
  of = wardEnds(await readReferenceRows(db.sql), T)
  await armed(db, of, aMonday + 1)
  await closeReorganisation(db, of, { actorId: 'an', at: T + hour, basis: 'Quyết định thử' })
})

describe('an undo of a reorganisation after a staff list', { timeout: 300_000 }, () => {
  test('ends the desk that the list corrected, and the earlier one begins again', async () => {
    const after = rowOf('1', { basis: 'Quyết định 13/QĐ-UBND', fields: 'Hộ tịch' })
    expect(await figures([after], T + hour)).toMatchObject({ updated: 1 })
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, U],
      [ENDS, U, null],
    ])
  })

  test('keeps an end that the list gave', async () => {
    expect(await figures([rowOf('1', { until: '31/12/2026' })], T + hour)).toMatchObject({ updated: 1 })
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, U],
      [ENDS, U, midnight('2027-01-01')],
    ])
  })

  test('leaves an officer who went to another unit there', async () => {
    await figures([rowOf('1', { unit: NEIGHBOUR })], T + hour)
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [NEIGHBOUR, T, null],
      [BEGINS, null, null],
    ])
  })

  test('is followed by a list that adopts under a new key what begins again, not what ended', async () => {
    await figures([rowOf('1')], T + hour)
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    expect(await figures([rowOf('new', { ...before, rowKey: 'new', officer: 'CB-1' })], U)).toMatchObject({
      updated: 1,
      quarantined: 0,
    })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, U],
      [ENDS, U, null],
    ])
  })
})
