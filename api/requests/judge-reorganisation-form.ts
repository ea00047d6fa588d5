/** Before a decision that leads the dossier of a reorganisation on, its form is compared with the rows that stand. */
import { judgeProposal, proposalOfDossier } from '../../db/reorganisations/enactment/judge-proposal.ts'
import type { TaskToDo } from '../../db/tasks/task.ts'
import { INTERNAL_FIELD } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RouteDeps } from '../server/deps.ts'
import { reorganisationOfForm } from '../territory/reorganisation-of-form.ts'

/** What leads it on; it may be returned or refused however its form is. */
const leadsOn: ReadonlySet<string> = new Set(['accepted', 'approved', 'signed'])

/**
 * @param at of the decision, ms
 * @throws {DomainError} `reorganisationImpossible` with the fields of the form that are not so
 */
export async function judgeReorganisationForm(
  deps: RouteDeps,
  task: TaskToDo,
  { outcome, at }: { outcome: string; at: number },
): Promise<void> {
  if (task.desk?.field !== INTERNAL_FIELD || !leadsOn.has(outcome)) return
  const { sql } = deps.database
  const form = await proposalOfDossier(sql, task.dossierId)
  if (form === null) return
  const of = await reorganisationOfForm(deps, form)
  const fields = await judgeProposal(sql, form, { of, at })
  if (fields.length === 0) return
  throw new DomainError('reorganisationImpossible', {
    fields,
    hint: 'What the form says is not so any more: return it or refuse it, and propose it from a new preview.',
  })
}
