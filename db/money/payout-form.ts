import { z } from 'zod'
import type { Querying } from '../database.ts'

const secretsSchema = z.record(z.string(), z.object({ cipher: z.base64(), keyId: z.string() }))
const formSchema = z.object({
  /** Null where nobody has signed. */
  signed: z
    .object({ body: z.record(z.string(), z.unknown()), secrets: secretsSchema, unitId: z.string() })
    .nullable(),
  confirmed: z.object({ secrets: secretsSchema }),
  latest: z.object({ secrets: secretsSchema }),
  applicantIds: z.array(z.string()),
  areaId: z.string(),
})

/**
 * What a payout needs of a dossier: the form that was signed, the last version of it that a second person has confirmed for
 * the payout (the signed one where there was none), the one that stands now, who applied, and where it is accounted for: the area of the
 * dossier and the unit that signed.
 */
export type PayoutForm = z.infer<typeof formSchema>

/** @throws Error where the dossier has no form that can be read */
export async function readPayoutForm(sql: Querying, dossierId: string): Promise<PayoutForm> {
  const [row] = await sql`
    with signature as (
      select made.accepted_at, made.unit_id, coalesce(made.form_version,
        -- Recorded before the column: the last version there was when it was accepted; the first was there at any rate.
        (select max(version) from dossier_form where dossier_id = ${dossierId} and recorded_at <= made.accepted_at),
        1) as version
      from task join decision_request made on made.dossier_id = task.dossier_id and made.id::text = task.closed_by
      where task.dossier_id = ${dossierId} and task.correction = 0 and task.kind = 'sign' and task.outcome = 'signed'
      order by made.accepted_at desc, made.recorded_at desc limit 1),
    confirmation as (
      select max(made.form_version) as version
      from task join decision_request made on made.dossier_id = task.dossier_id and made.id::text = task.closed_by
      join signature on made.accepted_at >= signature.accepted_at
      where task.dossier_id = ${dossierId} and task.kind = 'payout' and task.outcome = 'retried'),
    named as (
      select (select version from signature) as signed, (select unit_id from signature) as unit_id,
        greatest((select version from signature), (select version from confirmation)) as confirmed,
        (select max(version) from dossier_form where dossier_id = ${dossierId}) as latest)
    select case when signed.version is not null then jsonb_build_object('body', signed.body, 'secrets', signed.secrets, 'unitId', named.unit_id) end as signed,
      jsonb_build_object('secrets', coalesce(confirmed.secrets, latest.secrets)) as confirmed,
      jsonb_build_object('secrets', latest.secrets) as latest,
      array(select party_id::text from dossier_party where dossier_id = ${dossierId} and role = 'applicant') as "applicantIds",
      (select area_id from dossier where id = ${dossierId}) as "areaId"
    from named join dossier_form latest on latest.dossier_id = ${dossierId} and latest.version = named.latest
    left join dossier_form signed on signed.dossier_id = ${dossierId} and signed.version = named.signed
    left join dossier_form confirmed on confirmed.dossier_id = ${dossierId} and confirmed.version = named.confirmed`
  const parsed = formSchema.safeParse(row)
  if (parsed.success) return parsed.data
  // The parser's own message would quote the form.
  throw new Error(
    `The form of dossier ${dossierId} is missing or not as it is filed, so nothing was paid; repair its row`,
  )
}
