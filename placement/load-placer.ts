import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
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
  const file: FeatureCollection<Polygon | MultiPolygon> = JSON.parse(
    await readDataFile('units/new_communes.geojson'),
  )
  return file.features
}
