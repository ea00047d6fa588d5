import type { Dong } from '../../domain/money.ts'
import { signedAmount } from '../../procedures/grammar/plan/signed-amount.ts'
import type { Querying } from '../database.ts'
import { planHashOf } from '../dossier/results/corrections.ts'
import { typedRows } from '../statement.ts'

/** An amount that the form does not tell: more than any sum, so that only who has none set signs it. */
const unknownDong: Dong = 2n ** 63n - 1n

/**
 * What the signature of a task has paid, đồng, by the version of the form that its request keeps; null: nothing.
 * @param requestId null where none is recorded yet: then by the form as it stands
 */
export async function amountToSign(
  sql: Querying,
  { taskId, requestId }: { taskId: string; requestId: string | null },
): Promise<Dong | null> {
  const [row] = await typedRows(sql, 'money.amountToSign')`
    select task.step, plan.body as plan, form.body as form
    from task join dossier on dossier.id = task.dossier_id
    join plan on plan.hash = ${planHashOf(sql, { task: 'task', dossier: 'dossier' })}
    join dossier_form form on form.dossier_id = task.dossier_id and form.version = coalesce(
      (select form_version from decision_request where id = ${requestId}::uuid),
      (select max(version) from dossier_form where dossier_id = task.dossier_id))
    where task.id = ${taskId} and task.kind = 'sign'`
  if (row === undefined) return null
  try {
    return signedAmount(row.plan, row.step, row.form)
  } catch {
    // Its message may quote the form.
    return unknownDong
  }
}
