/** Powers that were delegated: each is a layer in which areas say who holds it, and the whole city who has delegated it. */
import type postgres from 'postgres'
import type { Power, Tier } from '../../../domain/dossier/dossier.ts'
import { CITY_AREA_ID } from '../../../domain/territory/territory-ids.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnownAmong } from '../as-known.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Whether a row `of` of jurisdiction gives a unit land of its own: a delegation gives it one power there. */
export const isLand = (sql: Querying, of: string): Fragment =>
  sql`(not starts_with(${sql(`${of}.tier`)}, 'delegated:'))`

/** The procedures of which these units have delegated a power, as a subquery with `subject`: they hold it wherever nobody else does. */
export const delegatedBy = (sql: Querying, ids: readonly string[], asOfMs: number): Fragment => sql`
  select c.subject from jurisdiction whole join competence c on c.held_by = whole.tier and c.valid @> instant(${asOfMs})
  where whole.area_id = ${CITY_AREA_ID} and not ${isLand(sql, 'whole')} and whole.unit_id = any(${[...ids]}::text[])
    and whole.valid @> instant(${asOfMs})`

export interface DelegatedPower {
  procedureCode: string
  power: Power
  tier: Tier
  by: { id: string; name: string }
  to: { id: string; name: string }
  /** How many areas. */
  areas: number
  /** ms; null where open. */
  from: number | null
  until: number | null
  basis: string
  assumed: boolean
}

/** What a unit has delegated, and what was delegated to it, at an instant. @param known the change as known at which it is; null: as known now */
export async function delegationsOf(
  sql: Querying,
  unitId: string,
  asOfMs: number,
  known: number | null = null,
): Promise<readonly DelegatedPower[]> {
  const rows = await typedRows(sql, 'territory.delegationsOf')`
    with ${asKnownAmong(sql, known, ['unit', 'competence', 'jurisdiction'])}
    delegated as materialized (
      select c.* from competence c where starts_with(c.held_by, 'delegated:') and c.valid @> instant(${asOfMs})),
    held as materialized (
      select j.tier, j.unit_id, count(*)::int as areas, min(lower(j.valid)) as from, max(upper(j.valid)) as until,
        min(j.basis) as basis
      from jurisdiction j where j.tier in (select held_by from delegated) and j.valid @> instant(${asOfMs})
      group by j.tier, j.unit_id)
    select c.subject as "procedureCode", c.power, c.tier, by.id as "byId", by.name as "byName", held.unit_id as "toId", unit.name as "toName",
      held.areas, epoch_ms(held.from) as from, epoch_ms(held.until) as until, held.basis, c.assumed
    from delegated c
    join jurisdiction whole on whole.area_id = ${CITY_AREA_ID} and whole.tier = c.held_by and whole.valid @> instant(${asOfMs})
    join unit by on by.id = whole.unit_id
    join held on held.tier = c.held_by and held.unit_id <> whole.unit_id join unit on unit.id = held.unit_id
    where ${unitId} in (whole.unit_id, held.unit_id)
    order by c.subject, c.power, c.tier, held.unit_id`
  return rows.map(({ byId, byName, toId, toName, ...row }) => ({
    ...row,
    by: { id: byId, name: byName },
    to: { id: toId, name: toName },
  }))
}
