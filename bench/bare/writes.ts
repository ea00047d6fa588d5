import type { Querying, Sql } from '../../db/database.ts'

export interface BareWrites {
  /** One transaction with `rows` inserts. */
  write(id: string, what: string, rows: number): Promise<void>
}

export function bareWrites(sql: Sql): BareWrites {
  return {
    async write(id, what, rows) {
      await sql.begin(async (tx) => {
        await Promise.all(Array.from({ length: rows }, (_, i) => insertRow(tx, id, what, i)))
      })
    },
  }
}

/** A table as a program without a design would have it: a key, and an index by dossier. */
export async function makeBareTable(sql: Sql, table = 'bare_row'): Promise<void> {
  await sql`
    create table if not exists ${sql(table)} (
      id bigint generated always as identity primary key, dossier uuid not null, what text not null, n int not null,
      body jsonb not null, at timestamptz not null)`
  await sql`create index if not exists ${sql(`${table}_by_dossier`)} on ${sql(table)} (dossier)`
}

export function insertRow(
  sql: Querying,
  id: string,
  what: string,
  n: number,
  table = 'bare_row',
): Promise<unknown> {
  return sql`
    insert into ${sql(table)} (dossier, what, n, body, at)
    values (${id}, ${what}, ${n}, ${JSON.stringify({ what, n, step: 'receive', outcome: 'accepted' })}::jsonb, instant(${Date.now()}))`
}

/**
 * The tables that a filing of the bench inserts rows into: dossier, its revision, task, its count, journal (2), head of the journal,
 * key, form, party, its role, names (3), place, paper, message, notice. Three rows more are updated: the counter of codes
 * and, twice, the head of the journal; they are not among these.
 */
export const tablesOfAFiling = [1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1].map((rows, i) => ({
  table: `bare_filing_${i + 1}`,
  rows,
}))
