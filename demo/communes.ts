import type { Querying } from '../db/database.ts'
import { loadPlacer } from '../placement/load-placer.ts'

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

/** So many communes that stand today, drawn by the seed, each with one of its areas. */
export async function drawCommunes(
  sql: Querying,
  { count, seed, asOfMs }: { count: number; seed: number; asOfMs: number },
): Promise<readonly Commune[]> {
  const communes = await sql<Omit<Commune, 'split'>[]>`
    select unit.id as "unitId", unit.name, min(area.id) as "areaId" from unit
    join jurisdiction j on j.unit_id = unit.id and not j.custodian and j.valid @> instant(${asOfMs})
    join area on area.id = j.area_id and area.kind = 'cell' and area.valid @> instant(${asOfMs})
    where unit.tier = 'commune' and unit.valid @> instant(${asOfMs})
    group by unit.id, unit.name order by md5(unit.id || ${String(seed)}) limit ${count}`
  return await Promise.all(
    communes.map(async (commune) => ({ ...commune, split: await splitIn(sql, commune.unitId, asOfMs) })),
  )
}

async function splitIn(sql: Querying, unitId: string, asOfMs: number): Promise<Split | null> {
  const [placer, splits] = await Promise.all([
    loadPlacer(),
    sql<Split[]>`
      select split_part(cell.parent_id, ':', 3) as "oldWard", cell.parent_id as "unplacedAreaId", cell.id as "areaId",
        keeper.unit_id as "custodianId"
      from jurisdiction j join area cell on cell.id = j.area_id and cell.kind = 'cell' and cell.valid @> instant(${asOfMs})
      join jurisdiction keeper on keeper.area_id = cell.parent_id and keeper.custodian and keeper.valid @> instant(${asOfMs})
      where j.unit_id = ${unitId} and j.valid @> instant(${asOfMs}) and keeper.unit_id <> j.unit_id order by cell.id`,
  ])
  // Of some that were split all residents went one way: their names still tell where somebody lives.
  return splits.find(({ oldWard }) => placer.find({ oldWard }, 'residence')?.evidence === 'undecided') ?? null
}
