import { z } from 'zod'
import type { Querying } from '../../database.ts'

const proposalSchema = z.object({
  form: z.object({ reorganisation: z.string(), effectiveAt: z.string(), rowsHash: z.string() }),
  proposedBy: z.string(),
  signedBy: z.string(),
})

/** What was signed in the dossier of a reorganisation: the form as the signer had it, and the two who answer for it. */
export interface SignedProposal {
  reorganisation: string
  /** As written: an instant with its zone. */
  effectiveAt: string
  /** SHA-256 of the rows, hex. */
  rowsHash: string
  proposedBy: string
  signedBy: string
}

/** @throws Error where nobody has proposed or signed it, or its form is not one of a reorganisation */
export async function readSignedProposal(sql: Querying, dossierId: string): Promise<SignedProposal> {
  const [row] = await sql`
    with decided as (
      select task.kind, made.actor_id, made.form_version,
        row_number() over (partition by task.kind order by made.accepted_at desc, made.recorded_at desc) as nth
      from task join decision_request made on made.dossier_id = task.dossier_id and made.id::text = task.closed_by
      where task.dossier_id = ${dossierId} and task.correction = 0
        and (task.kind, task.outcome) in (('receive', 'accepted'), ('sign', 'signed')))
    select form.body as form, proposal.actor_id as "proposedBy", signature.actor_id as "signedBy"
    from decided signature join decided proposal on proposal.kind = 'receive' and proposal.nth = 1
    join dossier_form form on form.dossier_id = ${dossierId} and form.version = signature.form_version
    where signature.kind = 'sign' and signature.nth = 1`
  const parsed = proposalSchema.safeParse(row)
  if (!parsed.success) {
    throw new Error(`The dossier ${dossierId} has no signed form of a reorganisation, so nothing was written`)
  }
  const { form, proposedBy, signedBy } = parsed.data
  return { ...form, proposedBy, signedBy }
}
