/** Notices of a reorganisation: in a lane of their own, throttled, paused and resumed, failed ones again, and nobody twice. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { poolLimits } from '../../../db/connection/pool-limits.ts'
import { openDatabase } from '../../../db/database.ts'
import type { NewWave } from '../../../db/notices/notice-wave.ts'
import { addWaveStep, runningWaves, startWave, takeOfWave, waveOf } from '../../../db/notices/notice-wave.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
} from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import type { NoticePolicy } from '../../../domain/dossier/notices.ts'
import type { NoticeGateway, OutgoingNotice } from '../../../relay/notices/notice-gateway.ts'
import { relayNotices } from '../../../relay/notices/relay-notices.ts'
import { relayWaves } from '../../../relay/notices/relay-waves.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { NEIGHBOUR, wardEnds } from '../../db/reorganisations/ward-ends.ts'

const minute = 60_000
const T = aMonday + 24 * 60 * minute
const of = 'phuong-thu'

let database: TestDatabase
let ends: Enactable
/** In the ward that ends. */
let moved: readonly string[]
beforeAll(async () => {
  database = await testDatabase()
  const at = aMonday
  moved = [await file(database, { at }), await file(database, { at }), await file(database, { at })]
  await file(database, { at, areaId: 'cell:00007:00008' })
  await database.sql`update party set phone = '+8491234567' || right(id::text, 1)`
  ends = wardEnds(await readReferenceRows(database.sql), T, of)
  await armed(database, ends, aMonday)
})
beforeEach(async () => {
  await database.sql`delete from notice_outbox`
})

let runs = 0
/** Of a run of its own, so that each test starts one. */
async function start(policy: NoticePolicy, perMinute = 600): Promise<NewWave> {
  const wave = {
    ...{ reorganisation: `${of}-${++runs}`, run: 1, effectiveAt: T, policy, perMinute },
    ...{ actorId: 'truc', at: aMonday },
  }
  await startWave(database, wave)
  return wave
}
const counts = async ({ reorganisation }: NewWave) => {
  const { waiting = 0, failed = 0, sent = 0, none = 0 } = (await waveOf(database.sql, reorganisation)) ?? {}
  return { waiting, failed, sent, none }
}
async function step({ reorganisation }: NewWave, kind: 'paused' | 'resumed' | 'retried', at = aMonday) {
  const wave = await waveOf(database.sql, reorganisation)
  await addWaveStep(database.sql, { id: wave?.id ?? '', kind, actorId: 'truc', at })
}

function gateway(deliver?: NoticeGateway['deliver']) {
  const taken: OutgoingNotice[] = []
  const takes: NoticeGateway['deliver'] = async (notices, at) => {
    const keys = deliver === undefined ? new Set(notices.map(({ key }) => key)) : await deliver(notices, at)
    taken.push(...notices.filter(({ key }) => keys.has(key)))
    return keys
  }
  return { taken, deliver: takes }
}
const relay = (to: NoticeGateway, at = aMonday) => relayWaves({ database, gateway: to, now: () => at })

describe('a wave of notices', () => {
  test('notifies the people of each dossier that changes desk, and names the unit that has it then', async () => {
    const wave = await start('individual')
    const asked = await database.sql<
      { dossier: string }[]
    >`select distinct dossier_id as dossier from notice_outbox`
    expect(asked.map(({ dossier }) => dossier).sort()).toEqual([...moved].sort())
    const mailbox = gateway()
    await relay(mailbox)
    expect(mailbox.taken.map(({ body }) => body)).toEqual(
      Array(moved.length).fill(expect.stringContaining('Phường Thử Mới tiếp tục giải quyết')),
    )
    expect(mailbox.taken[0]?.body).toContain('Không phải nộp lại hồ sơ')
    expect(await counts(wave)).toEqual({ waiting: 0, failed: 0, sent: moved.length, none: 0 })
  })

  test('started again notifies nobody twice', async () => {
    const wave = await start('individual')
    expect(await startWave(database, { ...wave, policy: 'none' })).toBe(0)
    await relay(gateway())
    expect(await startWave(database, wave)).toBe(0)
    expect(await counts(wave)).toMatchObject({ waiting: 0, sent: moved.length, none: 0 })
  })

  test('of the policy none keeps rows that say nobody was notified', async () => {
    const wave = await start('none')
    const mailbox = gateway()
    await relay(mailbox)
    expect(mailbox.taken).toEqual([])
    expect(await counts(wave)).toMatchObject({ waiting: 0, none: moved.length })
  })

  test('as a digest is one notice to a phone over all its dossiers', async () => {
    await database.sql`update party set phone = '+84912345678'`
    const wave = await start('digest')
    const mailbox = gateway()
    await relay(mailbox)
    expect(mailbox.taken).toMatchObject([{ subject: `Nơi giải quyết ${moved.length} hồ sơ thay đổi` }])
    expect(await counts(wave)).toMatchObject({ waiting: 0, sent: moved.length })
  })
})

