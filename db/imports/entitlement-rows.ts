/** Rows of lists of entitlements, by the codes of their own system. */
import type { EntitlementGround } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import { type Transaction, typedRows } from '../statement.ts'

export interface KnownEntitlement {
  code: string
  entitlementId: string
  rowHash: Uint8Array
  identityHash: Uint8Array
  /** When the other system was last read with this row, ms. */
  asOf: number
}

/** What is known of these codes of a source, in one trip. */
export async function knownEntitlements(
  sql: Querying,
  source: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, KnownEntitlement>> {
  const rows = await typedRows(sql, 'imports.knownEntitlements')`
    select code, entitlement_id as "entitlementId", row_hash as "rowHash", identity_hash as "identityHash", epoch_ms(as_of) as "asOf"
    from entitlement_row where source = ${source} and code = any (${[...codes]}::text[])`
  return new Map(rows.map((row) => [row.code, row]))
}

/** What is paid, by code and by name in the catalogue; an amount that holds in no month of a list stays out of `amounts`. */
export async function catalogueOf(sql: Querying) {
  return await typedRows(sql, 'imports.catalogue')`
    select b.code, b.name, a.from_month as "fromMonth", a.amount_dong::text as "amountDong"
    from benefit b join benefit_amount a on a.benefit = b.code order by b.code, a.from_month, a.number`
}

/** Whether the person with the number has the benefit for the ground already, from wherever it came. */
export async function isHeld(
  tx: Transaction,
  of: { lookup: Uint8Array; benefit: string; ground: EntitlementGround; groundRef: string },
): Promise<boolean> {
  const [row] = await typedRows(tx, 'imports.isHeld')`
    select true as held from beneficiary_identity known
    join entitlement e on e.beneficiary_id in (select beneficiaries_of(known.beneficiary_id))
    where known.number_hmac = ${Buffer.from(of.lookup)} and e.benefit = ${of.benefit} and e.ground = ${of.ground}
      and e.ground_ref = ${of.groundRef} limit 1`
  return row !== undefined
}

export interface KeptRow {
  source: string
  code: string
  entitlementId: string
  batchId: string
  line: number
  rowHash: Uint8Array
  identityHash: Uint8Array
  /** Ms. */
  asOf: number
}

/** A row of a list as it was last read; a corrected one takes the place of the one before, whose facts stay. */
export async function keepEntitlementRow(tx: Transaction, row: KeptRow): Promise<void> {
  await tx`
    insert into entitlement_row (source, code, entitlement_id, batch_id, line, row_hash, identity_hash, as_of)
    values (${row.source}, ${row.code}, ${row.entitlementId}, ${row.batchId}, ${row.line}, ${Buffer.from(row.rowHash)},
      ${Buffer.from(row.identityHash)}, instant(${row.asOf}))
    on conflict (source, code) do update set batch_id = excluded.batch_id, line = excluded.line, row_hash = excluded.row_hash,
      as_of = excluded.as_of, recorded_at = clock_timestamp()`
}

/** Rows that a later list says again, word for word: a list between the two is older than what is known. @param rows.asOf ms */
export async function confirmEntitlementRows(
  sql: Querying,
  { source, asOf, codes }: { source: string; asOf: number; codes: readonly string[] },
): Promise<void> {
  if (codes.length === 0) return
  await sql`
    update entitlement_row set as_of = instant(${asOf})
    where source = ${source} and code = any (${[...codes]}::text[]) and as_of < instant(${asOf})`
}
