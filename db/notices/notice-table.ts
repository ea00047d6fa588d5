import type { RecipientKind } from '../../domain/dossier/notices.ts'
import type { Querying } from '../database.ts'

export interface KeptNotice {
  key: string
  recipient: { kind: RecipientKind; id: string }
  address: string | null
  subject: string
  body: string
}

/** Puts notices into the table `notice`, each once. */
export async function keepNotices(sql: Querying, notices: readonly KeptNotice[], at: number): Promise<void> {
  await sql`
    insert into notice (key, recipient_kind, recipient_id, address, subject, body, sent_at)
    select key, recipient ->> 'kind', recipient ->> 'id', address, subject, body, instant(${at})
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
      as kept (key text, recipient jsonb, address text, subject text, body text)
    on conflict (key) do nothing`
}
