import type { Matter } from '../../../domain/territory/matter.ts'
import type { RuleScope } from '../../../domain/territory/unit.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnownAmong, jurisdictionTables } from '../as-known.ts'
import { custodyOver } from './custody.ts'
import { matterRow } from './responsibility.ts'

/** Who is responsible for a matter at an instant, on what it rests, and how long the tables say so. */
export interface Jurisdiction {
  unitId: string
  unitName: string
  unitTier: string
  custodian: boolean
  /** For what it keeps the area; null where it is no custodian, or the general one. */
  keptBy: RuleScope | null
  /** Of the competence, and of the area where the unit holds it by area; of the custody where it keeps it by field. */
  competenceBasis: string
  areaBasis: string | null
  assumed: boolean
  /** From when and until when, ms; null where open. */
  from: number | null
  until: number | null
  /** The communes it may be placed in, where a custodian keeps it. */
  parts: readonly string[]
}

/**
 * As `responsibleFor`, with reasons. It holds until the first of: its own rows end, or a narrower competence or custody
 * begins that wins over it.
 * @param known the change as known at which it is; null: as known now
 */
export async function explainResponsible(
  sql: Querying,
  matter: Matter,
  asOfMs: number,
  known: number | null = null,
): Promise<Jurisdiction | null> {
  const [row] = await typedRows(sql, 'territory.explainResponsible')`
    with ${asKnownAmong(sql, known, jurisdictionTables)} m as (${matterRow(sql, matter)}), ranked as (
      select c.*, array_position(array['procedure', 'field', 'all'], c.scope) as rank
      from m join competence c on c.power = m.power and c.tier = m.tier
        and (c.scope, c.subject) in (('procedure', m.procedure_code), ('field', m.field), ('all', '*'))),
    held as (select * from ranked where valid @> instant(${asOfMs}) order by rank limit 1),
    keeping as (select kept.* from m cross join lateral (${custodyOver(sql, 'm')}) kept)
    select unit.id as "unitId", unit.name as "unitName", unit.tier as "unitTier", coalesce(j.custodian, false) as custodian,
      kept.scope as "keptBy", held.basis as "competenceBasis", coalesce(kept.basis, j.basis) as "areaBasis",
      held.assumed or coalesce(kept.assumed, j.assumed, false) as assumed,
      epoch_ms(greatest(lower(held.valid), lower(j.valid), lower(kept.valid), (
        select max(upper(before.valid)) from ranked before
        where before.rank < held.rank and upper(before.valid) <= instant(${asOfMs})), (
        select max(upper(before.valid)) from keeping before
        where j.custodian and before.rank < coalesce(kept.rank, 4) and upper(before.valid) <= instant(${asOfMs})))) as from,
      epoch_ms(least(upper(held.valid), upper(j.valid), upper(kept.valid), (
        select min(lower(next.valid)) from ranked next
        where next.rank < held.rank and lower(next.valid) > instant(${asOfMs})), (
        select min(lower(next.valid)) from keeping next
        where j.custodian and next.rank < coalesce(kept.rank, 4) and lower(next.valid) > instant(${asOfMs})))) as until,
      array(
        select holder.name from area part
        join jurisdiction hold on hold.area_id = part.id and hold.tier = j.tier and hold.valid @> instant(${asOfMs})
        join unit holder on holder.id = hold.unit_id
        where j.custodian and part.parent_id = m.area_id and part.valid @> instant(${asOfMs}) order by part.id) as parts
    from m cross join held
    left join jurisdiction j on held.unit_id is null and j.area_id = m.area_id and j.tier = held.held_by
      and j.valid @> instant(${asOfMs})
    left join lateral (
      select * from keeping where j.custodian and valid @> instant(${asOfMs}) order by rank limit 1) kept on true
    join unit on unit.id = coalesce(held.unit_id, kept.unit_id, j.unit_id)`
  return row ?? null
}

/** A cell of a unit's territory, the same each time; null where it has none. */
export async function firstCellOf(sql: Querying, unitId: string): Promise<string | null> {
  const [row] = await typedRows(sql, 'territory.firstCell')`
    select area_id as id from jurisdiction join area on area.id = area_id and area.kind = 'cell'
    where unit_id = ${unitId} order by area_id limit 1`
  return row?.id ?? null
}
