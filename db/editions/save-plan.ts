import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'

/** Keeps a plan under its hash; one that exists there is the same. */
export async function savePlan(
  sql: Querying,
  { plan, planHash }: { plan: Plan; planHash: string },
): Promise<void> {
  await sql`
    insert into plan (hash, procedure_code, edition, body)
    values (${planHash}, ${plan.procedure}, ${plan.edition}, ${JSON.stringify(plan)}::jsonb) on conflict do nothing`
}
