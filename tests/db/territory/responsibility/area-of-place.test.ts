/** The area of a place from the codes of its communes: as the data was loaded, and after later reorganisations. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { areaOf, type PlaceKnown } from '../../../../db/territory/responsibility/area-of-place.ts'
import { enactable } from '../../../../reorganisations/enactable.ts'
import { type Change, reorganisation } from '../../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { armed, undone } from '../../reorganisations/arm.ts'
import { fewUnits } from '../../reorganisations/few-units.ts'
import { BEGINS, ENDS, NEIGHBOUR, splitCell, wardEnds } from '../../reorganisations/ward-ends.ts'

const AUTUMN = Date.parse('2026-10-01T09:00:00+07:00')
const BEFORE = Date.parse('2025-07-01T00:00:00+07:00') - 1

// Phường Phúc Xá went whole to phường Hồng Hà (00097); Cống Vị (00007) was split between Ngọc Hà and Giảng Võ.
const PHUC_XA = 'cell:00001:00097'
const CONG_VI = 'unplaced:old:00007'

describe('the area of a place as given', () => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await testDatabase()
  })

  test('is the cell where both communes are named', async () => {
    expect(await areaOf(db.sql, { oldWard: '00007', newWard: '00025' }, AUTUMN)).toBe('cell:00007:00025')
  })

  test('is the only cell of an old commune that went whole into a new one', async () => {
    expect(await areaOf(db.sql, { oldWard: '00001' }, BEFORE)).toBe(PHUC_XA)
    expect(await areaOf(db.sql, { oldWard: '00001' }, AUTUMN)).toBe(PHUC_XA)
  })

  test('is the cell too before the new commune begins', async () => {
    expect(await areaOf(db.sql, { oldWard: '00001', newWard: '00097' }, BEFORE)).toBe(PHUC_XA)
  })

  test('is the unplaced area of an old commune that was split', async () => {
    expect(await areaOf(db.sql, { oldWard: '00007' }, AUTUMN)).toBe(CONG_VI)
  })

  test('is the unplaced area of a new commune, which is made of several', async () => {
    expect(await areaOf(db.sql, { newWard: '00097' }, AUTUMN)).toBe('unplaced:new:00097')
  })

  test('is the area that is named itself', async () => {
    expect(await areaOf(db.sql, { areaId: CONG_VI }, AUTUMN)).toBe(CONG_VI)
  })

  test.each([
    ['a cell that does not exist', { oldWard: '00001', newWard: '00004' }],
    ['a code of no commune', { oldWard: '99999' }],
    ['part of a code', { oldWard: '0000' }],
    ['an area that does not exist', { areaId: 'cell:0:0' }],
    ['nothing', {}],
  ])('is refused for %s', async (_, place) => {
    await expect(areaOf(db.sql, place, AUTUMN)).rejects.toMatchObject({ code: 'unknownArea' })
  })

  test('is refused for a new commune before it exists', async () => {
    await expect(areaOf(db.sql, { newWard: '00097' }, BEFORE)).rejects.toMatchObject({ code: 'unknownArea' })
  })
})

/** A commune of the tests' reorganisations, by the code that the id ends with. */
const codeOf = (unit: string) => unit.slice('new:'.length)
const OWN = `unplaced:${ENDS}`

/** The communes before and after, and a place in them. */
async function afterReorganisation(
  changes: (base: Awaited<ReturnType<typeof readReferenceRows>>) => readonly Change[],
  at: number,
) {
  const db = await fewUnits()
  const rows = await readReferenceRows(db.sql)
  const of = enactable(
    reorganisation<null>({
      ...{ id: 'thu', name: 'Thử', basis: 'Nghị quyết thử' },
      effectiveAt: new Date(at).toISOString(),
      openQuestions: [],
      changes: () => changes(rows),
    }),
    null,
  )
  await armed(db, of, aMonday)
  return db
}

const T = aMonday + 30 * 86_400_000
const found = async (db: TestDatabase, place: PlaceKnown, at = T) =>
  await areaOf(db.sql, place, at).catch((error: { code?: string }) => error.code)