describe('the pace of a wave', () => {
  test('is no more than the throttle in any minute', async () => {
    const wave = await start('individual', 2)
    const mailbox = gateway()
    for (const at of [aMonday, aMonday + 1_000, aMonday + 59_999]) await relay(mailbox, at)
    expect(mailbox.taken).toHaveLength(2)
    await relay(mailbox, aMonday + 61_000)
    expect(mailbox.taken).toHaveLength(3)
    expect(await counts(wave)).toMatchObject({ waiting: 0 })
  })

  test('is kept towards a gateway that takes nothing', async () => {
    await start('individual', 1)
    const brought: number[] = []
    const refuses = gateway(async (notices, at) => {
      brought.push(...notices.map(() => at - aMonday))
      return new Set()
    })
    for (let second = 0; second < 180; second += 5) await relay(refuses, aMonday + second * 1_000)
    expect(brought).toEqual([0, minute, 2 * minute])
  })

  test('is not held back by what failed long ago', async () => {
    const wave = await start('individual', 1)
    await database.sql`
      update notice_outbox set attempts = 8, last_error = 'notTaken', next_attempt_at = instant(${aMonday + 9 * minute})
      where id = (select min(id) from notice_outbox)`
    await relay(gateway())
    expect(await counts(wave)).toEqual({ waiting: moved.length - 2, failed: 1, sent: 1, none: 0 })
  })

  test('is kept by relays that take at the same time', async () => {
    await start('individual', 2)
    const [wave] = await runningWaves(database.sql)
    if (wave === undefined) throw new Error('no wave runs')
    const [one, other] = await Promise.all([
      takeOfWave(database, wave, aMonday),
      takeOfWave(database, wave, aMonday),
    ])
    const late = await takeOfWave(database, wave, aMonday)
    expect(one.length + other.length + late.length).toBe(2)
  })

  test('lets what failed wait, also where the same person is owed another notice', async () => {
    await database.sql`update party set phone = '+84912345678'`
    const wave = await start('digest')
    await database.sql`delete from notice_outbox where id = (select max(id) from notice_outbox)`
    await relay(gateway(async () => new Set()))
    expect(await startWave(database, wave)).toBe(1)
    await relay(gateway(), aMonday + 1_000)
    expect(await counts(wave)).toEqual({ waiting: 0, failed: moved.length - 1, sent: 1, none: 0 })
  })

  test('is a batch at once, and the next round follows without a pause', async () => {
    await start('individual', 100_000)
    await database.sql`
      insert into notice_outbox (key, event, dossier_id, task_id, recipient_kind, recipient_id, policy, asked_at, next_attempt_at,
        wave_id, recipient_group, unit_id)
      select key || '/' || n, event, dossier_id, task_id, recipient_kind, recipient_id, policy, asked_at, next_attempt_at, wave_id,
        recipient_group, unit_id
      from (select * from notice_outbox order by id limit 1) first cross join generate_series(1, 200) n`
    const mailbox = gateway()
    expect(await relay(mailbox)).toBe(true)
    expect(mailbox.taken).toHaveLength(200)
    expect(await relay(mailbox)).toBe(false)
    expect(mailbox.taken).toHaveLength(200 + moved.length)
  })

  test('stops while it is paused, and goes on when it is resumed', async () => {
    const wave = await start('individual')
    const mailbox = gateway()
    await step(wave, 'paused')
    await relay(mailbox)
    expect(mailbox.taken).toEqual([])
    await step(wave, 'resumed')
    await relay(mailbox)
    expect(mailbox.taken).toHaveLength(moved.length)
  })

  test('never delays other notices, and does not apply to them', async () => {
    const wave = await start('individual')
    const id = moved[0] ?? ''
    await database.sql`
      insert into notice_outbox (key, event, dossier_id, recipient_kind, recipient_id, policy, asked_at, next_attempt_at)
      values ('khac', 'filed', ${id}, 'party', 'khong-ai', 'individual', instant(${aMonday}), instant(${aMonday}))`
    await step(wave, 'paused')
    const mailbox = gateway()
    await relayNotices({ database, gateway: mailbox, now: () => aMonday })
    expect(mailbox.taken.map(({ key }) => key)).toEqual(['khac'])
  })

  test('lets what failed wait longer and longer, and sends it at once when an operator requests it', async () => {
    const wave = await start('individual')
    await relay(gateway(async () => new Set()))
    expect(await counts(wave)).toEqual({ waiting: 0, failed: moved.length, sent: 0, none: 0 })
    const mailbox = gateway()
    await relay(mailbox, aMonday + 1)
    expect(mailbox.taken).toEqual([])
    await step(wave, 'retried', aMonday + 2)
    await relay(mailbox, aMonday + 2)
    expect(mailbox.taken).toHaveLength(moved.length)
    expect(await counts(wave)).toMatchObject({ failed: 0, sent: moved.length })
  })
})

