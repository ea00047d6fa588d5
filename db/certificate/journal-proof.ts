/** What the proof of the journal reads: entries with what their hash is made of, and seals with what they are over. */
import type { Querying } from '../database.ts'
import { sealBetween } from '../engine/seal-journal.ts'
import { typedRows } from '../statement.ts'

export interface JournalCursor {
  dossierId: string
  seq: number
}

/**
 * Entries by chain and number. `text` is put together here and not by `journal_text()`: the function is the database's own, and who can change
 * rows past the triggers can change it as well.
 */
export async function journalPage(
  sql: Querying,
  { after, limit }: { after: JournalCursor | null; limit: number },
) {
  const from = after ?? { dossierId: '00000000-0000-0000-0000-000000000000', seq: 0 }
  return await typedRows(sql, 'certificate.journalPage')`
    select j.dossier_id as "dossierId", j.seq, concat_ws('|', j.dossier_id, j.seq, j.kind, coalesce(j.revision::text, ''), j.actor_id,
        coalesce(j.unit_id, ''), coalesce(j.request_id::text, ''), j.payload::text,
        floor(extract(epoch from j.valid_at) * 1000)::float8::text, encode(j.prev_hash, 'hex')) as text,
      encode(j.prev_hash, 'hex') as "prevHash", encode(j.hash, 'hex') as hash, encode(head.hash, 'hex') as "headHash", head.seq as "headSeq"
    from journal j left join journal_head head on head.dossier_id = j.dossier_id
    where (j.dossier_id, j.seq) > (${from.dossierId}::uuid, ${from.seq}::int)
    order by j.dossier_id, j.seq limit ${limit}`
}

/** Chains with a head and no entry. */
export async function headsWithoutEntries(sql: Querying): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'certificate.headsWithoutEntries')`
    select head.dossier_id as id from journal_head head
    where not exists (select from journal j where j.dossier_id = head.dossier_id) order by 1 limit 1000`
  return rows.map(({ id }) => id)
}

/** Seals in their order, each with the instant of the one before, ms. */
export async function sealsOfJournal(sql: Querying) {
  return await typedRows(sql, 'certificate.sealsOfJournal')`
    select epoch_ms(sealed_at) as at, epoch_ms(lag(sealed_at) over (order by sealed_at)) as since, chains, encode(hash, 'hex') as hash, exact
    from journal_seal order by sealed_at`
}

/** What the seal between two instants is by the entries that there are. */
export async function sealByEntries(sql: Querying, since: number | null, until: number) {
  const [row] = await typedRows(sql, 'certificate.sealByEntries')`
    select chains, encode(hash, 'hex') as hash from (${sealBetween(sql, since, until)}) sealed`
  return row ?? null
}
