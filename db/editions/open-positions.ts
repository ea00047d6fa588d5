import type { Position } from '../../procedures/grammar/editions/edition-effect.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** How many open dossiers of one plan are at the same step. */
export interface OpenPosition extends Position {
  plan: Plan
  dossiers: number
}

/** Where the open dossiers of an edition stand, counted by place: as many rows as it has places, not dossiers. */
export async function readOpenPositions(
  sql: Querying,
  { code, edition }: { code: string; edition: string },
): Promise<readonly OpenPosition[]> {
  return await typedRows(sql, 'territory.readOpenPositions')`
    with positions as (
      select d.plan_hash,
        coalesce(array_agg(distinct t.step order by t.step)
          filter (where t.id is not null and t.closed_at is null), '{}') as open,
        coalesce(array_agg(distinct t.step order by t.step)
          filter (where t.closed_at is not null), '{}') as done
      from dossier d join plan on plan.hash = d.plan_hash and plan.edition = ${edition}::date
      left join task t on t.dossier_id = d.id and t.correction = 0
      where d.procedure_code = ${code} and d.status <> 'closed'
      group by d.id)
    select plan.body as plan, s.open, s.done, s.dossiers
    from (select plan_hash, open, done, count(*)::int as dossiers
      from positions group by plan_hash, open, done) s
    join plan on plan.hash = s.plan_hash
    order by s.open, s.done, s.plan_hash`
}
