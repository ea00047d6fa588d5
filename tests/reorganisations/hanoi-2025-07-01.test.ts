import { beforeAll, describe, expect, test } from 'vitest'
import { organisationBefore } from '../../db/load/organisation/organisation.ts'
import { type ReferenceFiles, readReferenceFiles } from '../../db/load/reference-files.ts'
import { powers, tiers } from '../../domain/dossier/dossier.ts'
import { checkTerritory } from '../../domain/territory/territory-check.ts'
import { type Produced, produce } from '../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../reorganisations/grammar/reference-rows.ts'
import { referenceTables } from '../../reorganisations/grammar/row-changes.ts'
import { rowsBefore } from '../../reorganisations/grammar/rows-before.ts'
import { territoryRowsOf } from '../../reorganisations/grammar/territory-rows.ts'
import { undo } from '../../reorganisations/grammar/undo.ts'
import hanoi from '../../reorganisations/hanoi-2025-07-01.ts'

const FIRST_DAY_MS = Date.parse('2025-07-01T00:00:00+07:00')

let files: ReferenceFiles
let base: ReferenceRows
let produced: Produced
beforeAll(async () => {
  files = await readReferenceFiles()
  base = organisationBefore(files)
  produced = produce(hanoi, base, files)
})

const sorted = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Since the departments of today; before, the tables know no holder of their areas. */
const since = { from: Date.parse('2025-03-01T00:00:00+07:00'), tiers, powers }

describe('the reorganisation of Hà Nội on 1 July 2025', () => {
  test('can be done to the rows of the day before', () => {
    expect(produced.problems).toEqual([])
    expect(produced.at).toBe(FIRST_DAY_MS)
  })

  test('lets the rows before it be known again from the rows that it made', () => {
    const again = rowsBefore(produced.after, FIRST_DAY_MS)
    for (const table of referenceTables) {
      expect(sorted<{ id: string }>(again[table])).toEqual(sorted<{ id: string }>(base[table]))
    }
  })

  test('ends the seals of the units that end, and gives each commune a seal, a seat and eight offices', () => {
    const { seal, site, office } = produced.changes
    expect(seal.filter(({ was }) => was !== null)).toHaveLength(556)
    expect(seal.filter(({ was }) => was === null)).toHaveLength(126)
    expect(site.filter(({ was }) => was === null)).toHaveLength(126)
    expect(office.filter(({ was }) => was === null)).toHaveLength(126 * 8)
  })

  test('ends 30 districts and 526 communes and begins 126', () => {
    const { unit } = produced.changes
    expect(unit.filter(({ was }) => was?.tier === 'district')).toHaveLength(30)
    expect(unit.filter(({ was }) => was?.tier === 'commune')).toHaveLength(526)
    expect(unit.filter(({ was }) => was === null)).toHaveLength(126)
  })

  test('leaves no area and no power without a holder, or with two, at any instant', () => {
    expect(checkTerritory(territoryRowsOf(produced.after), since)).toEqual([])
  })

  test('gives the same changes for the same rows', () => {
    expect(produce(hanoi, base, files).changes).toEqual(produced.changes)
  })
})

describe('the undo of the reorganisation of Hà Nội on 1 July 2025', () => {
  const heldAs = (areaId: string): string | null => {
    const edge = files.mapping.find(({ newCode }) => areaId === `unplaced:new:${newCode}`)
    return edge === undefined ? null : `cell:${edge.oldCode}:${edge.newCode}`
  }
  const U = Date.parse('2025-08-01T00:00:00+07:00')

  test('leaves the rows before its instant as they were, and empties those that would have begun', () => {
    const undone = undo(produced, produced.after, { at: FIRST_DAY_MS - 1, basis: 'Quyết định thử' })
    expect(undone.problems).toEqual([])
    const inForce = (rows: ReferenceRows) => sorted(rows.jurisdiction.filter(({ valid }) => valid.length > 0))
    expect(inForce(undone.after)).toEqual(inForce(base))
    expect(undone.after.unit.filter(({ valid }) => valid.length === 0)).toHaveLength(126)
  })

  test('begins the earlier holders again after its instant, and leaves no area without one', () => {
    const undone = undo(produced, produced.after, { at: U, basis: 'Quyết định thử', heldAs })
    expect(undone.problems).toEqual([])
    const district = undone.after.unit.find(({ id }) => id === 'old:001')
    expect(district?.valid.map(({ from }) => from)).toEqual([expect.any(Number), U])
    expect(checkTerritory(territoryRowsOf(undone.after), since)).toEqual([])
  })

  test('changes nothing of the time between', () => {
    const undone = undo(produced, produced.after, { at: U, basis: 'Quyết định thử', heldAs })
    const holdersAt = (rows: ReferenceRows, at: number) =>
      sorted(
        rows.jurisdiction
          .filter(({ valid }) => valid.some(({ from, until }) => from <= at && at < until))
          .map(({ areaId, tier, unitId, custodian }) => ({ id: `${areaId} ${tier}`, unitId, custodian })),
      )
    expect(holdersAt(undone.after, U - 1)).toEqual(holdersAt(produced.after, U - 1))
  })

  test('needs to know as which area something that began with it is held, where that is part of nothing', () => {
    const undone = undo(produced, produced.after, { at: U, basis: 'Quyết định thử' })
    expect(undone.problems).toHaveLength(252)
    expect(undone.problems[0]).toMatch(
      /^area unplaced:new:\d+ began with it and no unit of tier commune would hold it/,
    )
  })

  test('can be followed by doing it again later', () => {
    const undone = undo(produced, produced.after, { at: U, basis: 'Quyết định thử', heldAs })
    const again = Date.parse('2025-09-01T00:00:00+07:00')
    const redone = produce(hanoi, undone.after, files, again)
    expect(redone.problems).toEqual([])
    expect(checkTerritory(territoryRowsOf(redone.after), since)).toEqual([])
  })
})
