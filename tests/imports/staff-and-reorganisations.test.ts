/** A staff list before, at and after a reorganisation: new units have their officers at the instant, and no mandate is left in a unit that does not begin. */
import { beforeEach, describe, expect, test } from 'vitest'
import { closeReorganisation } from '../../db/reorganisations/enactment/enact.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
} from '../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { officerOfAccount } from '../../db/territory/authority/accounts.ts'
import { lendMandate } from '../../db/territory/authority/mandate.ts'
import { readReadiness } from '../../db/territory/units/readiness.ts'
import { type Enactable, enactable } from '../../reorganisations/enactable.ts'
import { reorganisation } from '../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { armed, undone } from '../db/reorganisations/arm.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { BEGINS, ENDS, NEIGHBOUR, wardEnds } from '../db/reorganisations/ward-ends.ts'
import { inChange } from '../reference-change.ts'
import { rowOf, source, staffLists } from './staff-lists.ts'

const [basis, hour] = ['Quyết định thử', 3_600_000]
const midnight = (day: string) => Date.parse(`${day}T00:00:00+07:00`)
const [T, LATER] = [midnight('2026-07-01'), midnight('2026-08-01')]
let db: TestDatabase
beforeEach(async () => {
  db = await fewUnits()
})
const { figures, mandatesOf } = staffLists(() => db)

describe('a staff list after a reorganisation', { timeout: 300_000 }, () => {
  let of: Enactable
  const before = rowOf('1', { unit: ENDS, from: '01/07/2025' })

  async function reorganised(): Promise<void> {
    expect(await figures([before], aMonday)).toMatchObject({ created: 1 })
    of = wardEnds(await readReferenceRows(db.sql), T)
    await armed(db, of, aMonday + 1)
    await closeReorganisation(db, of, { actorId: 'an', at: T + hour, basis })
    expect(await mandatesOf('1')).toMatchObject([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, null],
    ])
  }

  test('adopts the mandate that it made, under the same key, and corrects it from then on', async () => {
    await reorganised()
    expect(await figures([before], T + hour)).toMatchObject({ alreadyThere: 1 })
    const after = rowOf('1')
    expect(await figures([after], T + hour)).toMatchObject({ updated: 1, quarantined: 0, ended: 0 })
    expect(await figures([after], T + hour)).toMatchObject({ alreadyThere: 1 })
    expect(await figures([rowOf('1', { until: '31/12/2026' })], T + hour)).toMatchObject({ updated: 1 })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, midnight('2027-01-01')],
    ])
    expect(await officerOfAccount(db.sql, '1@hanoi', aMonday)).not.toBeNull()
    expect(await officerOfAccount(db.sql, '1@hanoi', midnight('2027-01-02'))).toBeNull()
  })

  test('adopts the mandate that it made under a new key, and refuses a second row of that post', async () => {
    await reorganised()
    const renamed = rowOf('new', { officer: 'CB-1', account: '1@hanoi' })
    expect(await figures([renamed], T + hour)).toMatchObject({ updated: 1, quarantined: 0 })
    expect(await figures([renamed, before], T + hour)).toMatchObject({ alreadyThere: 2 })
    expect(await figures([rowOf('other', { officer: 'CB-1', account: undefined })], T + hour)).toMatchObject({
      reasons: { mandateOverlaps: [1] },
    })
    expect(await mandatesOf('1')).toHaveLength(2)
  })

  test('gives an officer whose mandate ended with the unit another from then on', async () => {
    await figures([before], aMonday)
    await inChange(
      db,
      (tx) => tx`
        update mandate set valid = tstzrange(lower(valid), instant(${T})) where officer_id = ${`can-bo:${source}:CB-1`}`,
    )
    const moved = rowOf('1', { unit: NEIGHBOUR })
    expect(await figures([moved], T + hour)).toMatchObject({ updated: 1, ended: 0, quarantined: 0 })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [NEIGHBOUR, T, null],
    ])
    expect(await figures([moved], T + hour)).toMatchObject({ alreadyThere: 1 })
  })

  test('ends by a row without the desk to which the officer was moved that desk, and waits while the next one is armed', async () => {
    await figures([before], aMonday)
    of = wardEnds(await readReferenceRows(db.sql), T)
    await armed(db, of, aMonday + 1)
    const left = rowOf('1', { unit: NEIGHBOUR })
    await expect(figures([left], aMonday + 2)).rejects.toMatchObject({ code: 'reorganisationArmed' })
    await closeReorganisation(db, of, { actorId: 'an', at: T + hour, basis })
    expect(await figures([{ ...left, from: '01/08/2026' }], T + hour)).toMatchObject({ updated: 1, ended: 1 })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, LATER],
      [NEIGHBOUR, LATER, null],
    ])
  })

  test('empties the desk to which the officer was moved where a row begins at its first instant', async () => {
    await reorganised()
    const left = rowOf('1', { unit: NEIGHBOUR })
    expect(await figures([left], T + hour)).toMatchObject({ updated: 1, quarantined: 0 })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [NEIGHBOUR, T, null],
      [BEGINS, null, null],
    ])
    expect(await figures([left], T + hour)).toMatchObject({ alreadyThere: 1 })
  })

  test('and its undo corrects the basis of an officer whom the list never moved', async () => {
    await reorganised()
    const U = T + 24 * hour
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    const corrected = { ...before, basis: 'Quyết định 13/QĐ-UBND' }
    expect(await figures([corrected], U)).toMatchObject({ updated: 1, quarantined: 0 })
    expect(await figures([corrected], U)).toMatchObject({ alreadyThere: 1 })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, U],
      [ENDS, U, null],
    ])
  })

  test('and its undo goes on with the mandate that begins again', async () => {
    await reorganised()
    const U = T + 24 * hour
    await undone(db, of, { at: T + 2 * hour, effectiveAt: U })
    expect(await figures([before], U)).toMatchObject({ alreadyThere: 1 })
    expect(await figures([{ ...before, until: '31/12/2026' }], U)).toMatchObject({
      updated: 1,
      quarantined: 0,
    })
    expect(await mandatesOf('1')).toEqual([
      [ENDS, midnight('2025-07-01'), T],
      [BEGINS, T, U],
      [ENDS, U, midnight('2027-01-01')],
    ])
  })
})

