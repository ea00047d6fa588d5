import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { workingDays } from '../../../domain/time/duration.ts'
import type { NoticeGateway, OutgoingNotice } from '../../../relay/notices/notice-gateway.ts'
import { relayDigests, relayNotices } from '../../../relay/notices/relay-notices.ts'
import { tableGateway } from '../../../relay/notices/table-gateway.ts'
import { machineNow } from '../../clock.ts'
import { commune, type DossierStory, fileOnly, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})
beforeEach(async () => {
  await world.database.sql`delete from notice_outbox`
})

const day = 86_400_000

/** A gateway that keeps what it takes, or does what the test says. */
function gateway(deliver?: NoticeGateway['deliver']) {
  const taken: OutgoingNotice[] = []
  const takes: NoticeGateway['deliver'] = async (notices, at) => {
    const keys = deliver === undefined ? new Set(notices.map(({ key }) => key)) : await deliver(notices, at)
    taken.push(...notices.filter(({ key }) => keys.has(key)))
    return keys
  }
  return { taken, deliver: takes }
}
const relay = (to: NoticeGateway, at = machineNow()) =>
  relayNotices({ database: world.database, gateway: to, now: () => at })

async function outbox(dossier: DossierStory) {
  return [
    ...(await world.database.sql<
      { event: string; policy: string; status: string; attempts: number; error: string | null }[]
    >`
      select event, policy, status, attempts, last_error as error from notice_outbox where dossier_id = ${dossier.id} order by id`),
  ]
}
const events = async (dossier: DossierStory) => (await outbox(dossier)).map(({ event }) => event)

describe('notices of what happens to a dossier go', () => {
  test('to the applicant: filed, a supplement requested, refused', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:incomplete')
    await dossier.opened('supplement.1')
    await dossier.supplement()
    await dossier.goes('receive.2:rejected')
    await dossier.ending()
    expect(await events(dossier)).toEqual(['filed', 'supplementAsked', 'refused'])
    const mailbox = gateway()
    await relay(mailbox)
    const words = mailbox.taken.map(({ subject }) => subject).toSorted()
    expect(words).toEqual([
      expect.stringMatching(/^Từ chối hồ sơ H26/),
      expect.stringMatching(/^Đã nhận hồ sơ H26/),
      expect.stringMatching(/^Đề nghị bổ sung hồ sơ H26/),
    ])
    expect(mailbox.taken.every(({ body }) => body.includes('Nguyễn Thị Hồng Thắm'))).toBe(true)
  })

  test('to the applicant: a new date with an apology, and the result', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted')
    await dossier.extend(workingDays(2))
    await dossier.goes('review.1:approved sign.1:signed')
    await dossier.ending()
    expect(await events(dossier)).toEqual(['filed', 'apology', 'resultReady'])
  })

  test('to the officer who is given a task', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    await dossier.reassign('receive.1', `can-bo:${commune}:oneStop:1`)
    await dossier.reassign('receive.1', null)
    expect(await events(dossier)).toEqual(['filed', 'taskAssigned'])
  })

  test('as ids alone until they are sent', async () => {
    const dossier = await fileOnly(world, registration)
    const rows = await world.database.sql`select * from notice_outbox where dossier_id = ${dossier.id}`
    expect(JSON.stringify(rows)).not.toContain('Thắm')
  })

  test('to nobody where that is the policy, and a row says so', async () => {
    const { sql } = world.database
    await sql`update notice_policy set policy = 'none' where event = 'filed'`
    const dossier = await fileOnly(world, registration)
    await sql`update notice_policy set policy = 'individual' where event = 'filed'`
    const mailbox = gateway()
    await relay(mailbox)
    expect(mailbox.taken).toEqual([])
    expect(await outbox(dossier)).toMatchObject([{ event: 'filed', policy: 'none', status: 'none' }])
  })
})

