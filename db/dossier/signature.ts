import type postgres from 'postgres'
import type { Role } from '../../domain/dossier/dossier.ts'
import type { MandateKind } from '../../domain/territory/mandate.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** In whose name a decision was taken: the officer, the unit, and for whom and on what basis. */
export interface Signature {
  officer: { id: string; name: string }
  unit: { id: string; name: string }
  role: Role
  kind: MandateKind
  actingFor: { id: string; name: string } | null
  basis: string
}

/** A join that gives `signature.signed` for the request in scope; null where no officer signed. */
export function signatureFor(sql: Querying, request: string): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    left join lateral (
      select jsonb_build_object('officer', jsonb_build_object('id', signer.id, 'name', signer.name),
        'unit', jsonb_build_object('id', signed_for.id, 'name', signed_for.name), 'role', used.role, 'kind', used.kind,
        'actingFor', case when lender.id is not null then jsonb_build_object('id', lender.id, 'name', lender.name) end,
        'basis', used.basis) as signed
      from mandate used
      join officer signer on signer.id = ${sql(`${request}.actor_id`)}
      join unit signed_for on signed_for.id = used.unit_id
      left join officer lender on lender.id = ${sql(`${request}.acting_for_id`)}
      where used.id = ${sql(`${request}.mandate_id`)}
    ) signature on true`
}

/** Who has signed the dossier's results so far, in the order of signing. */
export async function readSignatures(
  sql: Querying,
  dossierId: string,
): Promise<readonly { step: string; at: number; decision: string; signed: Signature | null }[]> {
  return await typedRows(sql, 'dossier.readSignatures')`
    select t.step, epoch_ms(made.accepted_at) as at, made.id as decision, signature.signed
    from task t join decision_request made on made.dossier_id = t.dossier_id and made.id::text = t.closed_by
    ${signatureFor(sql, 'made')}
    where t.dossier_id = ${dossierId} and t.kind = 'sign' and t.outcome = 'signed'
    order by made.accepted_at, t.key`
}