describe('after a ward has ended and another holds its areas', () => {
  let db: TestDatabase
  let split: string
  /** A cell of the ward that is not split, and the old commune that it was of. */
  let cell: string
  beforeAll(async () => {
    db = await fewUnits()
    const rows = await readReferenceRows(db.sql)
    split = splitCell(rows)
    cell =
      rows.jurisdiction.find(({ unitId, areaId }) => unitId === ENDS && areaId.startsWith('cell:'))?.areaId ??
      ''
    await armed(db, wardEnds(rows, T), aMonday)
  })
  const oldOf = (area: string) => area.split(':')[1] ?? ''

  test('the code of the ward as it is today names a place, and did not before it began', async () => {
    expect(await found(db, { newWard: codeOf(BEGINS) })).toBe(OWN)
    expect(await found(db, { newWard: codeOf(BEGINS) }, T - 1)).toBe('unknownArea')
  })

  test('the code of the ward that ended still names one', async () => {
    expect(await found(db, { newWard: codeOf(ENDS) })).toBe(OWN)
    expect(await found(db, { oldWard: oldOf(cell), newWard: codeOf(ENDS) })).toBe(cell)
  })

  test('with the old commune it names the cell, and of one that was split the part', async () => {
    expect(cell).not.toBe(split)
    expect(await found(db, { oldWard: oldOf(cell), newWard: codeOf(BEGINS) })).toBe(cell)
    expect(await found(db, { oldWard: oldOf(split), newWard: codeOf(BEGINS) })).toBe(`${split}:1`)
    expect(await found(db, { oldWard: oldOf(split), newWard: codeOf(NEIGHBOUR) })).toBe(`${split}:2`)
    expect(await found(db, { oldWard: oldOf(split), newWard: codeOf(ENDS) })).toBe(split)
  })

  test('a neighbour keeps its own, and what has no part in a ward is refused', async () => {
    expect(await found(db, { newWard: codeOf(NEIGHBOUR) })).toBe(`unplaced:${NEIGHBOUR}`)
    expect(await found(db, { oldWard: '99999', newWard: codeOf(BEGINS) })).toBe('unknownArea')
    expect(await found(db, { newWard: '99002' })).toBe('unknownArea')
  })

  test('as known before it was armed, the new ward is none', async () => {
    await expect(areaOf(db.sql, { newWard: codeOf(BEGINS) }, T, 1)).rejects.toMatchObject({
      code: 'unknownArea',
    })
  })

  test('after an undo both codes still name one', async () => {
    await undone(db, wardEnds(await readReferenceRows(db.sql), T), { at: T + 1, effectiveAt: T + 3_600_000 })
    for (const code of [codeOf(BEGINS), codeOf(ENDS)]) {
      expect(await found(db, { newWard: code }, T + 3_600_000)).toBe(OWN)
    }
  })
})

const held = (base: Awaited<ReturnType<typeof readReferenceRows>>, unit: string) =>
  base.jurisdiction.filter(({ unitId, custodian }) => unitId === unit && !custodian)

test('a ward that takes another over is still named by its own area, also where that has the higher id', async () => {
  const db = await afterReorganisation(
    (base) =>
      held(base, ENDS).map(
        ({ areaId, tier }): Change => ({ kind: 'areaMoves', area: areaId, tier, to: NEIGHBOUR }),
      ),
    T,
  )
  expect(ENDS < NEIGHBOUR).toBe(true)
  expect(await found(db, { newWard: codeOf(NEIGHBOUR) })).toBe(`unplaced:${NEIGHBOUR}`)
  expect(await found(db, { newWard: codeOf(ENDS) })).toBe(OWN)
})

describe('a ward that begins out of two is named by', () => {
  const merged = (own: readonly Change[]) =>
    afterReorganisation(
      (base) => [
        {
          kind: 'unitBegins',
          unit: {
            ...{ id: BEGINS, name: 'Phường Thử Mới', type: 'phường', tier: 'commune' },
            ...{ parentId: 'hanoi:01', identifier: 'H26.991' },
          },
        },
        ...[...held(base, ENDS), ...held(base, NEIGHBOUR)].map(
          ({ areaId, tier }): Change => ({ kind: 'areaMoves', area: areaId, tier, to: BEGINS }),
        ),
        ...own,
      ],
      T,
    )

  test('one that it took over: who is responsible is the same for all', async () => {
    expect(await found(await merged([]), { newWard: codeOf(BEGINS) })).toBe(OWN)
  })

  test('the area that its reorganisation gives it', async () => {
    const own = `unplaced:${BEGINS}`
    const db = await merged([
      { kind: 'areaBegins', area: { id: own, kind: 'unplaced', parentId: null } },
      { kind: 'areaMoves', area: own, tier: 'commune', to: BEGINS },
    ])
    expect(await found(db, { newWard: codeOf(BEGINS) })).toBe(own)
  })
})
