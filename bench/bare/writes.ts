import type { Querying, Sql } from '../../db/database.ts'

/**
 * The tables that a filing of the bench inserts rows into: dossier, its revision, task, its count, journal (2), head of the journal,
 * key, form, party, its role, names (3), place, paper, message, notice. Three rows more are updated: the counter of codes
 * and, twice, the head of the journal; they are not among these.
 */
const tablesOfAFiling = [1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1].map((rows, i) => ({
  table: `bare_${i + 1}`,
  rows,
}))
const tables = tablesOfAFiling.map(({ table }) => table)

/** What is written in one transaction: a table for each row. A decision and the issue write their rows into as many tables. */
const tablesOf = {
  filing: tablesOfAFiling.flatMap(({ table, rows }) => Array.from({ length: rows }, () => table)),
  decision: tables.slice(0, 7),
  issue: tables.slice(0, 5),
} as const
export type BareWrite = keyof typeof tablesOf

export interface BareWrites {
  /** One transaction. */
  write(id: string, what: BareWrite): Promise<void>
}

export function bareWrites(sql: Sql): BareWrites {
  return {
    async write(id, what) {
      await sql.begin(async (tx) => {
        await Promise.all(tablesOf[what].map((table, n) => insertRow(tx, table, id, what, n)))
      })
    },
  }
}

/** Tables as a program without a design would have them: a key, and an index by dossier. */
export async function makeBareTables(sql: Sql): Promise<void> {
  for (const table of tables) {
    await sql`
      create table if not exists ${sql(table)} (
        id bigint generated always as identity primary key, dossier uuid not null, what text not null, n int not null,
        body jsonb not null, at timestamptz not null)`
    await sql`create index if not exists ${sql(`${table}_by_dossier`)} on ${sql(table)} (dossier)`
  }
}

const insertRow = (
  sql: Querying,
  table: string,
  id: string,
  what: string,
  n: number,
): Promise<unknown> => sql`
    insert into ${sql(table)} (dossier, what, n, body, at)
    values (${id}, ${what}, ${n}, ${JSON.stringify({ what, n, step: 'receive', outcome: 'accepted' })}::jsonb, instant(${Date.now()}))`
