/** Of a million failures the first are read, and all are counted; of requests how long they took. */
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../../db/new-id.ts'
import { startsLeft } from '../../../db/rehearsal/begin-again.ts'
import { halfListed, officersWaits, openAlerts } from '../../../db/rehearsal/failures.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

test('a rehearsal reports starts that were not carried', async () => {
  await db.sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at, done_at)
    select 'startWorkflow', 'k' || n, gen_random_uuid(), '{}', instant(${aMonday}), case when n = 4 then instant(${aMonday}) end
    from generate_series(1, 4) n`
  expect(await startsLeft(db.sql, { limit: 2 })).toEqual({
    first: [
      { key: 'k1', error: null },
      { key: 'k2', error: null },
    ],
    inAll: 3,
  })
})

test('a rehearsal reports runs of the frozen list that only one side knew', async () => {
  const [list, journalId] = [newId(), newId()]
  await db.asOwner(async (sql) => {
    await sql`
      insert into frozen_list (id, taken_for, frozen_at, runs, hash, journal_id, rows_alone)
      values (${list}, instant(${aMonday + 1_000}), instant(${aMonday}), 4, sha256(''), ${journalId}, true)`
    await sql`
      insert into frozen_run (list_id, dossier_id, correction, in_rows, in_engine, started)
      select ${list}, gen_random_uuid(), n, true, false, n < 4 from generate_series(1, 4) n`
    await sql`insert into frozen_engine (list_id, asked_at, hash) values (${list}, instant(${aMonday}), sha256(''))`
    await sql`
      insert into frozen_engine_run (list_id, dossier_id, correction, ran)
      select list_id, dossier_id, correction, false from frozen_run where correction < 3`
    await sql`insert into frozen_engine_run (list_id, dossier_id, correction, ran) values (${list}, gen_random_uuid(), 5, true)`
  })
  const { first, inAll } = await halfListed(db.sql, { takenFor: aMonday + 1_000, limit: 9 })
  const byCorrection = Object.fromEntries(first.map(({ correction, inRows }) => [correction, inRows]))
  expect({ byCorrection, inAll }).toEqual({ byCorrection: { 1: true, 2: true, 4: true, 5: false }, inAll: 4 })
})

test('a rehearsal reports its alerts, and none where there is none', async () => {
  expect(await openAlerts(db.sql, { limit: 2 })).toEqual({ first: [], inAll: 0 })
  await db.sql`
    insert into alert (kind, dossier_id, message, remedy, raised_at)
    select 'wedged', gen_random_uuid(), '', '', instant(${aMonday}) from generate_series(1, 3)`
  const { first, inAll } = await openAlerts(db.sql, { limit: 2 })
  expect({ kinds: first.map(({ kind }) => kind), inAll }).toEqual({ kinds: ['wedged', 'wedged'], inAll: 3 })
})

test('a rehearsal reports how long officers waited, and not who else did', async () => {
  const dossierId = newId()
  const settled = [...Array.from({ length: 20 }, (_, n) => (n + 1) * 10), null]
  await db.asOwner(async (sql) => {
    await sql`set session_replication_role = replica`
    for (const [actorRole, kind, ms] of [
      ...settled.map((ms) => ['officer', 'decide', ms] as const),
      ['officer', 'extend', 7] as const,
      ['service', 'supplement', 9_000] as const,
    ]) {
      const id = newId()
      await sql`
        insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, unit_id, mandate_id, accepted_at,
          next_attempt_at, status, settled_at)
        values (${id}, 'test', ${id}, '\\x00', ${dossierId}, ${kind}, '{}', 'test', ${actorRole}, 'u', 'm', instant(${aMonday}), instant(${aMonday}),
          ${ms === null ? 'pending' : 'applied'}, instant(${ms === null ? null : aMonday + ms}))`
    }
    await sql`reset session_replication_role`
  })
  expect(await officersWaits(db.sql, aMonday)).toEqual([
    { kind: 'decide', requests: 20, p50Ms: 100, p95Ms: 190 },
    { kind: 'extend', requests: 1, p50Ms: 7, p95Ms: 7 },
  ])
  expect(await officersWaits(db.sql, aMonday + 1)).toEqual([])
})
