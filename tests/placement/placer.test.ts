import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { beforeAll, describe, expect, test } from 'vitest'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { Random } from '../../harness/random.ts'
import { type Boundary, boundariesOf } from '../../placement/boundaries.ts'
import { loadPlacer, readBoundaries } from '../../placement/load-placer.ts'
import { neighbourhoodsOf } from '../../placement/neighbourhoods.ts'
import type { Placer } from '../../placement/placer.ts'

// Phúc Xá (00001) went whole to Hồng Hà (00097); Cống Vị (00007) was split between Ngọc Hà (00008) and Giảng Võ (00025).
const NGOC_HA_CENTRE = { lat: 21.0381, lon: 105.816 }

let placer: Placer
beforeAll(async () => {
  placer = await loadPlacer()
})

describe('a place', () => {
  test('with both communes is their cell, as declared', () => {
    const known = { oldWard: '00007', newWard: '00025' }
    expect(placer.find(known, 'object')).toEqual({ ...known, evidence: 'declared' })
  })

  test('in an old commune that went whole needs no more than its name', () => {
    expect(placer.find({ oldWard: '00001' }, 'object')).toEqual({
      ...{ oldWard: '00001', newWard: '00097', evidence: 'wholeWard' },
    })
  })

  test('in a split commune is placed by coordinates', () => {
    expect(placer.find({ oldWard: '00007', ...NGOC_HA_CENTRE }, 'object')).toEqual({
      ...{ oldWard: '00007', newWard: '00008', evidence: 'coordinates' },
    })
  })

  test('with coordinates alone is somewhere in the new commune', () => {
    expect(placer.find(NGOC_HA_CENTRE, 'object')).toEqual({ newWard: '00008', evidence: 'coordinates' })
    expect(placer.find({ lat: 10.77, lon: 106.7 }, 'object')).toBeNull()
  })

  test('is placed by its neighbourhood, however that is written', () => {
    // Cửa Đông (00079): TDP 1 and 2 went to Hoàn Kiếm, 4 and 5 to Cửa Nam, 3 to both.
    for (const neighbourhood of ['1', 'TDP 1', 'Tổ dân phố số 01', 'tổ 1']) {
      expect(placer.find({ oldWard: '00079', neighbourhood }, 'residence')).toMatchObject({
        ...{ newWard: '00070', evidence: 'neighbourhood' },
      })
    }
    expect(placer.find({ oldWard: '00079', neighbourhood: 'TDP 4' }, 'object')).toMatchObject({
      ...{ newWard: '00082', evidence: 'neighbourhood' },
    })
    expect(placer.find({ oldWard: '00079', neighbourhood: 'TDP 3' }, 'residence')).toEqual({
      ...{ oldWard: '00079', evidence: 'undecided' },
    })
  })

  test('is left to an officer where nothing decides, even coordinates outside every part', () => {
    const undecided = { oldWard: '00007', evidence: 'undecided' }
    expect(placer.find({ oldWard: '00007' }, 'residence')).toEqual(undecided)
    expect(placer.find({ oldWard: '00007', lat: 21.1, lon: 105.5 }, 'residence')).toEqual(undecided)
  })

  test('of residence, not of land, is placed by a commune whose residents all went one way', async () => {
    const { mapping } = await readReferenceFiles()
    const ways = mapping.filter(({ whole, residents }) => !whole && residents === 'all')
    expect(ways).toHaveLength(41)
    for (const { oldCode, newCode } of ways) {
      expect(placer.find({ oldWard: oldCode }, 'residence')).toEqual({
        ...{ oldWard: oldCode, newWard: newCode, evidence: 'residents' },
      })
      for (const kind of ['object', 'seat', 'reception'] as const) {
        expect(placer.find({ oldWard: oldCode }, kind)).toEqual({ oldWard: oldCode, evidence: 'undecided' })
      }
    }
  })
})

describe('a suggestion', () => {
  test('follows coordinates, then the neighbourhood, then the part preselected by the data', () => {
    expect(placer.suggest('00007', NGOC_HA_CENTRE)).toEqual({ newWard: '00008', why: 'coordinates' })
    expect(placer.suggest('00079', { neighbourhood: '3' })).toMatchObject({ why: 'neighbourhood' })
    expect(placer.suggest('00007', {})).toEqual({ newWard: '00008', why: 'default' })
    expect(placer.suggest('99999', {})).toBeNull()
  })
})

describe('the boundaries of communes', () => {
  const square = (code: string, west: number, east: number): Boundary => ({
    ...{ type: 'Feature', id: code, properties: {} },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 0],
          [east, 0],
          [east, 1],
          [west, 1],
          [west, 0],
        ],
      ],
    },
  })
  const two = boundariesOf([square('left', 0, 1), square('right', 1, 2)])

  test('give one commune inside, none outside, two on the border between them', () => {
    expect(two.communesAt({ lat: 0.5, lon: 0.5 })).toEqual(['left'])
    expect(two.communesAt({ lat: 0.5, lon: 2.5 })).toEqual([])
    expect(two.communesAt({ lat: 0.5, lon: 1 })).toEqual(['left', 'right'])
  })

  test('answer by their index as a look at all 126 of them does', async () => {
    const all = await readBoundaries()
    const { box, communesAt } = boundariesOf(all)
    const random = new Random(7)
    for (let i = 0; i < 100; i += 1) {
      const lon = box.west + random.next() * (box.east - box.west)
      const lat = box.south + random.next() * (box.north - box.south)
      const slow = all.filter((boundary) => booleanPointInPolygon([lon, lat], boundary)).map(({ id }) => id)
      expect(communesAt({ lat, lon })).toEqual(slow)
    }
  })

  test('hold the centre of each commune, as the list of communes gives it', async () => {
    const { newCommunes } = await readReferenceFiles()
    const astray = newCommunes.filter((commune) => !placer.communesAt(commune).includes(commune.code))
    expect(astray.map(({ code }) => code)).toEqual([])
  })
})

describe('the lists of neighbourhoods:', () => {
  const lists = (...texts: string[]) =>
    neighbourhoodsOf(texts.map((neighbourhoods, i) => ({ newCode: `${i}`, neighbourhoods })))

  test.each([
    ['a range', 'TDP 1–3, 7', 'TDP 2', '0'],
    ['the end of a range', 'TDP 1–3, 7', '3', '0'],
    ['a letter', 'TDP 17B, 18', '17B', '0'],
    ['a village with a number', 'thôn Dục Tú 1–3, Lý Nhân', 'Dục Tú 2', '0'],
    ['villages after neighbourhoods', 'TDP 1 (xóm Mới) và thôn Triều Khúc, Yên Xá', 'thôn Yên Xá', '0'],
    ['a remark that names another', 'TDP 1–7 (một phần TDP 1 về phường Hoàn Kiếm)', '7', '0'],
    ['a part', 'TDP 33 và một phần TDP 14, 15', '15', null],
    ['a name that a bracket narrows', 'TDP 16, 17 (chung cư Lilama), 18', '17', null],
    ['numbers older than the commune', 'TDP 1 và 2 – địa bàn phường Thanh Xuân Nam trước 2025', '2', null],
    ['a mere count', '5 TDP (số hiệu không nêu)', '5', null],
    ['nothing', '', '1', null],
  ])('%s', (_, list, asked, part) => {
    expect(lists(list).partOf(asked)).toBe(part)
  })

  test('a name in two lists decides nothing, and both are mentioned', () => {
    const both = lists('TDP 10, 20', 'TDP 1–19')
    expect(both.partOf('10')).toBeNull()
    expect(both.mentions('10')).toEqual(['0', '1'])
  })
})
