/** Rows that routes of the access table name. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/database.ts'

/** A run that asked dossiers to take an edition. @returns its id */
export async function noteAdoption({ sql }: Pick<Database, 'sql'>): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into edition_adoption (id, procedure_code, edition, policy, basis, asked_by, asked_at)
    values (${id}, '1.000894', '2027-01-01', 'byDecree', 'Điều 41, 118/2025/NĐ-CP', 'van-hanh', '2027-01-01')`
  return id
}

/** A file that was taken over. @returns its id */
export async function noteImport({ sql }: Pick<Database, 'sql'>): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into import_batch (id, source, caller, key, as_of, status, began_at, ended_at)
    values (${id}, 'mot-cua-quan', 'van-hanh', ${id}, '2025-06-30', 'complete', '2025-06-30', '2025-06-30')`
  return id
}
