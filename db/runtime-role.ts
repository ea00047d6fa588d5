/** What the role that runs the product may do: rows, and nothing about tables. The owner alone migrates. */

import type postgres from 'postgres'
import { OperatorError } from '../domain/operator-error.ts'
import { transaction } from './connection/transaction.ts'
import { typedRows } from './statement.ts'

/** The role that a connection address names. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username)

/**
 * Gives a role the rows of every table, and of those that later migrations add: no TRUNCATE, TRIGGER or REFERENCES, no CREATE.
 * Safe to repeat. A table whose triggers refuse a change is not writable for it either: a trigger can be dropped by its owner only.
 * @param sql as the owner of the tables
 * @throws {TypeError} where the role owns the tables, is a superuser, or may become one of those
 */
export async function grantRuntime(sql: postgres.Sql, role: string): Promise<void> {
  await refuseOwner(sql, role)
  await transaction(sql, async (tx) => {
    const to = tx(role)
    await tx`revoke create on schema public from public`
    await tx`revoke all on schema public from ${to}`
    await tx`grant usage on schema public to ${to}`
    await tx`revoke all on all tables in schema public from ${to}`
    await tx`grant select, insert, update, delete on all tables in schema public to ${to}`
    await tx`grant usage, select on all sequences in schema public to ${to}`
    await tx`alter default privileges in schema public grant select, insert, update, delete on tables to ${to}`
    await tx`alter default privileges in schema public grant usage, select on sequences to ${to}`
    for (const { table, privileges } of await refusedByTriggers(tx)) {
      await tx`revoke ${tx.unsafe(privileges)} on ${tx(table)} from ${to}`
    }
    // Opens a change of reference data; what it writes beside is the owner's alone.
    await tx`grant execute on function begin_change, analyze_staff_lists, analyze_backlog to ${to}`
    // Which migrations the schema has.
    await tx`grant usage on schema drizzle to ${to}`
    await tx`grant select on all tables in schema drizzle to ${to}`
  })
}

/**
 * Tables with a trigger before each DELETE; those of `append_only`, that refuses UPDATE too; and those that functions of the owner
 * write, as the history of reference data, which the role may only read.
 */
async function refusedByTriggers(
  tx: postgres.TransactionSql,
): Promise<readonly { table: string; privileges: string }[]> {
  return await typedRows(tx, 'role.refusedByTriggers')`
    select relation.relname as table,
      case when bool_or(starts_with(proc.proname, 'written_by_')) then 'insert, update, delete'
        when bool_or(proc.proname = 'append_only') then 'update, delete' else 'delete' end as privileges
    from pg_trigger trigger
    join pg_class relation on relation.oid = trigger.tgrelid and relation.relnamespace = 'public'::regnamespace
    join pg_proc proc on proc.oid = trigger.tgfoid
    where not trigger.tgisinternal and trigger.tgtype & 1 = 1 and trigger.tgtype & 2 = 2 and trigger.tgtype & 8 = 8
    group by relation.relname order by relation.relname`
}

async function refuseOwner(sql: postgres.Sql, role: string): Promise<void> {
  const [found] = await typedRows(sql, 'role.powers')`
    select array_remove(array[
      case when rolsuper then 'superuser' end, case when rolcreaterole then 'createrole' end,
      case when rolbypassrls then 'bypassrls' end,
      case when pg_has_role(oid, current_user, 'member') then 'member of the owner' end], null) as powers
    from pg_roles where rolname = ${role}`
  if (found === undefined) {
    throw new OperatorError(
      `The role "${role}" of DATABASE_URL is not in this cluster; create it: create role ${role} login password '…'`,
    )
  }
  if (found.powers.length > 0) {
    throw new OperatorError(
      `The role "${role}" of DATABASE_URL is ${found.powers.join(', ')}, so it could undo what protects the record; ` +
        'take that away, or name another role in DATABASE_URL',
    )
  }
}
