/** Accounts of a staff list: replaced, handed on with a post, and of a person whom another list named first. */
import { beforeEach, describe, expect, test } from 'vitest'
import { officerOfAccount } from '../../db/territory/authority/accounts.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { importStaff } from '../../imports/import-staff.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { ENDS, NEIGHBOUR } from '../db/reorganisations/ward-ends.ts'
import { inChange } from '../reference-change.ts'
import { rowsOf } from './rows.ts'
import { rowOf, source, staffLists } from './staff-lists.ts'

const hour = 3_600_000
const day = 24 * hour
const at = (date: string) => Date.parse(`${date}T08:00:00+07:00`)
let db: TestDatabase
beforeEach(async () => {
  db = await fewUnits()
})
const { figures, mandatesOf } = staffLists(() => db)
const CHAIR = 'chu-tich@hanoi'
const staff = (rowKey: string, changes: RawRow = {}) =>
  rowOf(rowKey, { unit: ENDS, from: '01/07/2025', ...changes })
const holder = async (account: string, when: number) =>
  (await officerOfAccount(db.sql, account, when))?.replace(`can-bo:${source}:`, '') ?? null

describe('an account that a list replaces', { timeout: 300_000 }, () => {
  test('ends at the import, where the new one begins', async () => {
    await figures([staff('1', { account: 'old@hanoi' })], aMonday)
    const corrected = staff('1', { account: 'new@hanoi' })
    expect(await figures([corrected], aMonday + day)).toMatchObject({ updated: 1 })
    const held = async (when: number) => [await holder('old@hanoi', when), await holder('new@hanoi', when)]
    expect(await held(aMonday + hour)).toEqual(['CB-1', null])
    expect(await held(aMonday + day)).toEqual([null, 'CB-1'])
    expect(await figures([corrected], aMonday + 2 * day)).toMatchObject({ alreadyThere: 1, updated: 0 })
  })

  test('is free for another officer from then on, also in the same file', async () => {
    await figures([staff('1', { account: 'a@hanoi' }), staff('2', { account: 'b@hanoi' })], aMonday)
    const swapped = [staff('1', { account: 'b@hanoi' }), staff('2', { account: 'a@hanoi' })]
    expect(await figures(swapped, aMonday + day)).toMatchObject({ updated: 2, quarantined: 0 })
    expect([await holder('a@hanoi', aMonday), await holder('a@hanoi', aMonday + day)]).toEqual([
      'CB-1',
      'CB-2',
    ])
    expect(await figures(swapped, aMonday + 2 * day)).toMatchObject({ alreadyThere: 2 })
    await figures([staff('1', { account: 'c@hanoi' })], aMonday + 2 * day)
    expect(await figures([staff('3', { account: 'b@hanoi' })], aMonday + 3 * day)).toMatchObject({
      created: 1,
    })
    expect(await holder('b@hanoi', aMonday + 3 * day)).toBe('CB-3')
  })

  test('stays where another row of the officer names it', async () => {
    const second = staff('1b', { officer: 'CB-1', role: 'councilOffice', account: 'old@hanoi' })
    await figures([staff('1', { account: 'old@hanoi' }), second], aMonday)
    await figures([staff('1', { account: 'new@hanoi' })], aMonday + day)
    expect(await holder('old@hanoi', aMonday + 2 * day)).toBe('CB-1')
  })

  test('ends with the post, where the officer changes it for one with another account', async () => {
    await figures([staff('1', { account: CHAIR })], aMonday)
    const rows = [
      staff('2', { account: CHAIR, from: '01/03/2026' }),
      staff('1', { unit: NEIGHBOUR, account: 'an@hanoi', from: '01/03/2026' }),
    ]
    expect(await figures(rows, aMonday)).toMatchObject({ created: 1, updated: 1, quarantined: 0 })
    expect([await holder(CHAIR, at('2026-02-28')), await holder(CHAIR, at('2026-03-01'))]).toEqual([
      'CB-1',
      'CB-2',
    ])
    expect(await figures(rows, aMonday + hour)).toMatchObject({ alreadyThere: 2 })
  })
})

