/** Statistics of the tables that a backlog fills: until autovacuum comes, inboxes are planned by those of the tables before it. */
import type { Querying } from '../database.ts'
import { isDatabaseBusy } from '../sql-error.ts'
import { typedRows } from '../statement.ts'

/** Those of `analyze_backlog()`, and no others: the inbox reads the first. */
const filled = [
  ...[
    'task',
    'dossier',
    'dossier_revision',
    'dossier_form',
    'party',
    'dossier_party',
    'party_name',
    'place',
    'paper',
  ],
  ...['original_place', 'external_code', 'import_row', 'outbox', 'journal'],
]

/** Fewer rows mislead no plan by much. */
const fewestRows = 1_000

/** Says after how many rows of an import the tables are analyzed: each time their number has doubled, and at its end. */
export class AnalyzePoints {
  #rows = 0
  #analyzed = 0

  /** @returns whether to analyze now */
  written(rows: number): boolean {
    this.#rows += rows
    if (this.#rows < Math.max(fewestRows, 2 * this.#analyzed)) return false
    this.#analyzed = this.#rows
    return true
  }

  /** There are no more; what comes later is another import. @returns whether to analyze now */
  ended(): boolean {
    const due = this.#rows >= fewestRows && this.#rows > this.#analyzed
    this.#rows = 0
    this.#analyzed = 0
    return due
  }
}

/** One table a statement: of a million rows each takes a second or so. Where one takes too long it is left to autovacuum: no import fails for it. */
export async function analyzeBacklog(sql: Querying, tables: readonly string[] = filled): Promise<void> {
  for (const table of tables) {
    await sql`select analyze_backlog(${table})`.catch((error: unknown) => {
      if (!isDatabaseBusy(error)) throw error
    })
  }
}

/**
 * Before the first row: of tables that have rows and were never analyzed the planner expects so few that it meets each dossier
 * that stands here with each row of a batch, to find what the same person filed.
 */
export async function analyzeUnknown(sql: Querying): Promise<void> {
  const unknown = await typedRows(sql, 'imports.neverAnalyzed')`
    select relname as "table" from pg_class
    where oid = any (${filled}::text[]::regclass[]) and reltuples < 0 and pg_relation_size(oid) > 0`
  await analyzeBacklog(
    sql,
    unknown.map(({ table }) => table),
  )
}
