/** Notices of a reorganisation: in a lane of their own, throttled, paused and resumed, failed ones again, and nobody twice. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NewWave } from '../../../db/notices/notice-wave.ts'
import { addWaveStep, startWave, waveOf } from '../../../db/notices/notice-wave.ts'
import { readReferenceRows } from '../../../db/reorganisations/reference-rows.ts'
import { callOffReorganisation } from '../../../db/reorganisations/take-back.ts'
import type { NoticePolicy } from '../../../domain/dossier/notices.ts'
import type { NoticeGateway, OutgoingNotice } from '../../../relay/notices/notice-gateway.ts'
import { relayNotices } from '../../../relay/notices/relay-notices.ts'
import { relayWaves } from '../../../relay/notices/relay-waves.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { NEIGHBOUR, wardEnds } from '../../db/reorganisations/ward-ends.ts'

const minute = 60_000
const T = aMonday + 24 * 60 * minute
const of = 'phuong-thu'

let database: TestDatabase
/** In the ward that ends. */
let moved: readonly string[]
beforeAll(async () => {
  database = await testDatabase()
  const at = aMonday
  moved = [await file(database, { at }), await file(database, { at }), await file(database, { at })]
  await file(database, { at, areaId: 'cell:00007:00008' })
  await database.sql`update party set phone = '+8491234567' || right(id::text, 1)`
  await armed(database, wardEnds(await readReferenceRows(database.sql), T, of), aMonday)
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

describe('a wave', () => {
  test('tells the people of each dossier that changes desk, and names the unit that has it then', async () => {
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

  test('started again tells nobody twice', async () => {
    const wave = await start('individual')
    expect(await startWave(database, { ...wave, policy: 'none' })).toBe(0)
    await relay(gateway())
    expect(await startWave(database, wave)).toBe(0)
    expect(await counts(wave)).toMatchObject({ waiting: 0, sent: moved.length, none: 0 })
  })

  test('of the policy none keeps rows that say nobody was told', async () => {
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

describe('its pace', () => {
  test('is no more than the throttle in any minute', async () => {
    const wave = await start('individual', 2)
    const mailbox = gateway()
    for (const at of [aMonday, aMonday + 1_000, aMonday + 59_999]) await relay(mailbox, at)
    expect(mailbox.taken).toHaveLength(2)
    await relay(mailbox, aMonday + 61_000)
    expect(mailbox.taken).toHaveLength(3)
    expect(await counts(wave)).toMatchObject({ waiting: 0 })
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

  test('other notices never wait for it, and it does not go with them', async () => {
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

  test('what failed waits longer and longer, and is sent again at once where somebody asks', async () => {
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

test('what was called off is told to nobody any more', async () => {
  const wave = { ...(await start('individual')), reorganisation: of }
  await database.sql`delete from notice_outbox`
  expect(await startWave(database, wave)).toBe(moved.length)
  const enactable = wardEnds(await readReferenceRows(database.sql), T, of)
  for (const actorId of ['an', 'chi']) {
    await callOffReorganisation(database, enactable, { actorId, at: aMonday + 1, basis: 'Quyết định thử' })
  }
  const mailbox = gateway()
  await relay(mailbox)
  expect(mailbox.taken).toEqual([])
  expect(await waveOf(database.sql, of)).toMatchObject({ over: true, waiting: moved.length })
})
