/** Which communes a point lies in, by the boundaries of `data/units/new_communes.geojson`. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import Flatbush from 'flatbush'
import type { Feature, MultiPolygon, Polygon } from 'geojson'

/** A commune since 1 July 2025; the id is its code. */
export type Boundary = Feature<Polygon | MultiPolygon>

/** Degrees, WGS 84. */
export interface Point {
  lat: number
  lon: number
}

export interface Boundaries {
  /** The least box that holds every commune. */
  readonly box: { west: number; south: number; east: number; north: number }
  /**
   * Codes of the communes that hold a point, in the order of the boundaries: one inside the city, none outside it, and
   * several on a common border or where two boundaries overlap.
   */
  communesAt(point: Point): readonly string[]
}

/** Indexes boundaries by their boxes: of 126 communes a point is compared with two or three. */
export function boundariesOf(boundaries: readonly Boundary[]): Boundaries {
  const boxes = new Flatbush(boundaries.length)
  for (const boundary of boundaries) boxes.add(...boxOf(boundary))
  boxes.finish()
  const { minX: west, minY: south, maxX: east, maxY: north } = boxes
  return {
    box: { west, south, east, north },
    communesAt({ lat, lon }) {
      const near = boxes.search(lon, lat, lon, lat).sort((a, b) => a - b)
      return near.flatMap((index) => {
        const boundary = boundaries[index]
        return boundary !== undefined && booleanPointInPolygon([lon, lat], boundary)
          ? [String(boundary.id)]
          : []
      })
    },
  }
}

function boxOf({ geometry }: Boundary): [west: number, south: number, east: number, north: number] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon = Number.NaN, lat = Number.NaN] of rings.flat()) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}
