/** The reorganisations to come, on the rows that stand: each can be done, leaves no gap, is undone and redone. */
import { beforeAll, describe, expect, test } from 'vitest'
import { knownReorganisations, reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { powers, tiers } from '../../domain/dossier/dossier.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import { checkTerritory } from '../../domain/territory/territory-check.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import type { Produced } from '../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'
import { territoryRowsOf } from '../../reorganisations/grammar/territory-rows.ts'
import { undo } from '../../reorganisations/grammar/undo.ts'
import { testDatabase } from '../database.ts'

let base: ReferenceRows
let known: readonly Enactable[]
beforeAll(async () => {
  const { sql } = await testDatabase()
  ;[base, known] = await Promise.all([readReferenceRows(sql), knownReorganisations()])
})

const day = 86_400_000
/** How many mandates begin with it. */
const begun = ({ after }: Produced, at: number): number =>
  after.mandate.filter(({ valid }) => valid.some(({ from }) => from === at)).length
const findings = (rows: ReferenceRows) =>
  checkTerritory(territoryRowsOf(rows), { from: Date.parse('2025-03-01T00:00:00+07:00'), tiers, powers })

describe.each(['reception-2027-01-01', 'offices-2027-01-01'])('a declared reorganisation: %s', (id) => {
  test('is done, undone and redone, and at no instant an area or a power has none or two', () => {
    const of = reorganisationOf(known, id)
    const done = of.produce(base)
    expect(done.problems).toEqual([])
    expect(findings(done.after)).toEqual([])
    const undone = undo(done, done.after, { at: done.at + day, basis: 'Quyết định thử' })
    expect(undone.problems).toEqual([])
    expect(findings(undone.after)).toEqual([])
    const redone = of.produce(undone.after, done.at + 2 * day)
    expect(redone.problems).toEqual([])
    expect(begun(redone, redone.at)).toBe(begun(done, done.at))
    expect(findings(redone.after)).toEqual([])
  })
})

describe('the hand-over of reception', () => {
  let done: Produced
  beforeAll(() => {
    done = reorganisationOf(known, 'reception-2027-01-01').produce(base)
  })

  test('begins the Centre, 12 branches and 30 reception points', () => {
    const begun = done.changes.unit.filter(({ was }) => was === null).map(({ row }) => row)
    expect(begun.filter(({ tier }) => tier === 'branch')).toHaveLength(12)
    expect(begun).toHaveLength(13)
    expect(done.changes.office.filter(({ was }) => was === null)).toHaveLength(30)
  })

  test('moves the reception and return of what communes decide, and no other power', () => {
    const begun = done.changes.competence.filter(({ was }) => was === null)
    expect(begun.map(({ row }) => `${row.power} ${row.tier} ${row.heldBy}`)).toEqual([
      'receive commune branch',
      'return commune branch',
    ])
    expect(done.changes.jurisdiction.every(({ row }) => row.tier === 'branch')).toBe(true)
  })

  test('takes the officers of 126 counters to the reception points, and no other officer', () => {
    const moved = done.changes.mandate.filter(({ was }) => was === null)
    expect(moved).toHaveLength(126)
    expect(moved.every(({ row }) => row.role === 'oneStop' && row.unitId.startsWith('hanoi:ttpvhcc-'))).toBe(
      true,
    )
  })

  test('lets each officer receive for the areas of the own point, and leaves no area of a branch without one', () => {
    const moved = done.changes.mandate.filter(({ was }) => was === null).map(({ row }) => row)
    const ofPoints = new Map(moved.map(({ officeId, areas }) => [officeId, areas ?? []]))
    const all = [...ofPoints.values()].flat()
    expect(new Set(all).size).toBe(all.length)
    const branches = done.after.jurisdiction.filter(
      ({ tier, valid }) => tier === 'branch' && holdsAt(valid, done.at),
    )
    for (const { areaId, unitId } of branches) {
      const officers = moved.filter(({ areas }) => areas?.includes(areaId))
      expect(officers.length).toBeGreaterThan(0)
      expect(new Set(officers.map((one) => one.unitId))).toEqual(new Set([unitId]))
    }
  })
})

describe('the split of the offices of two wards', () => {
  test('gives each field of the office to one of the two that take its place', () => {
    const done = reorganisationOf(known, 'offices-2027-01-01').produce(base)
    const fieldsAt = (at: number) =>
      done.after.office
        .filter(
          ({ unitId, roles, valid }) =>
            unitId === 'new:00070' && roles.includes('economy') && holdsAt(valid, at),
        )
        .map(({ fields }) => fields ?? [])
    const [before] = fieldsAt(done.at - 1)
    const after = fieldsAt(done.at)
    expect(after).toHaveLength(2)
    expect(after.every((fields) => fields.length > 0)).toBe(true)
    expect(after.flat().sort()).toEqual([...(before ?? [])].sort())
  })

  test('lets a specialist hold a desk in both wards, and ends none', () => {
    const done = reorganisationOf(known, 'offices-2027-01-01').produce(base)
    const held = done.after.mandate.filter(
      ({ officerId, valid }) => officerId === 'can-bo:new:00004:economy:1' && holdsAt(valid, done.at),
    )
    expect(held.map(({ unitId }) => unitId).sort()).toEqual(['new:00004', 'new:00082'])
  })
})
