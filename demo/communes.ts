import type { Querying } from '../db/database.ts'

export interface Commune {
  unitId: string
  name: string
  /** An area of it that is placed beyond doubt. */
  areaId: string
}

/** So many communes that stand today, drawn by the seed, each with one of its areas. */
export async function drawCommunes(
  sql: Querying,
  { count, seed, asOfMs }: { count: number; seed: number; asOfMs: number },
): Promise<readonly Commune[]> {
  return await sql<Commune[]>`
    select unit.id as "unitId", unit.name, min(area.id) as "areaId" from unit
    join jurisdiction j on j.unit_id = unit.id and not j.custodian and j.valid @> instant(${asOfMs})
    join area on area.id = j.area_id and area.kind = 'cell' and area.valid @> instant(${asOfMs})
    where unit.tier = 'commune' and unit.valid @> instant(${asOfMs})
    group by unit.id, unit.name order by md5(unit.id || ${String(seed)}) limit ${count}`
}
