import type { Database } from '../../db/database.ts'

/** A hash over the rows of every table. */
export async function everyRow(database: Pick<Database, 'sql'>): Promise<string> {
  const tables = await database.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  const hashes = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await database.sql<{ hash: string }[]>`
        select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${database.sql(name)} t`
      return `${name} ${row?.hash}`
    }),
  )
  return hashes.join('\n')
}