test('a row of a wave holds ids, and no name or phone', async () => {
  await start('digest')
  const rows = JSON.stringify([...(await database.sql`select * from notice_outbox`)])
  expect(rows).not.toMatch(/\+84|Trần/)
  expect(rows).not.toContain(NEIGHBOUR)
})

test('a wave may be filled for longer than other statements of the pool may run', async () => {
  await database.asOwner(async (owner) => {
    await owner.unsafe(`
      create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(1.2); return null; end';
      create trigger slow after insert on notice_outbox for each statement execute function slow()`)
  })
  const impatient = openDatabase(database.url, { limits: { ...poolLimits.api, statementMs: 1_000 } })
  const wave = { reorganisation: 'cham', run: 1, effectiveAt: T, policy: 'digest' as const }
  try {
    const asked = { ...wave, perMinute: 5, actorId: 'truc', at: aMonday }
    expect(await startWave(impatient, asked)).toBe(moved.length)
  } finally {
    await impatient.close()
    await database.asOwner(async (owner) => {
      await owner.unsafe('drop trigger slow on notice_outbox; drop function slow()')
    })
  }
})

const ofArmed = async (effectiveAt: number): Promise<NewWave> => {
  const wave = { reorganisation: of, run: 1, effectiveAt, policy: 'individual' as const, perMinute: 600 }
  const asked = { ...wave, actorId: 'truc', at: aMonday }
  await startWave(database, asked)
  return asked
}
async function postponed(effectiveAt: number) {
  for (const actorId of ['an', 'chi']) {
    const how = { actorId, at: aMonday + 1, basis: 'Quyết định thử', effectiveAt }
    await postponeReorganisation(database, ends, how)
  }
}

test('a wave of an instant that was postponed and set back goes on before the wave of the other instant', async () => {
  const later = T + 24 * 60 * minute
  await ofArmed(T)
  await postponed(later)
  expect(await waveOf(database.sql, of)).toMatchObject({ over: true, effectiveAt: T })
  await ofArmed(later)
  expect(await waveOf(database.sql, of)).toMatchObject({ over: false, effectiveAt: later })
  await postponed(T)
  expect(await waveOf(database.sql, of)).toMatchObject({
    ...{ over: false, effectiveAt: T, waiting: moved.length },
  })
  const mailbox = gateway()
  await relay(mailbox)
  expect(mailbox.taken).toHaveLength(moved.length)
}, 300_000)

test('nobody is notified any more of what was called off, also by a wave that was started too late to see it', async () => {
  const wave = await ofArmed(T)
  for (const actorId of ['an', 'chi']) {
    await callOffReorganisation(database, ends, { actorId, at: aMonday + 1, basis: 'Quyết định thử' })
  }
  const mailbox = gateway()
  await relay(mailbox)
  expect(mailbox.taken).toEqual([])
  await startWave(database, { ...wave, effectiveAt: T + 1 })
  const late = await waveOf(database.sql, of)
  await database.sql`update notice_outbox set wave_id = ${late?.id ?? null}`
  await relay(mailbox)
  expect(mailbox.taken).toEqual([])
  expect(await waveOf(database.sql, of)).toMatchObject({
    over: true,
    effectiveAt: T + 1,
    waiting: moved.length,
  })
})