describe('the relay of notices', () => {
  test('sends each once, however many relays there are', async () => {
    for (let n = 0; n < 5; n += 1) await fileOnly(world, registration)
    const mailbox = gateway()
    await Promise.all([relay(mailbox), relay(mailbox), relay(mailbox)])
    expect(mailbox.taken).toHaveLength(5)
    await relay(mailbox, machineNow() + day)
    expect(mailbox.taken).toHaveLength(5)
  })

  test('sends again what a gateway failed to take, with the class of the error and none of its text', async () => {
    const dossier = await fileOnly(world, registration)
    await relay(
      gateway(async () => {
        throw new TypeError('Nguyễn Thị Hồng Thắm')
      }),
    )
    expect(await outbox(dossier)).toMatchObject([
      { status: 'waiting', attempts: 1, error: expect.stringMatching(/^TypeError at /) },
    ])
    const mailbox = gateway()
    await relay(mailbox)
    expect(mailbox.taken).toEqual([])
    await relay(mailbox, machineNow() + 11 * 60_000)
    expect(mailbox.taken).toHaveLength(1)
    expect(await outbox(dossier)).toMatchObject([{ status: 'sent', attempts: 2, error: null }])
  })

  test('marks what was taken when others of the batch were not', async () => {
    const [first, second] = [await fileOnly(world, registration), await fileOnly(world, registration)]
    await relay(gateway(async (notices) => new Set(notices.slice(0, 1).map(({ key }) => key))))
    const all = [...(await outbox(first)), ...(await outbox(second))]
    expect(all.map(({ status, error }) => [status, error]).toSorted()).toEqual([
      ['sent', null],
      ['waiting', 'notTaken'],
    ])
  })

  test('that died after the gateway took a notice sends it again under the same key, and the table keeps one', async () => {
    const dossier = await fileOnly(world, registration)
    const table = tableGateway(world.database)
    await relay(table)
    await world.database.sql`
      update notice_outbox set status = 'waiting', sent_at = null where dossier_id = ${dossier.id}`
    await relay(table, machineNow() + day)
    const kept = await world.database.sql`select key from notice where key like ${`filed/${dossier.id}/%`}`
    expect(kept).toHaveLength(1)
  })
})

describe('a digest of notices', () => {
  const officer = `can-bo:${commune}:oneStop:1`
  /** Notices requested at an instant, of that many dossiers. */
  async function owed(count: number, at: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const dossier = await fileOnly(world, registration)
      await world.database.sql`
        insert into notice_outbox (key, event, dossier_id, recipient_kind, recipient_id, policy, asked_at, next_attempt_at)
        values (${`tasksReassigned/${dossier.id}`}, 'tasksReassigned', ${dossier.id}, 'officer', ${officer}, 'digest',
          instant(${at}), instant(${at}))`
    }
  }
  const digests = (to: NoticeGateway, at: number) =>
    relayDigests({ database: world.database, gateway: to, now: () => at })
  const at = (local: string) => Date.parse(`${local}+07:00`)

  test('holds what came up until the working day closed, in one notice; the rest waits for the next close', async () => {
    await owed(3, at('2026-11-23T10:00:00'))
    await owed(1, at('2026-11-23T18:00:00'))
    const mailbox = gateway()
    await digests(mailbox, at('2026-11-23T16:59:00'))
    expect(mailbox.taken).toEqual([])
    await digests(mailbox, at('2026-11-23T18:30:00'))
    await digests(mailbox, at('2026-11-23T18:31:00'))
    expect(mailbox.taken).toMatchObject([{ recipient: { kind: 'officer', id: officer } }])
    expect(mailbox.taken[0]?.subject).toBe('3 thông báo đến hết ngày 23/11/2026')
    // 24 November is a holiday: nothing closes.
    await digests(mailbox, at('2026-11-24T18:30:00'))
    expect(mailbox.taken).toHaveLength(1)
    await digests(mailbox, at('2026-11-25T17:00:00'))
    expect(mailbox.taken).toHaveLength(2)
  })

  test('that was not taken is sent again as it was', async () => {
    await owed(2, at('2026-11-23T10:00:00'))
    const keys: string[] = []
    const refusing = gateway(async (notices) => {
      keys.push(...notices.map(({ key }) => key))
      return new Set()
    })
    await digests(refusing, at('2026-11-23T17:00:00'))
    await digests(refusing, at('2026-11-23T18:00:00'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })
})