describe('the account of a post', { timeout: 300_000 }, () => {
  test('passes to the next officer after the time of the one before, and back', async () => {
    await figures([staff('1', { until: '31/12/2025', account: CHAIR })], aMonday)
    const next = staff('2', { from: '01/03/2026', until: '31/08/2026', account: CHAIR })
    expect(await figures([next], aMonday + hour)).toMatchObject({ created: 1 })
    const again = staff('1c', { officer: 'CB-1', from: '01/09/2026', account: CHAIR })
    expect(await figures([again], aMonday + hour)).toMatchObject({ created: 1 })
    const holders = ['2025-12-31', '2026-02-01', '2026-03-02', '2026-09-02'].map((date) =>
      holder(CHAIR, at(date)),
    )
    expect(await Promise.all(holders)).toEqual(['CB-1', null, 'CB-2', 'CB-1'])
    expect(await figures([next, again], aMonday + day)).toMatchObject({ alreadyThere: 2 })
    const corrected = staff('1', { until: '31/12/2025', account: CHAIR, basis: 'Quyết định 13' })
    expect(await figures([corrected], aMonday + day)).toMatchObject({ updated: 1, quarantined: 0 })
    expect(await holder(CHAIR, at('2026-03-02'))).toBe('CB-2')
  })

  test('is no two persons at a time: what would make it so is kept out, in any order', async () => {
    const rows = [
      staff('1', { until: '31/12/2025', account: CHAIR }),
      staff('2', { from: '01/12/2025', account: CHAIR }),
    ]
    expect(await figures(rows, aMonday)).toMatchObject({ reasons: { accountTaken: [1, 2] } })
    await figures(rows.slice(0, 1), aMonday)
    expect(await figures(rows, aMonday)).toMatchObject({ alreadyThere: 1, reasons: { accountTaken: [2] } })
    await figures([staff('2', { from: '01/01/2026', account: CHAIR })], aMonday)
    const longer = staff('1d', { officer: 'CB-1', role: 'councilOffice', account: undefined })
    expect(await figures([longer], aMonday)).toMatchObject({ created: 1, quarantined: 0 })
    expect(await holder(CHAIR, at('2026-01-01'))).toBe('CB-2')
    await expect(
      inChange(
        db,
        (tx) => tx`insert into account (id, subject, officer_id, valid, basis)
          select 'x', ${CHAIR}, ${`can-bo:${source}:CB-2`}, tstzrange('2025-12-01', null), 'QĐ'`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'account_one_holder' })
  })

  test('ends for the officer whose row is given to another', async () => {
    await figures([staff('1', { account: CHAIR })], aMonday)
    const given = staff('1', { officer: 'CB-2', from: '01/03/2026', account: CHAIR })
    expect(await figures([given], aMonday)).toMatchObject({ updated: 1, quarantined: 0 })
    expect([await holder(CHAIR, at('2026-02-28')), await holder(CHAIR, at('2026-03-01'))]).toEqual([
      'CB-1',
      'CB-2',
    ])
  })
})

describe('a person whom another list named first', { timeout: 300_000 }, () => {
  const fromHealth = async (changes: RawRow) => {
    const key = JSON.stringify(changes)
    const row = rowOf('h', {
      officer: 'Y-1',
      unit: NEIGHBOUR,
      account: '1@hanoi',
      from: '01/10/2025',
      ...changes,
    })
    const about = { source: 'so-y-te', caller: 'x', key, at: aMonday + hour, rows: rowsOf([row]) }
    const { created, reasons } = (await importStaff(db, about)).figures
    return { created, reasons: reasons.map(({ reason }) => reason) }
  }

  test('is kept out by the account until the list names the officer by the id here', async () => {
    await figures([staff('1')], aMonday)
    expect(await fromHealth({})).toEqual({ created: 0, reasons: ['accountTaken'] })
    const officer = `can-bo:${source}:CB-1`
    expect(await fromHealth({ officer, name: 'Trần Bình' })).toEqual({ created: 0, reasons: ['nameDiffers'] })
    expect(await fromHealth({ officer: `${officer}0` })).toEqual({ created: 0, reasons: ['unknownOfficer'] })
    expect(await fromHealth({ officer })).toEqual({ created: 1, reasons: [] })
    expect(await mandatesOf('1')).toHaveLength(2)
    expect(await holder('1@hanoi', aMonday + day)).toBe('CB-1')
  })
})
