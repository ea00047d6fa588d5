import { z } from 'zod'
import { readDataFile, readReferenceFiles } from '../db/load/reference-files.ts'
import { type Boundaries, type Boundary, boundariesOf } from './boundaries.ts'
import { type Placer, placerOf } from './placer.ts'

let loaded: Promise<Placer> | null = null

/** The placer over `data/units`, read once in the life of a process: 3 MB and a sixth of a second. */
export async function loadPlacer(): Promise<Placer> {
  loaded ??= Promise.all([readReferenceFiles(), loadBoundaries()]).then(([{ mapping }, boundaries]) =>
    placerOf(mapping, boundaries),
  )
  return await loaded
}

/** @throws Error where the file is missing */
export async function loadBoundaries(): Promise<Boundaries> {
  return boundariesOf(await readBoundaries())
}

export async function readBoundaries(): Promise<readonly Boundary[]> {
  return fileOf.parse(JSON.parse(await readDataFile('units/new_communes.geojson'))).features
}

const ring = z.array(z.array(z.number()))
const fileOf = z.object({
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      properties: z.record(z.string(), z.unknown()),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
})
