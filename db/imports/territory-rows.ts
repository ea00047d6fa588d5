import type { PlaceKind } from '../../domain/territory/place.ts'
import type { RuleScope } from '../../domain/territory/unit.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { parentsAt } from '../territory/units/unit-parents.ts'

/** What an import looks units, areas and rules up in; read once. */
export interface TerritoryRows {
  /** A row for each span of a unit's validity; `from` and `until` in ms. */
  units: readonly {
    id: string
    name: string
    tier: string
    parentId: string | null
    from: number
    until: number
  }[]
  /** Ids of areas. */
  areas: readonly string[]
  /** Which place counts for what a unit that ended leaves open. */
  handOvers: readonly { scope: RuleScope; subject: string; places: readonly PlaceKind[] }[]
}

/** @param takenOverAtMs when the old units ended: the rules of that instant say what becomes of their dossiers */
export async function readTerritory(sql: Querying, takenOverAtMs: number): Promise<TerritoryRows> {
  const [units, areas, handOvers] = await Promise.all([
    typedRows(sql, 'imports.units')`
      select id, name, tier, under.parent_id as "parentId", coalesce(epoch_ms(lower(span)), -8.64e15) as from,
        coalesce(epoch_ms(upper(span)), 8.64e15) as until
      from unit cross join unnest(valid) span left join (${parentsAt(sql, takenOverAtMs)}) under on under.unit_id = unit.id`,
    typedRows(sql, 'imports.areas')`select id from area where valid @> instant(${takenOverAtMs})`,
    typedRows(sql, 'imports.handOvers')`
      select scope, subject, places from connecting_rule
      where occasion = 'handover' and valid @> instant(${takenOverAtMs})`,
  ])
  return { units, areas: areas.map(({ id }) => id), handOvers }
}
