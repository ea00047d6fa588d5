/** What the requests of the access table are about, and rows that its routes name. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import type { CallerRole } from '../../domain/dossier/dossier.ts'
import type { PaidMatter } from './payouts/paid-matter.ts'

/** What the requests of the matrix are about: a dossier of the commune, filed by the portal, at its first desk. */
export interface Matter {
  dossierId: string
  /** Another of the kind, in which an officer may have no part after a request. */
  another: string
  task: string
  decision: string
  /** A file of the dossier. */
  file: string
  /** What the commune pays. */
  paid: PaidMatter
  /** Lends a mandate of the commune, and gives its id. */
  lend(): Promise<string>
  /** Registers a receiver of events, and gives its id. */
  subscribe(): Promise<string>
  /** Notes a file that was taken over, and gives its id. */
  takeOver(): Promise<string>
  /** Notes a run that asked dossiers to take an edition, and gives its id. */
  adopt(): Promise<string>
}

export interface Row {
  /**
   * Who gets past the door, and how far. `all`: the answer does not depend on whose the matter is, or holds only what
   * is the caller's. `own`: service that filed it, officer with a mandate there today, supervisor over the unit.
   * A role that is not named does not enter.
   */
  reach: Readonly<Partial<Record<CallerRole, 'all' | 'own'>>>
  /** What stands for `{id}`, where it is not the dossier, task or decision by the path's first word. */
  id?(matter: Matter): string | Promise<string>
  query?: string | ((matter: Matter) => string)
  /** So much that the request is judged and not refused for its form; needed where a reach is `own`. */
  body?(matter: Matter): object
}

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
