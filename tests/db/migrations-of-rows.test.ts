/** A migration finds rows: what was done before it holds as what is done after it. */
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import journal from '../../db/migrations/meta/_journal.json' with { type: 'json' }
import { machineNow } from '../clock.ts'
import { urlOf, withServer } from '../database-server.ts'
import { sharedServer } from '../shared-server.ts'

const day = 86_400_000
const names: string[] = []
let server: string
beforeAll(async () => {
  server = urlOf(await sharedServer('templateUrl'), 'postgres')
}, 300_000)
afterAll(() =>
  withServer(server, async (sql) => {
    for (const name of names) await sql`drop database if exists ${sql(name)} with (force)`
  }),
)

/** A database with the schema as it was before a migration; its address. */
async function migratedUntil(tag: string): Promise<string> {
  const name = `thong_suot_test_${randomBytes(6).toString('hex')}`
  names.push(name)
  await withServer(server, (sql) => sql`create database ${sql(name)} template template0`)
  const url = urlOf(server, name)
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-migrations-'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await cp(fileURLToPath(new URL('../../db/migrations', import.meta.url)), folder, { recursive: true })
    const entries = journal.entries.slice(
      0,
      journal.entries.findIndex((entry) => entry.tag === tag),
    )
    await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
    await runMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    await sql.end()
    await rm(folder, { recursive: true })
  }
  return url
}

test('what was armed before events of units is sent at its instant: of each run the last step, once, and only to come', async () => {
  const url = await migratedUntil('0172_unit_events')
  const now = machineNow()
  const [past, soon, later] = [now - day, now + day, now + 2 * day]
  const steps = [
    ['armed', 'armed', soon],
    ['postponed', 'armed', soon],
    ['postponed', 'postponed', later],
    ['called-off', 'armed', soon],
    ['called-off', 'calledOff', soon],
    ['effective', 'armed', past],
    ['undone', 'armed', past],
    ['undone', 'undone', soon],
  ] as const
  await withServer(url, async (sql) => {
    // The rows of which these are is another matter: no foreign key is judged.
    await sql`set session_replication_role = replica`
    for (const [i, [of, kind, effectiveAt]] of steps.entries())
      await sql`
        insert into reorganisation_step (reorganisation, run, kind, actor_id, valid_at, effective_at, change, confirms, confirms_actor)
        values (${of}, 1, ${kind}, 'an', ${new Date(now - 2 * day)}, ${new Date(effectiveAt)}, ${i},
          ${kind === 'armed' ? null : 100 + i}::bigint, ${kind === 'armed' ? null : 'chi'})`
    await sql`
      insert into delivery (subscription_id, dossier_id, seq, body, next_attempt_at)
      values (gen_random_uuid(), gen_random_uuid(), 7, '{}', ${new Date(now)})`
  })

  await migrate(url)

  const [content, deliveries] = await withServer(url, async (sql) => [
    await sql`
      select reorganisation as of, kind, moment, due_at = effective_at as due
      from event join reorganisation_step step on step.id = step_id order by step.id`,
    await sql`select seq, subject = dossier_id::text as same from delivery`,
  ])
  expect(content.map((row) => ({ ...row }))).toEqual([
    { of: 'armed', kind: 'armed', moment: 'effective', due: true },
    { of: 'postponed', kind: 'postponed', moment: 'effective', due: true },
    { of: 'undone', kind: 'undone', moment: 'effective', due: true },
  ])
  expect(deliveries.map((row) => ({ ...row }))).toEqual([{ seq: '7', same: true }])
}, 300_000)