/** A unit begins, and an office in one that stands. */
const OFFICE = `${NEIGHBOUR}/phong-thu`
const begins = enactable(
  reorganisation<null>({
    ...{ id: 'don-vi-thu', name: 'Đơn vị thử', basis: 'Nghị quyết thử 2/2026' },
    ...{ effectiveAt: new Date(T).toISOString(), openQuestions: [] },
    changes: () => [
      {
        kind: 'unitBegins',
        unit: {
          ...{ id: BEGINS, name: 'Phường Thử Mới', type: 'phường', tier: 'commune' },
          ...{ parentId: 'hanoi:01', identifier: 'H26.991' },
        },
      },
      {
        kind: 'officeBegins',
        office: { id: OFFICE, unitId: NEIGHBOUR, name: 'Phòng Thử', roles: ['economy'], fields: null },
      },
    ],
  }),
  null,
)
const inUnit = rowOf('u')
const inOffice = rowOf('o', { unit: NEIGHBOUR, office: OFFICE, role: 'economy' })
const both = [inUnit, inOffice]

describe('a staff list while a reorganisation is armed', { timeout: 300_000 }, () => {
  const standing = rowOf('stands', { unit: ENDS, from: '01/07/2025' })
  beforeEach(async () => {
    await figures([standing], aMonday)
    await armed(db, begins, aMonday)
  })
  const byTwo = async (work: (by: { actorId: string; at: number; basis: string }) => Promise<unknown>) => {
    for (const actorId of ['an', 'chi']) await work({ actorId, at: aMonday + hour, basis })
  }

  test('brings the officers of the units that begin, and changes nothing of those that exist', async () => {
    await expect(figures([rowOf('x', { unit: ENDS, from: '01/07/2025' })], aMonday)).rejects.toMatchObject({
      code: 'reorganisationArmed',
    })
    const rows = [...both, rowOf('x', { unit: ENDS, from: '01/07/2025' })]
    expect(await figures(rows, aMonday)).toMatchObject({
      ...{ created: 2, quarantined: 1 },
      reasons: { waitsForReorganisation: [3] },
    })
    const [unit] = await readReadiness(db.sql, { unitId: BEGINS, asOfMs: T })
    expect(unit?.facts).toMatchObject({ officers: 1, officersWithAccount: 1 })
    expect(await officerOfAccount(db.sql, 'u@hanoi', T)).toBe(`can-bo:${source}:CB-u`)
    expect(await figures([rowOf('u', { until: '31/12/2026' })], aMonday + 1)).toMatchObject({ updated: 1 })
    expect(await mandatesOf('u')).toEqual([[BEGINS, T, midnight('2027-01-01')]])
  })

  test('waits as a whole from the instant of the reorganisation to its closing', async () => {
    // Begun before the instant, the first is written after it.
    for (const at of [T - 1_000, T])
      await expect(figures(both, at)).rejects.toMatchObject({ code: 'reorganisationArmed' })
    expect(await mandatesOf('u')).toEqual([])
  })

  test('leaves an officer at the present desk', async () => {
    const before = await mandatesOf('stands')
    await expect(figures([rowOf('stands')], aMonday)).rejects.toMatchObject({ code: 'reorganisationArmed' })
    expect(await figures([standing], aMonday)).toMatchObject({ alreadyThere: 1 })
    expect(await mandatesOf('stands')).toEqual(before)
  })

  test('has its new officers moved by a postponement, also twice and after a correction', async () => {
    const inTime = rowOf('late', { from: '15/09/2026' })
    await figures([...both, inTime], aMonday)
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: LATER }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, LATER, null]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, LATER, null]])
    expect(await mandatesOf('late')).toEqual([[BEGINS, midnight('2026-09-15'), null]])
    const corrected = rowOf('u', { from: '01/08/2026', until: '31/12/2026' })
    expect(await figures([corrected], aMonday + 2 * hour)).toMatchObject({ updated: 1 })
    const again = midnight('2026-09-01')
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: again }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, again, midnight('2027-01-01')]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, again, null]])
  })

  test('changes nothing after a postponement where it says what it said, also once the units stand', async () => {
    await figures(both, aMonday)
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: LATER }))
    expect(await figures(both, aMonday + 2 * hour)).toMatchObject({ alreadyThere: 2 })
    await closeReorganisation(db, begins, { actorId: 'an', at: LATER + hour, basis })
    expect(await figures(both, LATER + hour)).toMatchObject({ alreadyThere: 2 })
    await figures([rowOf('u', { until: '31/12/2026' })], LATER + hour)
    expect(await mandatesOf('u')).toEqual([[BEGINS, LATER, midnight('2027-01-01')]])
  })

  test('has its officers begin when it says after a postponement and back, and what a person ended stays ended', async () => {
    await figures(both, aMonday)
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: LATER }))
    const ended = midnight('2026-10-01')
    await inChange(
      db,
      (tx) => tx`
        update mandate set valid = tstzrange(lower(valid), instant(${ended})) where officer_id = ${`can-bo:${source}:CB-u`}`,
    )
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: T }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, T, ended]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, T, null]])
  })

  test('gets back a mandate that a postponement took whole, not one that a person emptied', async () => {
    await figures([rowOf('u', { until: '15/07/2026' }), inOffice], aMonday)
    await inChange(
      db,
      (tx) => tx`update mandate set valid = 'empty' where officer_id = ${`can-bo:${source}:CB-o`}`,
    )
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: LATER }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, null, null]])
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: T }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, T, midnight('2026-07-16')]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, null, null]])
  })

  test('may have a loan in a unit that begins, which is postponed with it', async () => {
    await figures(both, aMonday)
    const until = midnight('2026-09-01')
    await lendMandate(db, {
      ...{ caller: 'x', key: 'loan', unitId: BEGINS, role: 'oneStop', kind: 'substitution', basis },
      ...{ officerId: `can-bo:${source}:CB-o`, actingForId: `can-bo:${source}:CB-u` },
      ...{ from: T, until, at: aMonday },
    })
    for (const effectiveAt of [LATER, T]) {
      await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt }))
      expect(await mandatesOf('o')).toContainEqual([BEGINS, effectiveAt, until])
    }
  })

  test('leaves no officer in units that a call-off keeps from beginning; armed again, the same list brings them', async () => {
    await figures(both, aMonday)
    await byTwo((by) => callOffReorganisation(db, begins, by))
    expect(await mandatesOf('u')).toEqual([[BEGINS, null, null]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, null, null]])
    expect(await figures(both, aMonday + 2 * hour)).toMatchObject({
      reasons: { unknownUnit: [1], unknownOffice: [2] },
    })
    await armed(db, begins, aMonday + 3 * hour)
    expect(await figures(both, aMonday + 3 * hour)).toMatchObject({ updated: 2, quarantined: 0 })
    expect(await mandatesOf('u')).toEqual([[BEGINS, T, null]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, T, null]])
    await byTwo((by) => postponeReorganisation(db, begins, { ...by, effectiveAt: LATER }))
    expect(await mandatesOf('u')).toEqual([[BEGINS, LATER, null]])
  })

  test('brings officers who end with an undo of the reorganisation', async () => {
    await figures(both, aMonday)
    await undone(db, begins, { at: T + hour, effectiveAt: T + 2 * hour })
    expect(await mandatesOf('u')).toEqual([[BEGINS, T, T + 2 * hour]])
    expect(await mandatesOf('o')).toEqual([[NEIGHBOUR, T, T + 2 * hour]])
  })
})
