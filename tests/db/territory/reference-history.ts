import type { Querying } from '../../../db/database.ts'

/** Rows of a table that its history does not say are known now, and the other way round. */
export async function differences(sql: Querying, table: string): Promise<readonly object[]> {
  return await sql`
    select * from (
      (select to_jsonb(t) as row from ${sql(table)} t except
        select to_jsonb(h) - 'known' from ${sql(`${table}_history`)} h where upper_inf(known))
      union all
      (select to_jsonb(h) - 'known' from ${sql(`${table}_history`)} h where upper_inf(known) except
        select to_jsonb(t) from ${sql(table)} t)) differs`
}
