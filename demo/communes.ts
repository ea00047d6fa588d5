import { createHash } from 'node:crypto'
import { holdsAt, type Span } from '../domain/territory/span.ts'
import { loadPlacer } from '../placement/load-placer.ts'
import type { Placer } from '../placement/placer.ts'
import type { ReferenceRows } from '../reorganisations/grammar/reference-rows.ts'

export interface Commune {
  unitId: string
  name: string
  /** An area of it that is placed beyond doubt. */
  areaId: string
  /** Null where no old commune that went several ways has a part in it. */
  split: Split | null
}

/** A part of an old commune that went several ways: of what is filed by its name nobody can tell where it lies. */
export interface Split {
  /** Code of the old commune. */
  oldWard: string
  unplacedAreaId: string
  /** The part of it that lies in the commune. */
  areaId: string
  /** Another unit, which keeps it until it is placed: the commune that keeps the area, unless a field has its own custodian. */
  custodianId: string
}

/**
 * So many communes that stand at an instant, drawn by the seed, each with one of its areas.
 * @param rows that stand, or that a reorganisation produces
 * @param at ms
 * @param without units of which none is drawn
 */
export async function drawCommunes(
  rows: Pick<ReferenceRows, 'unit' | 'area' | 'jurisdiction'>,
  { count, seed, at, without = [] }: { count: number; seed: number; at: number; without?: readonly string[] },
): Promise<readonly Commune[]> {
  const placer = await loadPlacer()
  const now = <Row extends { valid: readonly Span[] }>(all: readonly Row[]): readonly Row[] =>
    all.filter(({ valid }) => holdsAt(valid, at))
  const held = heldBy({ area: now(rows.area), jurisdiction: now(rows.jurisdiction) })
  const communes = now(rows.unit).filter(
    ({ id, tier }) => tier === 'commune' && held.cells(id).length > 0 && !without.includes(id),
  )
  const rank = new Map(communes.map(({ id }) => [id, md5(`${id}${seed}`)]))
  const byRank = [...communes].sort((a, b) => ((rank.get(a.id) ?? '') < (rank.get(b.id) ?? '') ? -1 : 1))
  return byRank.slice(0, count).map(({ id: unitId, name }) => {
    const cells = held.cells(unitId)
    return { unitId, name, areaId: cells[0]?.id ?? '', split: splitAmong(cells, { unitId, held, placer }) }
  })
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

interface Held {
  /** Of a unit, by id. */
  cells(unitId: string): readonly { id: string; parentId: string | null }[]
  keeperOf(areaId: string): string | undefined
}

function heldBy({ area, jurisdiction }: Pick<ReferenceRows, 'area' | 'jurisdiction'>): Held {
  const cells = new Map(area.flatMap((row) => (row.kind === 'cell' ? [[row.id, row] as const] : [])))
  const keepers = new Map(
    jurisdiction.flatMap(({ areaId, unitId, custodian }) => (custodian ? [[areaId, unitId] as const] : [])),
  )
  const held = new Map<string, { id: string; parentId: string | null }[]>()
  for (const { areaId, unitId, custodian } of jurisdiction) {
    const cell = cells.get(areaId)
    if (cell !== undefined && !custodian) held.set(unitId, [...(held.get(unitId) ?? []), cell])
  }
  return {
    cells: (unitId) => (held.get(unitId) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    keeperOf: (areaId) => keepers.get(areaId),
  }
}

function splitAmong(
  cells: ReturnType<Held['cells']>,
  { unitId, held, placer }: { unitId: string; held: Held; placer: Placer },
): Split | null {
  for (const { id: areaId, parentId } of cells) {
    const custodianId = parentId === null ? undefined : held.keeperOf(parentId)
    if (parentId === null || custodianId === undefined || custodianId === unitId) continue
    const oldWard = parentId.split(':')[2] ?? ''
    // Of some that were split all residents went one way: their names still tell where somebody lives.
    if (placer.find({ oldWard }, 'residence')?.evidence === 'undecided')
      return { oldWard, unplacedAreaId: parentId, areaId, custodianId }
  }
  return null
}
