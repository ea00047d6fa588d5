/** The role by which the live database is read for a rehearsal: it can select, and nothing else. */
import type postgres from 'postgres'
import { StartUpError } from '../../domain/start-up-error.ts'
import { transaction } from '../connection/transaction.ts'
import { typedRows } from '../statement.ts'

/**
 * Lets a role read every table and change none. Safe to repeat; each `migrate` does, so that later tables are readable.
 * @param sql as the owner of the tables
 */
export async function grantReading(sql: postgres.Sql, role: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const to = tx(role)
    await tx`revoke all on all tables in schema public from ${to}`
    await tx`revoke all on all sequences in schema public from ${to}`
    await tx`revoke create on schema public from ${to}`
    await tx`grant usage on schema public, drizzle to ${to}`
    await tx`grant select on all tables in schema public, drizzle to ${to}`
  })
}

/**
 * Refuses a connection that could change anything: a copy is made of the live database while citizens file.
 * @throws {StartUpError} naming what the role could do
 */
export async function requireReader(sql: postgres.Sql): Promise<void> {
  const [found] = await typedRows(sql, 'rehearsal.readerPowers')`
    select current_user::text as role, array_remove(array[
      case when rolsuper then 'is a superuser' end, case when rolcreaterole then 'makes roles' end,
      case when rolbypassrls then 'bypasses row security' end, case when rolreplication then 'replicates' end,
      case when current_setting('default_transaction_read_only') <> 'on' then 'begins transactions that may write' end,
      (select 'writes ' || min(relname) from pg_class where relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace)
        and relkind in ('r', 'p') and (relowner = role.oid or has_table_privilege(role.oid, pg_class.oid,
          'insert, update, delete, truncate, references, trigger'))),
      (select 'uses ' || min(relname) from pg_class where relnamespace = 'public'::regnamespace
        and case when relkind = 'S' then has_sequence_privilege(role.oid, pg_class.oid, 'usage, update') end),
      case when has_schema_privilege(role.oid, 'public', 'create') then 'makes tables' end,
      -- change_known_at() waits for changes and reads.
      (select 'runs as the owner by ' || min(proname) from pg_proc where pronamespace = 'public'::regnamespace
        and prosecdef and prorettype <> 'trigger'::regtype and provolatile = 'v' and proname <> 'change_known_at'
        and has_function_privilege(role.oid, pg_proc.oid, 'execute')),
      (select 'may become ' || min(other.rolname) from pg_roles other
        where other.oid <> role.oid and pg_has_role(role.oid, other.oid, 'member'))], null) as powers
    from pg_roles role where rolname = current_user`
  const powers = found?.powers ?? ['is unknown']
  if (powers.length === 0) return
  throw new StartUpError({
    what: `The role "${found?.role ?? ''}" of DATABASE_READER_URL is not one that can only read: it ${powers.join(', ')}.`,
    why: 'A rehearsal reads the live database while citizens file, and must not be able to change it.',
    remedy:
      "As the owner: create role thong_suot_reader login password '…'; alter role thong_suot_reader set " +
      'default_transaction_read_only = on. Set DATABASE_READER_URL to it and run `npm run migrate`, which grants it SELECT.',
  })
}

/**
 * Rows are copied column by column of this build's schema: of a live database with another one, something would be left out.
 * @throws {StartUpError}
 */
export async function requireSameSchema(live: postgres.Sql, copy: postgres.Sql): Promise<void> {
  const [is, wanted] = [await lastMigration(live), await lastMigration(copy)]
  if (is === wanted) return
  throw new StartUpError({
    what: 'The live database has another schema than this build.',
    why: 'A rehearsal with another build than the one that runs would prove nothing of it.',
    remedy: 'Rehearse with the build that runs, or upgrade it first.',
  })
}

async function lastMigration(sql: postgres.Sql): Promise<string | null> {
  const [row] = await typedRows(sql, 'rehearsal.lastMigration')`
    select max(created_at)::text as last from drizzle.__drizzle_migrations`
  return row?.last ?? null
}