test('what was booked for parties is owed to persons: each amount, order and posting as it was', async () => {
  const url = await migratedUntil('0219_entitlements')
  const at = new Date(machineNow())
  const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  // Of one person in two dossiers, and of one without a number: [party, number, dossier, line, đồng, order, its state].
  const booked = [
    [1, 'a', 11, 21, 500, 31, 'CONFIRMED'],
    [2, 'a', 12, 22, 700, 32, 'REJECTED'],
    [3, null, 13, 23, 900, 33, 'INTENT'],
  ] as const
  await withServer(url, async (sql) => {
    await sql`set session_replication_role = replica`
    for (const [party, number, dossier, line, dong, order, state] of booked) {
      const [lineId, orderId] = [uuid(line), uuid(order)]
      await sql`
        insert into party (id, kind, name, identity_hmac)
        values (${uuid(party)}, 'person', 'Nguyễn Thị Hồng Thắm', ${number === null ? null : Buffer.from(number)})`
      await sql`
        insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at)
        values (${uuid(dossier)}, ${`H26.1-250702-00${dossier}`}, '2.000286', 'social', 'plan', 'counter', 'new:00004', 'cell:1', '\\x00', ${at})`
      await sql`
        insert into due_line (id, beneficiary_id, benefit, period, cause, cause_ref, dossier_id, amount_dong, valid_at)
        values (${lineId}, ${uuid(party)}, 'funeralAllowance', 'once', 'oneOff', ${uuid(dossier)}, ${uuid(dossier)}, ${dong}, ${at})`
      await sql`
        insert into payment_order (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, state, created_at, intent_at)
        values (${orderId}, ${orderId}, ${uuid(party)}, '\\x00', 'k1', ${dong}, ${state}, ${at}, ${at})`
      await sql`insert into order_line (order_id, due_line_id, live) values (${orderId}, ${lineId}, ${state !== 'REJECTED'})`
      for (const [posting, from, to] of [
        [`line ${lineId}`, 'entitlement', 'payable'],
        [`intent ${orderId}`, 'payable', 'inTransit'],
      ])
        await sql`
          insert into ledger_entry (posting, account, amount_dong, order_id, due_line_id, valid_at) values
            (${posting ?? ''}, ${from ?? ''}, ${-dong}, ${from === 'payable' ? orderId : null}, ${from === 'payable' ? null : lineId}, ${at}),
            (${posting ?? ''}, ${to ?? ''}, ${dong}, ${from === 'payable' ? orderId : null}, ${from === 'payable' ? null : lineId}, ${at})`
    }
    await sql`insert into party (id, kind, name) values (${uuid(9)}, 'person', 'Nguyễn Văn An')`
    // Orders without lines: of a dossier, of a payee who has one, and of none.
    await sql`insert into dossier_party (dossier_id, party_id, role) values (${uuid(12)}, ${uuid(2)}, 'applicant')`
    for (const [id, key, payee] of [
      [34, `${uuid(11)}/payout.9`, 9],
      [35, 'lost', 2],
      [36, 'lost too', 9],
    ] as const)
      await sql`
        insert into payment_order (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, created_at)
        values (${uuid(id)}, ${key}, ${uuid(payee)}, '\\x00', 'k1', 5, ${at})`
    await sql`
      insert into unit (id, epoch, code, name, type, tier, identifier, valid, basis) values
        ('new:00004', 'new', '00004', 'Phường Ba Đình', 'phường', 'commune', 'H26.1', '{(,)}', 'test'),
        ('new:01', 'new', '01', 'Thành phố Hà Nội', 'thành phố', 'city', 'H26', '{(,)}', 'test')`
    await sql`
      insert into area (id, kind, valid, basis)
      values ('cell:1', 'cell', '{(,)}', 'test'), ('city', 'city', '{(,)}', 'test')`
  })

  await migrate(url)

  const after = await withServer(
    url,
    (sql) => sql<
      {
        beneficiary: string
        ground: string
        dong: string
        order: string
        live: boolean
        postings: string[]
      }[]
    >`
      select entitlement.beneficiary_id as beneficiary, ground_ref as ground, part.amount_dong as dong, paid.order_id as order, paid.live,
        array(select debit || ' ' || credit || ' ' || amount_dong from ledger_posting posting
          where posting.due_line_id = line.id or posting.order_id = paid.order_id order by id desc) as postings
      from due_line line join entitlement on entitlement.id = line.entitlement_id join due_part part on part.due_line_id = line.id
      join order_part paid on paid.due_part_id = part.id order by line.id`,
  )
  expect(after.map((row) => ({ ...row }))).toEqual(
    booked.map(([party, number, dossier, , dong, order, state]) => ({
      ...{
        beneficiary: uuid(number === null ? party : 1),
        ground: uuid(dossier),
        dong: String(dong),
        order: uuid(order),
      },
      live: state !== 'REJECTED',
      postings: [`entitlement payable ${dong}`, `payable inTransit ${dong}`],
    })),
  )
  const alone = await withServer(
    url,
    (sql) => sql<{ area: string; unit: string }[]>`
      select area_id as area, unit_id as unit from payment_order
      where not exists (select from order_part where order_id = id) order by id`,
  )
  expect(alone.map(({ area, unit }) => `${area} ${unit}`)).toEqual([
    'cell:1 new:00004',
    'cell:1 new:00004',
    'city new:01',
  ])
  const persons = await withServer(
    url,
    (sql) => sql<{ party: string; beneficiary: string }[]>`
      select party_id as party, beneficiary_id as beneficiary from beneficiary_party order by party_id`,
  )
  expect(persons.map(({ party, beneficiary }) => [party, beneficiary])).toEqual([
    [uuid(1), uuid(1)],
    [uuid(2), uuid(1)],
    [uuid(3), uuid(3)],
  ])
}, 300_000)
