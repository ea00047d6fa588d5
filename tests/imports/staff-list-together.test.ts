/** A staff list is judged as a whole: the order of its rows does not matter, and a second run changes nothing. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { RawRow } from '../../imports/import-row.ts'
import { aMonday } from '../clock.ts'
import type { TestDatabase } from '../database.ts'
import { fewUnits } from '../db/reorganisations/few-units.ts'
import { ENDS, NEIGHBOUR } from '../db/reorganisations/ward-ends.ts'
import { rowOf, staffLists } from './staff-lists.ts'

const hour = 3_600_000
const midnight = (date: string) => Date.parse(`${date}T00:00:00+07:00`)
const THIRD = 'new:00025'
const BEFORE = midnight('2025-07-01')
const MOVED = midnight('2025-10-01')
let db: TestDatabase
beforeEach(async () => {
  db = await fewUnits()
})
const { figures, mandatesOf } = staffLists(() => db)

const post = (rowKey: string, unit: string, changes: RawRow = {}) =>
  rowOf(rowKey, { officer: 'CB-1', account: undefined, unit, from: '01/07/2025', ...changes })
const moved = { from: '01/10/2025' }
const none = { created: 0, updated: 0, quarantined: 0 }

describe('a list is judged as a whole:', () => {
  describe.each([
    ['as they stand', (rows: readonly RawRow[]) => rows],
    ['turned round', (rows: readonly RawRow[]) => rows.toReversed()],
  ])('of one officer, rows %s', { timeout: 300_000 }, (_order, inOrder) => {
    test('change posts with each other', async () => {
      await figures([post('1', ENDS), post('2', NEIGHBOUR)], aMonday)
      const swapped = inOrder([post('1', NEIGHBOUR, moved), post('2', ENDS, moved)])
      expect(await figures(swapped, aMonday + hour)).toMatchObject({ updated: 2, ended: 2, quarantined: 0 })
      expect(await mandatesOf('1')).toHaveLength(4)
      expect((await mandatesOf('1')).slice(2)).toEqual(
        expect.arrayContaining([
          [ENDS, MOVED, null],
          [NEIGHBOUR, MOVED, null],
        ]),
      )
      expect(await figures(swapped, aMonday + 2 * hour)).toMatchObject({ ...none, alreadyThere: 2 })
    })

    test('take the post that another row leaves', async () => {
      await figures([post('1', ENDS), post('2', NEIGHBOUR)], aMonday)
      const chain = inOrder([post('1', NEIGHBOUR, moved), post('2', THIRD, moved)])
      expect(await figures(chain, aMonday + hour)).toMatchObject({ updated: 2, quarantined: 0 })
      expect(await figures(chain, aMonday + 2 * hour)).toMatchObject({ ...none, alreadyThere: 2 })
    })

    test('take the time of a post that a corrected row gives back', async () => {
      const [first, second] = [
        post('1', ENDS, { until: '30/09/2025' }),
        post('2', ENDS, { from: '01/10/2025', until: '31/12/2025' }),
      ]
      await figures([first, second], aMonday)
      const shifted = inOrder([
        { ...first, until: '31/10/2025' },
        { ...second, from: '01/11/2025' },
      ])
      expect(await figures(shifted, aMonday + hour)).toMatchObject({ updated: 2, quarantined: 0 })
      const back = inOrder([first, second])
      expect(await figures(back, aMonday + 2 * hour)).toMatchObject({ updated: 2, quarantined: 0 })
      expect(await mandatesOf('1')).toEqual([
        [ENDS, BEFORE, MOVED],
        [ENDS, MOVED, midnight('2026-01-01')],
      ])
    })

    test('are kept out with the row that would have left the post and is kept out itself', async () => {
      await figures([post('1', ENDS), post('2', NEIGHBOUR), post('3', THIRD)], aMonday)
      // 3 says nothing new, so 2 cannot take its post, so 1 cannot take that of 2.
      const rows = [post('1', NEIGHBOUR, moved), post('2', THIRD, moved), post('3', THIRD)]
      const refused = await figures(inOrder(rows), aMonday + hour)
      expect(refused).toMatchObject({ ...none, quarantined: 2, alreadyThere: 1 })
      expect(Object.keys(refused.reasons)).toEqual(['mandateOverlaps'])
      expect(await mandatesOf('1')).toHaveLength(3)
    })

    test('are kept out where the one who lends is kept out', async () => {
      const rows = [
        post('l', 'Phường Không Có', { officer: 'CB-l' }),
        post('b', ENDS, { officer: 'CB-b', kind: 'delegated', actingFor: 'CB-l' }),
        post('s', ENDS, { officer: 'CB-s' }),
      ]
      const refused = await figures(inOrder(rows), aMonday)
      expect(refused).toMatchObject({ created: 1, quarantined: 2 })
      expect(Object.keys(refused.reasons).sort()).toEqual(['unknownLender', 'unknownUnit'])
    })
  })
})
