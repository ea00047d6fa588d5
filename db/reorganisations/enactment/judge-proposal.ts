/** The form of a reorganisation's dossier against the rows that stand: judged when it is filed, and before each signature. */
import type { FieldProblem } from '../../../domain/errors.ts'
import { zonedInstant } from '../../../domain/time/zoned-instant.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { hex } from '../overview.ts'
import { producedFrom } from '../rows/produced-rows.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { rowsHash } from '../rows/rows-hash.ts'
import { inWords, lastNumber } from './enact.ts'

/** A form by its fields, as it was filed or supplemented. */
export type ProposalForm = Readonly<Record<string, unknown>>

/**
 * What of a form is not so: each field by its path. Nothing where the engine would write exactly what the form says.
 * @param of the declared reorganisation that it names; null where this build has none
 * @param at by whose clock its instant has to be to come, ms
 */
export async function judgeProposal(
  sql: Querying,
  form: ProposalForm,
  { of, at }: { of: Enactable | null; at: number },
): Promise<readonly FieldProblem[]> {
  if (of === null) return [wrong('reorganisation', 'is no reorganisation that is declared')]
  const effectiveAt = zonedInstant(String(form.effectiveAt))
  if (effectiveAt === null) {
    return [wrong('effectiveAt', 'is no instant with its zone, such as 2027-01-01T00:00:00+07:00')]
  }
  if (effectiveAt <= at) return [wrong('effectiveAt', 'has passed')]
  const { changes, problems } = await producedFrom(sql, of, await readReferenceRows(sql), effectiveAt)
  if (problems.length > 0) {
    return [wrong('reorganisation', `cannot be done to the rows that stand: ${inWords(problems)}`)]
  }
  const rows = Object.values(changes).flat().length
  const last = await lastNumber(sql)
  return [
    ...(String(form.rowsHash).toLowerCase() === hex(rowsHash(changes))
      ? []
      : [wrong('rowsHash', 'is not that of the rows as they stand; make the preview again')]),
    ...(form.changedRows === rows ? [] : [wrong('changedRows', `is not the number of rows: ${rows}`)]),
    ...(Number(form.baseChange) <= last
      ? []
      : [wrong('baseChange', `is later than the last change: ${last}`)]),
  ]
}

const wrong = (field: string, problem: string): FieldProblem => ({ path: `/form/${field}`, problem })

/** The form of a dossier as it stands, where the engine is to enact a reorganisation in it; null of any other dossier. */
export async function proposalOfDossier(sql: Querying, dossierId: string): Promise<ProposalForm | null> {
  const [row] = await typedRows(sql, 'reorganisations.proposalOfDossier')`
    select form.body as form from dossier
    join plan on plan.hash = dossier.plan_hash
    join dossier_form form on form.dossier_id = dossier.id
    where dossier.id = ${dossierId} and jsonb_path_exists(plan.body, '$.steps.*.does ? (@.workflow == "enactment")')
    order by form.version desc limit 1`
  return row?.form ?? null
}
