import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong } from '../territory/as-known.ts'
import { areasOfLand, type Geography, landTables } from '../territory/geography.ts'
import { type EndedIn, endings, endKnown, type OnTimeCount, sumsOfEndings } from './on-time.ts'

/** The key of what lies where no commune held the land then. */
export const noCommune = 'none'

/**
 * Dossiers that ended in [fromMs, untilMs) by how they kept the statutory time, counted by where they lie and not by who was
 * responsible: so that the units of two geographies have the same sum.
 */
export async function onTimeByLand(
  sql: Querying,
  query: EndedIn & { geography: Geography },
): Promise<readonly OnTimeCount[]> {
  const { geography, by, fromMs, untilMs, known = null } = query
  return await typedRows(sql, 'time.onTimeByLand')`
    with ${asKnownAmong(sql, geography.known, landTables)}land as materialized (${areasOfLand(sql, geography)}),
    ended as (
      select d.area_id, d.procedure_code,
        ${endings(sql)}
      from dossier d
      where d.status = 'closed' and d.ended_at >= instant(${fromMs}) and d.ended_at < instant(${untilMs}) and ${ofCitizens(sql, 'd')}
        ${endKnown(sql, known)}
      group by 1, 2)
    select ${by === 'unit' ? sql`coalesce(unit.id, ${noCommune})` : sql`ended.procedure_code`} as key,
      ${by === 'unit' ? sql`unit.name` : sql`null::text`} as name, ${sumsOfEndings(sql)}
    from ended join land on land.area_id = ended.area_id left join unit on unit.id = land.unit_id
    group by 1, 2 order by 1`
}
