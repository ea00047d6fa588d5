/**
 * What keeps a person from a task of a dossier, whatever mandate is held: it is the person's own or declared to be close, or another step of it was
 * the person's. Judged by person, so that neither a lent role nor a second account leads around it.
 */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { planHashOf } from '../../dossier/results/corrections.ts'
import { type AsOf, instantOf } from '../responsibility/responsibility.ts'
import { samePerson } from './same-person.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Whether the officer is a party of the dossier of the task `t`: applicant, representative or subject. */
export const isParty = (sql: Querying, officer: Fragment): Fragment => sql`
  exists (
    select 1 from officer_identity mine join party on party.identity_hmac = mine.identity_hmac
    join dossier_party on dossier_party.party_id = party.id
    where mine.officer_id = ${officer} and dossier_party.dossier_id = t.dossier_id)`

/** Whether the officer had declared a conflict of interest by then. */
export const hasDeclared = (sql: Querying, officer: Fragment, at: AsOf): Fragment => sql`
  exists (
    select 1 from conflict_of_interest declared
    where declared.dossier_id = t.dossier_id and declared.declared_at <= ${instantOf(sql, at)}
      and ${samePerson(sql, sql`declared.officer_id`, officer)})`

/** Whether a step of the dossier that must be somebody else's was the officer's. */
export const actedBefore = (sql: Querying, officer: Fragment): Fragment => sql`
  (${decidedBefore(sql, officer)}) or (t.power = 'sign' and (${filed(sql, officer)} or ${received(sql, officer)}))
    or (t.kind = 'payout' and ${askedForAccount(sql, officer)})`

/**
 * Whether the officer has decided one of the steps that must be somebody else's (plan: `notBy`). The task keeps them, so that no plan
 * is read; where it keeps none the plan of its dossier tells.
 */
const decidedBefore = (sql: Querying, officer: Fragment): Fragment => sql`
  t.not_by is distinct from '{}' and exists (
    select 1 from task earlier
    join decision_request made on made.dossier_id = t.dossier_id and made.id::text = earlier.closed_by
      and ${samePerson(sql, sql`made.actor_id`, officer)}
    where earlier.dossier_id = t.dossier_id and earlier.step = any (coalesce(t.not_by, array(
      select jsonb_array_elements_text(plan.body -> 'steps' -> t.step -> 'notBy')
      from dossier d join plan on plan.hash = ${planHashOf(sql, { task: 't', dossier: 'd' })} where d.id = t.dossier_id))))`

/** Whether the officer filed the dossier, for whomever: on no plan does who brings a dossier sign its result. */
const filed = (sql: Querying, officer: Fragment): Fragment => sql`
  exists (select 1 from dossier brought where brought.id = t.dossier_id and ${samePerson(sql, sql`brought.filed_by`, officer)})`

/** Whether the officer received the dossier, also before a supplement. */
const received = (sql: Querying, officer: Fragment): Fragment => sql`
  exists (
    select 1 from task reception
    join decision_request made on made.dossier_id = t.dossier_id and made.id::text = reception.closed_by
      and ${samePerson(sql, sql`made.actor_id`, officer)}
    where reception.dossier_id = t.dossier_id and reception.kind = 'receive')`

/**
 * Whether the officer requested the last supplement of the payout, or brought it. A second person then decides on the
 * account that it named, on every plan.
 */
const askedForAccount = (sql: Querying, officer: Fragment): Fragment => sql`
  exists (
    select 1 from (
      select made.actor_id, made.accepted_at from task asked
      join decision_request made on made.dossier_id = t.dossier_id and made.id::text = asked.closed_by
      where asked.dossier_id = t.dossier_id and asked.kind = 'payout' and asked.outcome = 'incomplete'
      order by made.accepted_at desc, made.recorded_at desc limit 1) latest
    where ${samePerson(sql, sql`latest.actor_id`, officer)} or exists (
      select 1 from decision_request brought
      where brought.dossier_id = t.dossier_id and brought.kind = 'supplement' and brought.status = 'applied'
        and ${samePerson(sql, sql`brought.actor_id`, officer)} and brought.accepted_at >= latest.accepted_at))`
