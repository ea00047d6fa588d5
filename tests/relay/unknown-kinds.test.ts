/** While processes are exchanged one by one, a newer build writes kinds that an older relay does not know: it leaves them. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { takeUnacknowledged } from '../../db/dossier/requests/requests.ts'
import { lanes, takeMessages, todayWaits } from '../../db/engine/outbox.ts'
import { startWave } from '../../db/notices/notice-wave.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import type { NoticeGateway } from '../../relay/notices/notice-gateway.ts'
import { relayDigests, relayNotices } from '../../relay/notices/relay-notices.ts'
import { relayWaves } from '../../relay/notices/relay-waves.ts'
import { UnknownKinds } from '../../relay/say-unknown-kinds.ts'
import { file } from '../certificate/cutover-story.ts'
import { aMonday } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { armed } from '../db/reorganisations/arm.ts'
import { wardEnds } from '../db/reorganisations/ward-ends.ts'

const day = 86_400_000
const later = aMonday + 7 * day

let db: TestDatabase
let dossierId: string
beforeEach(async () => {
  db = await testDatabase()
  dossierId = await file(db, { at: aMonday })
})

/** What a newer build has written. */
const newer = {
  message: () => db.sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    values ('ofANewerBuild', ${randomUUID()}, ${dossierId}, '{}', instant(${aMonday}))`,
  request: () => db.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, accepted_at, status,
      next_attempt_at)
    values (${randomUUID()}, 'x', 'x', '\\x00', ${dossierId}, 'ofANewerBuild', '{}', 'x', 'applicant', instant(${aMonday}), 'pending',
      instant(${aMonday}))`,
  /** As another that is there, of an event of its own. */
  notice: (policy: 'individual' | 'digest') => db.sql`
    insert into notice_outbox (key, event, dossier_id, recipient_kind, recipient_id, policy, status, asked_at, next_attempt_at, wave_id,
      recipient_group, unit_id)
    select 'ofANewerBuild/' || key, 'ofANewerBuild', dossier_id, recipient_kind, recipient_id, ${policy}, 'waiting', asked_at,
      next_attempt_at, wave_id, recipient_group, unit_id
    from notice_outbox where status = 'waiting' order by id desc limit 1`,
}

const attempts = async (table: 'outbox' | 'notice_outbox' | 'decision_request') =>
  (
    await db.sql<{ attempts: number }[]>`select attempts from ${db.sql(table)}
    where ${db.sql({ outbox: 'topic', notice_outbox: 'event', decision_request: 'kind' }[table])} = 'ofANewerBuild'`
  ).map((row) => row.attempts)

const takesAll: NoticeGateway = { deliver: async (notices) => new Set(notices.map(({ key }) => key)) }
const relaying = { gateway: takesAll, now: () => later }
const sent = async () =>
  Number((await db.sql`select count(*) as sent from notice_outbox where status = 'sent'`)[0]?.sent)

describe('what an older relay does not know stays for one that does', () => {
  test('a message, which delays neither others nor dossiers that were taken over', async () => {
    await newer.message()
    const taken = await takeMessages(db.sql, later, 50, { lane: lanes.today })
    expect(taken.map(({ topic }) => topic)).toEqual(['startWorkflow'])
    expect(await todayWaits(db.sql, aMonday)).toBe(false)
    expect(await attempts('outbox')).toEqual([0])
  })

  test('a request', async () => {
    await newer.request()
    expect(await takeUnacknowledged(db.sql, later, 50)).toEqual([])
    expect(await attempts('decision_request')).toEqual([0])
  })

  test('a notice, and those of its batch are sent', async () => {
    await newer.notice('individual')
    await relayNotices({ database: db, ...relaying })
    expect(await sent()).toBe(1)
    expect(await attempts('notice_outbox')).toEqual([0])
  })

  test('a notice of a digest, and the digest is sent', async () => {
    await db.sql`update notice_outbox set policy = 'digest'`
    await newer.notice('digest')
    await relayDigests({ database: db, ...relaying })
    expect(await sent()).toBe(1)
    expect(await attempts('notice_outbox')).toEqual([0])
  })

  test.each(['individual', 'digest'] as const)(
    'a notice of a wave (%s), and the wave goes on',
    async (policy) => {
      await db.sql`delete from notice_outbox`
      const effectiveAt = aMonday + 30 * day
      await armed(db, wardEnds(await readReferenceRows(db.sql), effectiveAt), aMonday)
      const wave = { reorganisation: 'phuong-thu-2026', run: 1, effectiveAt, policy, perMinute: 600 }
      await startWave(db, { ...wave, actorId: 'truc', at: aMonday })
      await newer.notice(policy)
      await relayWaves({ database: db, ...relaying })
      expect(await sent()).toBe(1)
      expect(await attempts('notice_outbox')).toEqual([0])
    },
  )

  test('and the relay says so once of each kind', async () => {
    const lines: object[] = []
    const unknown = new UnknownKinds(db, { warn: (fields) => lines.push(fields) })
    await unknown.say()
    expect(lines).toEqual([])
    await newer.message()
    await newer.message()
    await newer.notice('individual')
    await newer.request()
    for (let rounds = 0; rounds < 2; rounds += 1) await unknown.say()
    expect(lines).toEqual([
      { carried: 'message', kind: 'ofANewerBuild', waiting: 2 },
      { carried: 'notice', kind: 'ofANewerBuild', waiting: 1 },
      { carried: 'request', kind: 'ofANewerBuild', waiting: 1 },
    ])
  })
})
