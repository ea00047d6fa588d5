import { getTableName } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { grantRuntime, roleOf } from '../../db/runtime-role.ts'
import { recordedTables } from '../../db/schema/record-time.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

const appendOnly = [
  ...['bank_line', 'bank_line_correction', 'bank_row_kept_out', 'beneficiary_party', 'benefit_amount'],
  ...['budget_ceiling', 'budget_source', 'conflict_of_interest', 'due_line', 'due_part'],
  ...['entitlement_fact', 'entitlement_payee', 'entitlement_proposal', 'proposal_decision', 'standard_rate'],
  ...['recorded_death', 'reference_level'],
  ...['beneficiary_merge', 'merge_decision', 'cash_receipt', 'order_withdrawal'],
  ...['certificate', 'certificate_page', 'dossier_revision', 'journal'],
  ...['frozen_engine', 'frozen_engine_run', 'frozen_list', 'frozen_run'],
  ...['ledger_posting', 'mandate_change', 'notice_wave', 'notice_wave_step', 'readiness_answer'],
  ...['reorganisation_duty', 'reorganisation_go', 'reorganisation_step'],
  ...['payout_run', 'payout_run_step', 'payout_run_total'],
]
const neverRemoved = [
  'bank_statement',
  'entitlement_channel',
  'order_part',
  'original_place',
  'paper_file',
  'payment_order',
  ...recordedTables.map((table) => getTableName(table)),
]
/** The owner's functions write these. */
const isReadOnly = (table: string): boolean =>
  table === 'budget_commitment' || table === 'reference_change' || table.endsWith('_history')

describe('the role that runs the product', () => {
  test.each([
    ['empties no table', 'truncate alert'],
    ['changes no table', 'alter table alert add column more text'],
    ['drops no table', 'drop table alert'],
    ['drops no trigger', 'drop trigger journal_append_only on journal'],
    ['switches no trigger off', 'alter table journal disable trigger journal_append_only'],
    [
      'makes no trigger',
      'create trigger mine before insert on alert for each row execute function append_only()',
    ],
    ['makes no table', 'create table mine (id int)'],
    ['makes no function', "create function mine() returns int language sql as 'select 1'"],
    ['replaces no function', 'drop function append_only() cascade'],
    ['makes no schema', 'create schema mine'],
    ['runs past no trigger', 'set session_replication_role = replica'],
    ['becomes nobody else', 'set role thong_suot'],
    ['makes no role', 'create role mine'],
    ['changes no migration', 'delete from drizzle.__drizzle_migrations'],
  ])('%s', async (_title, statement) => {
    await expect(database.sql.unsafe(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^42501$|^22023$|^42704$/),
    })
  })

  test('owns nothing, and may only read and write rows of each table', async () => {
    const { sql } = database
    expect(
      await sql`
      select relname from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace`,
    ).toEqual([])
    const rows = await sql<{ table: string; privileges: string[] }[]>`
      select relname as table, array(select privilege from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES',
        'TRIGGER']) privilege where has_table_privilege(pg_class.oid, privilege)) as privileges
      from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`
    expect(rows.length).toBeGreaterThan(50)
    for (const { table, privileges } of rows) {
      const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']
      const kept = isReadOnly(table)
        ? 1
        : appendOnly.includes(table)
          ? 2
          : neverRemoved.includes(table)
            ? 3
            : 4
      expect({ table, privileges }).toEqual({ table, privileges: all.slice(0, kept) })
    }
  })

  test('reads and writes the tables that a later migration adds', async () => {
    await database.asOwner((sql) => sql`create table later (id int generated always as identity, word text)`)
    await database.sql`insert into later (word) values ('sau')`
    await database.sql`update later set word = 'sau nữa'`
    expect(await database.sql`select word from later`).toEqual([{ word: 'sau nữa' }])
    await expect(database.sql`truncate later`).rejects.toThrow('permission denied')
    await database.asOwner((sql) => sql`drop table later`)
  })
})

test('migrating a migrated database changes nothing', async () => {
  const acl = () => database.sql`
    select relname, relacl::text as acl from pg_class where relnamespace = 'public'::regnamespace order by relname`
  const before = await acl()
  await migrate(database.ownerUrl, database.url)
  expect(await acl()).toEqual(before)
})

test('a role that could undo what protects the record is refused, and one that is not there named', async () => {
  await database.asOwner(async (sql) => {
    await expect(grantRuntime(sql, 'nobody-here')).rejects.toThrow('create role nobody-here')
    await expect(grantRuntime(sql, roleOf(database.ownerUrl))).rejects.toThrow('could undo')
  })
})
