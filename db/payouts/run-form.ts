/** What was proposed and signed in the dossier of a payout run. */
import { z } from 'zod'
import { namesOf, periodsOf, type RunScope } from '../../domain/benefits/payout-run.ts'
import { type Dong, parseDong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { budgetSourceOf } from '../money/budget.ts'
import { typedRows } from '../statement.ts'
import type { ControlTotals } from './prepare-run.ts'

const formSchema = z.object({
  periods: z.string().transform(periodsOf),
  payees: z.number(),
  amountDong: z.string().transform(parseDong),
  totalsHash: z.string(),
  budgetSource: z.string().optional(),
  units: z.string().optional().transform(namesOf),
  benefits: z.string().optional().transform(namesOf),
})

export interface ProposedRun {
  periods: readonly string[]
  control: ControlTotals
  scope: RunScope
  budgetSourceId: string | null
}

/**
 * What was accepted; `unknown` where it names a unit, benefit or budget source that there is not.
 * @throws Error where the dossier has no form of a payout run that was accepted
 */
export async function readProposedRun(sql: Querying, dossierId: string): Promise<ProposedRun | 'unknown'> {
  const form = await formOf(sql, dossierId, 'accepted')
  const { periods, payees, amountDong, totalsHash, budgetSource, units, benefits } = form
  const budgetSourceId = budgetSource === undefined ? null : await budgetSourceOf(sql, budgetSource)
  if (budgetSourceId === undefined || !(await areKnown(sql, { units, benefits }))) return 'unknown'
  const scope = {
    ...(units === undefined ? {} : { unitIds: units }),
    ...(benefits === undefined ? {} : { benefits }),
  }
  return { periods, control: { orders: payees, amountDong, totalsHash }, scope, budgetSourceId }
}

async function areKnown(
  sql: Querying,
  {
    units = [],
    benefits = [],
  }: { units?: readonly string[] | undefined; benefits?: readonly string[] | undefined },
): Promise<boolean> {
  const missing = await typedRows(sql, 'payouts.unknownNames')`
    select named from unnest(${[...units]}::text[]) named where not exists (select from unit where id = named)
    union all
    select named from unnest(${[...benefits]}::text[]) named where not exists (select from benefit where code = named)`
  return missing.length === 0
}

/** The sum that was signed, đồng. @throws Error where nobody has signed it */
export async function signedDong(sql: Querying, dossierId: string): Promise<Dong> {
  return (await formOf(sql, dossierId, 'signed')).amountDong
}

async function formOf(sql: Querying, dossierId: string, outcome: 'accepted' | 'signed') {
  const [row] = await typedRows(sql, 'payouts.runForm')`
    select form.body as form
    from task join decision_request made on made.dossier_id = task.dossier_id and made.id::text = task.closed_by
    join dossier_form form on form.dossier_id = task.dossier_id and form.version = coalesce(made.form_version,
      -- Of an acceptance none is kept: the last version there was, and the first at any rate.
      (select max(version) from dossier_form where dossier_id = ${dossierId} and recorded_at <= made.accepted_at), 1)
    where task.dossier_id = ${dossierId} and task.correction = 0 and task.outcome = ${outcome}
      and task.kind = case ${outcome}::text when 'signed' then 'sign' else 'receive' end
    order by made.accepted_at desc, made.recorded_at desc limit 1`
  const parsed = formSchema.safeParse(row?.form)
  if (parsed.success) return parsed.data
  throw new Error(`The dossier ${dossierId} has no ${outcome} form of a payout run, so nothing was written`)
}
