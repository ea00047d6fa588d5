/** Officers whom lists name from the real instant on begin with the rehearsal: else nobody could work in what begins. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readEnactment } from '../../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { officerOfAccount } from '../../db/territory/authority/accounts.ts'
import { lendMandate } from '../../db/territory/authority/mandate.ts'
import { armInCopy } from '../../rehearsal/arm-in-copy.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { BEGINS, ENDS, NEIGHBOUR, wardEnds } from '../db/reorganisations/ward-ends.ts'
import { rowOf, source, staffLists } from '../imports/staff-lists.ts'
import { inChange } from '../reference-change.ts'

const hour = 3_600_000
const midnight = (day: string) => Date.parse(`${day}T00:00:00+07:00`)
const T = midnight('2026-07-01')
const REHEARSED = aMonday + 3 * hour

let copy: TestDatabase
let of: Enactable
beforeEach(async () => {
  copy = await fewUnits()
  of = wardEnds(await readReferenceRows(copy.sql), T)
})
const { figures, mandatesOf } = staffLists(() => copy)
const rehearsed = () => armInCopy(copy, of, { effectiveAt: REHEARSED, now: () => aMonday + 2 * hour })

describe('in a rehearsal of an armed reorganisation', { timeout: 300_000 }, () => {
  test('officers of a list begin at its instant in the units that begin, and are known by their accounts', async () => {
    await armed(copy, of, aMonday)
    const list = [
      rowOf('new', { until: '31/12/2026' }),
      rowOf('stands', { unit: NEIGHBOUR }),
      rowOf('later', { from: '15/09/2026' }),
    ]
    expect(await figures(list, aMonday + hour)).toMatchObject({ created: 3 })
    await rehearsed()
    expect((await readEnactment(copy.sql, of.id)).effectiveAt).toBe(REHEARSED)
    expect(await mandatesOf('new')).toEqual([[BEGINS, REHEARSED, midnight('2027-01-01')]])
    expect(await mandatesOf('stands')).toEqual([[NEIGHBOUR, REHEARSED, null]])
    expect(await mandatesOf('later')).toEqual([[BEGINS, midnight('2026-09-15'), null]])
    expect(await officerOfAccount(copy.sql, 'new@hanoi', REHEARSED)).toBe(`can-bo:${source}:CB-new`)
    expect(await figures(list, aMonday + 2 * hour)).toMatchObject({ alreadyThere: 3 })
  })

  test('a loan in a unit that begins comes with it, and a mandate that a person emptied does not', async () => {
    await armed(copy, of, aMonday)
    await figures([rowOf('lender'), rowOf('borrower', { unit: NEIGHBOUR }), rowOf('gone')], aMonday + hour)
    const until = midnight('2026-09-01')
    await lendMandate(copy, {
      ...{ caller: 'x', key: 'loan', unitId: BEGINS, role: 'oneStop', kind: 'substitution', basis: 'QĐ' },
      ...{ officerId: `can-bo:${source}:CB-borrower`, actingForId: `can-bo:${source}:CB-lender` },
      ...{ from: T, until, at: aMonday + hour },
    })
    await inChange(
      copy,
      (tx) => tx`update mandate set valid = 'empty' where officer_id = ${`can-bo:${source}:CB-gone`}`,
      { kind: 'staff' },
    )
    await rehearsed()
    expect(await mandatesOf('borrower')).toContainEqual([BEGINS, REHEARSED, until])
    expect(await mandatesOf('gone')).toEqual([[BEGINS, null, null]])
  })

  test('officers whom the reorganisation moves are moved at its instant, once', async () => {
    await figures([rowOf('moved', { unit: ENDS, from: '01/07/2025' })], aMonday)
    await armed(copy, of, aMonday)
    await rehearsed()
    const held = (await mandatesOf('moved')).filter(([, from]) => from !== null)
    expect(held).toEqual([
      [ENDS, midnight('2025-07-01'), REHEARSED],
      [BEGINS, REHEARSED, null],
    ])
  })
})

test('in a rehearsal of one that is not armed a list that changes officers at the real instant does so at its own', {
  timeout: 300_000,
}, async () => {
  await figures([rowOf('1', { unit: 'new:00025', until: '30/06/2026', from: '01/07/2025' })], aMonday)
  await figures([rowOf('1', { rowKey: '1b', unit: 'new:00025', account: undefined })], aMonday)
  await rehearsed()
  expect(await mandatesOf('1')).toEqual([
    ['new:00025', midnight('2025-07-01'), REHEARSED],
    ['new:00025', REHEARSED, null],
  ])
})
