import type { TerritoryRows } from '../../domain/territory/territory-check.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** All rows that say who holds what, of every time: some thousand, of a unit or area one for each span. For `checkTerritory`. */
export async function readTerritory(sql: Querying): Promise<TerritoryRows> {
  const bounds = (range: 'valid' | 'span') =>
    sql`coalesce(epoch_ms(lower(${sql(range)})), '-infinity') as from, coalesce(epoch_ms(upper(${sql(range)})), 'infinity') as until`
  const span = bounds('valid')
  // A row that was called off is empty: its bounds are null, as those of one that is open.
  const inForce = sql`where not isempty(valid)`
  const spans = sql`cross join unnest(valid) span`
  const [units, areas, jurisdiction, competence, custody] = await Promise.all([
    typedRows(sql, 'territory.units')`select id, tier, ${bounds('span')} from unit ${spans}`,
    typedRows(
      sql,
      'territory.areas',
    )`select id, parent_id as "parentId", epoch_ms(splits_at) as "splitsAt", ${bounds('span')} from area ${spans}`,
    typedRows(sql, 'territory.jurisdiction')`
      select id, area_id as "areaId", tier, unit_id as "unitId", custodian, ${span} from jurisdiction ${inForce}`,
    typedRows(sql, 'territory.competence')`
      select id, scope, subject, power, tier, held_by as "heldBy", unit_id as "unitId", ${span} from competence ${inForce}`,
    typedRows(sql, 'territory.custody')`
      select id, scope, subject, area_id as "areaId", unit_id as "unitId", ${span} from custody ${inForce}`,
  ])
  return { units, areas, jurisdiction, competence, custody }
}
