import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Which database this is, in words that can be compared. */
export interface DatabaseIdentity {
  /** Made with the tables; a restore and a copy keep it. */
  id: string
  /** The server it lies on: a copy elsewhere has another. */
  systemIdentifier: string
  /** One more with every restore to an older point, and with every standby that took over. */
  timeline: number
}

/** Reads it from the row and the server, and keeps in the row what was seen last. */
export async function databaseIdentity(sql: Querying): Promise<DatabaseIdentity> {
  const [row] = await typedRows(sql, 'engine.databaseIdentity')`
    update database_identity
    set system_identifier = server.system_identifier, timeline = point.timeline_id
    from pg_control_system() server, pg_control_checkpoint() point
    returning id, server.system_identifier::text as "systemIdentifier", point.timeline_id::int as timeline`
  if (row === undefined)
    throw new Error('database_identity has no row: this database was not made by npm run migrate')
  return row
}
