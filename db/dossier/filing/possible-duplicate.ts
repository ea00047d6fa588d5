/** Whether somebody has filed the same before. */
import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import type { DossierChannel, PartyRole } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'

/** What is compared of a filing. */
interface Compared {
  channel: DossierChannel
  plan: { procedure: string }
  parties: readonly { role: PartyRole; name: string; identity: { lookup: Uint8Array } | null }[]
  form: { open: Readonly<Record<string, unknown>> }
}

/** Of what people filed: an open dossier of the same content, else one that was taken over. The government repeats itself on purpose. */
export const duplicateOf = (
  sql: Querying,
  filing: Compared,
  content: Buffer,
): postgres.PendingQuery<postgres.Row[]> =>
  filing.channel === 'internal'
    ? sql`null::uuid`
    : sql`coalesce(
        (select id from dossier where content_hash = ${content} and status <> 'closed' order by filed_at limit 1),
        ${takenOverOf(sql, filing)})`

/**
 * An open dossier that the old district had of the same person and procedure: its form was on paper, so no two contents compare.
 * `offset 0` keeps it from being read by procedure: a connection that planned it while the tables were empty would go on reading all open
 * dossiers of the procedure at each filing.
 */
const takenOverOf = (
  sql: Querying,
  { plan, parties }: Compared,
): postgres.PendingQuery<postgres.Row[]> => sql`
  (select filed.id from (
      select named.dossier_id from party join dossier_party named on named.party_id = party.id and named.role = 'applicant'
      where party.identity_hmac = any (array(
        select decode(lookup, 'base64') from unnest(${applicantLookups(parties)}::text[]) lookup)) offset 0) named
    cross join lateral (
      select id, procedure_code, status, filed_at from dossier where id = named.dossier_id offset 0) filed
    where filed.procedure_code = ${plan.procedure} and filed.status <> 'closed'
      and exists (select from import_row taken where taken.dossier_id = filed.id)
    order by filed.filed_at limit 1)`

const applicantLookups = (parties: Compared['parties']): string[] =>
  parties.flatMap(({ role, identity }) =>
    role === 'applicant' && identity !== null ? [Buffer.from(identity.lookup).toString('base64')] : [],
  )

/** The same applicant asking for the same thing in the same words; identity enters by its HMAC only. */
export function contentHash(filing: Compared): Buffer {
  const hash = createHash('sha256').update(filing.plan.procedure)
  for (const { role, identity, name } of filing.parties) {
    hash.update(`|${role}|`).update(identity === null ? name : identity.lookup)
  }
  return hash.update(JSON.stringify(filing.form.open)).digest()
}
