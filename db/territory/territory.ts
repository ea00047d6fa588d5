import type { TerritoryRows } from '../../domain/territory/territory-check.ts'
import type { Querying } from '../database.ts'

type Rows<K extends keyof TerritoryRows> = TerritoryRows[K][number][]

/** All rows that say who holds what, of every time: some thousand. For `checkTerritory`. */
export async function readTerritory(sql: Querying): Promise<TerritoryRows> {
  const span = sql`coalesce(epoch_ms(lower(valid)), '-infinity') as from, coalesce(epoch_ms(upper(valid)), 'infinity') as until`
  const [units, areas, jurisdiction, competence, custody] = await Promise.all([
    sql<Rows<'units'>>`select id, tier, ${span} from unit`,
    sql<Rows<'areas'>>`select id, kind, parent_id as "parentId", ${span} from area`,
    sql<Rows<'jurisdiction'>>`
      select id, area_id as "areaId", tier, unit_id as "unitId", custodian, ${span} from jurisdiction`,
    sql<Rows<'competence'>>`
      select id, scope, subject, power, tier, held_by as "heldBy", unit_id as "unitId", ${span} from competence`,
    sql<Rows<'custody'>>`
      select id, scope, subject, area_id as "areaId", unit_id as "unitId", ${span} from custody`,
  ])
  return { units, areas, jurisdiction, competence, custody }
}
