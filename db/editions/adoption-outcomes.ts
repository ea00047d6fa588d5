import type { TransitionPolicyName } from '../../procedures/grammar/definition/transition-policy.ts'
import type { AdoptionOutcomeName, Effect } from '../../procedures/grammar/editions/edition-effect.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** How a dossier came out of a run. */
export interface AdoptionOutcome {
  dossierId: string
  code: string
  effect: Effect
  outcome: AdoptionOutcomeName
  /** Why it keeps its edition (`KeepReason`), or was refused (`ErrorCode`). */
  reason: string | null
  /** Steps, fields or drawbacks that the reason names. */
  what: readonly string[]
  /** End of its statutory time now, ms. */
  dueAt: number | null
}

/** A run that asked open dossiers to take an edition. Instants in ms. */
export interface AdoptionRun {
  id: string
  code: string
  edition: string
  policy: TransitionPolicyName
  basis: string
  askedBy: string
  askedAt: number
  /** When every dossier had been judged; null where it was broken off, or goes on. */
  judgedAt: number | null
  counts: Readonly<Record<AdoptionOutcome['outcome'], number>>
}

const outcomeOf = (sql: Querying) => sql`
  case request.status when 'applied' then 'adopted' when 'pending' then 'pending' when 'refused' then 'refused'
    when 'lapsed' then 'refused' else 'kept' end`

/** Runs of a procedure, the latest first, or one of them. */
export async function readAdoptionRuns(
  sql: Querying,
  by: { code: string; limit: number } | { id: string },
): Promise<readonly AdoptionRun[]> {
  const wanted = 'id' in by ? sql`id = ${by.id}` : sql`procedure_code = ${by.code}`
  return await typedRows(sql, 'editions.readAdoptionRuns')`
    with run as (select * from edition_adoption where ${wanted} order by asked_at desc limit ${'id' in by ? 1 : by.limit})
    select run.id, procedure_code as code, edition::text as edition, policy, basis, asked_by as "askedBy",
      epoch_ms(asked_at) as "askedAt", epoch_ms(judged_at) as "judgedAt",
      '{"adopted": 0, "kept": 0, "refused": 0, "pending": 0}'::jsonb || coalesce(counted.counts, '{}') as counts
    from run
    left join lateral (
      select jsonb_object_agg(outcome, dossiers) as counts from (
        select ${outcomeOf(sql)} as outcome, count(*) as dossiers
        from edition_adoption_item item left join decision_request request on request.id = item.request_id
        where item.adoption_id = run.id group by 1) each) counted on true
    order by run.asked_at desc`
}

/** How dossiers of a run came out, by id: some of them, or the next so many. */
export async function readOutcomes(
  sql: Querying,
  adoptionId: string,
  which: { among: readonly string[] } | { after: string | null; limit: number },
): Promise<readonly AdoptionOutcome[]> {
  const wanted =
    'among' in which
      ? sql`item.dossier_id = any (${[...which.among]}::uuid[])`
      : which.after === null
        ? sql`true`
        : sql`item.dossier_id > ${which.after}::uuid`
  const order = 'among' in which ? sql`dossier.filed_at, dossier.id` : sql`item.dossier_id`
  return await typedRows(sql, 'editions.readOutcomes')`
    select item.dossier_id as "dossierId", dossier.code, effect, what, epoch_ms(dossier.due_at) as "dueAt",
      ${outcomeOf(sql)} as outcome,
      coalesce(item.reason, request.refusal, case request.status when 'lapsed' then 'requestLapsed' end) as reason
    from edition_adoption_item item join dossier on dossier.id = item.dossier_id
    left join decision_request request on request.id = item.request_id
    where adoption_id = ${adoptionId} and ${wanted}
    order by ${order} limit ${'limit' in which ? which.limit : null}`
}
