/** Statements about units, powers and mandates as they were known at an earlier change, from the same text as those of today. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The tables that a statement may be asked about as known earlier. */
export type KnownTable =
  | 'unit'
  | 'unit_successor'
  | 'area'
  | 'jurisdiction'
  | 'custody'
  | 'competence'
  | 'connecting_rule'
  | 'office'
  | 'officer'
  | 'mandate'
  | 'unit_parent'
  | 'site'
  | 'seal'

/** What "as known then" means: without what was recorded after the instant (ms), and of reference data as at its last change. */
export interface KnownAt {
  atMs: number
  /** The number of the last change that was recorded by then. */
  change: number
}

/** What decides who holds a power where. */
export const jurisdictionTables = [
  'unit',
  'area',
  'jurisdiction',
  'custody',
  'competence',
] as const satisfies readonly KnownTable[]

/**
 * What is put in front of a statement without `with` so that these tables are, in all of it, what was known at a change. In PostgreSQL the name of
 * a CTE hides the table of that name, so that one text serves both and no predicate can be forgotten in it.
 * @param known the number of the change; null: nothing is added
 */
export const asKnown = (sql: Querying, known: number | null, tables: readonly KnownTable[]): Fragment =>
  known === null ? sql`` : sql`with ${versions(sql, known, tables)} `

/** The same before the first CTE of a statement's own. */
export const asKnownAmong = (sql: Querying, known: number | null, tables: readonly KnownTable[]): Fragment =>
  known === null ? sql`` : sql`${versions(sql, known, tables)}, `

const versions = (sql: Querying, known: number, tables: readonly KnownTable[]): Fragment =>
  tables
    .map(
      (table) => sql`${sql(table)} as not materialized (
      select * from ${sql(`${table}_history`)} where known @> ${known}::bigint)`,
    )
    .reduce((before, next) => sql`${before}, ${next}`)
