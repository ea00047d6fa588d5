import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { Random } from '../harness/random.ts'
import { type Boundaries, type Boundary, boundariesOf, type Point } from '../placement/boundaries.ts'
import { loadPlacer, readBoundaries } from '../placement/load-placer.ts'
import { alternate, type Figure, figure, median } from './figure.ts'

const POINTS = 100_000
const ROUNDS = 5

/**
 * Places found by coordinates a second, over looking at each of the 126 boundaries with the same library. We place every
 * point in each round; brute force, which takes minutes, a fifth in each, so that after five rounds every answer has been
 * compared with it.
 */
export async function placement(): Promise<Figure[]> {
  const [placer, all] = await Promise.all([loadPlacer(), readBoundaries()])
  const points = randomPoints(boundariesOf(all).box)
  const fifth = POINTS / ROUNDS
  const found: (string | undefined)[] = []
  let disagreements = 0
  const { system, bare, ratios } = await alternate(
    ROUNDS,
    async () =>
      aSecond(points, (point, i) => {
        found[i] = placer.find(point, 'object')?.newWard
      }),
    async (round) => {
      const from = round * fifth
      const slow: string[][] = []
      const rate = aSecond(points.slice(from, from + fifth), (point) => slow.push(byBruteForce(all, point)))
      for (const [i, codes] of slow.entries()) {
        const point = points[from + i]
        const fast = point === undefined ? undefined : placer.find(point, 'object')?.newWard
        const decided = codes.length === 1 ? codes[0] : undefined
        if (fast !== decided) disagreements += 1
      }
      return rate
    },
  )
  const measured = figure('placement', median(ratios), { atLeast: 20 }, 'of brute force', {
    ...{ points: POINTS, placed: found.filter((code) => code !== undefined).length, disagreements },
    ...{ placementsASecond: system, bruteForceASecond: bare, ratios },
  })
  return [{ ...measured, ok: measured.ok && disagreements === 0 }]
}

function randomPoints({ west, south, east, north }: Boundaries['box']): readonly Point[] {
  const random = new Random(2025)
  return Array.from({ length: POINTS }, () => ({
    lon: west + random.next() * (east - west),
    lat: south + random.next() * (north - south),
  }))
}

function byBruteForce(all: readonly Boundary[], { lat, lon }: Point): string[] {
  return all.filter((boundary) => booleanPointInPolygon([lon, lat], boundary)).map(({ id }) => String(id))
}

function aSecond(points: readonly Point[], place: (point: Point, index: number) => unknown): number {
  const began = performance.now()
  points.forEach(place)
  return (points.length / (performance.now() - began)) * 1000
}
