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

export async function makeBareTable(sql: Sql): Promise<void> {
  await sql`
    create table if not exists bare_row (
      id bigint generated always as identity primary key, dossier uuid not null, what text not null, n int not null,
      body jsonb not null, at timestamptz not null)`
  await sql`create index if not exists bare_row_by_dossier on bare_row (dossier)`
}

export function insertRow(sql: Querying, id: string, what: string, n: number): Promise<unknown> {
  return sql`
    insert into bare_row (dossier, what, n, body, at)
    values (${id}, ${what}, ${n}, ${JSON.stringify({ what, n, step: 'receive', outcome: 'accepted' })}::jsonb, instant(${Date.now()}))`
}
