/** Who is notified of a reorganisation: also people whose dossier is at no desk, and people who were notified of another instant since. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { startWave } from '../../../db/notices/notice-wave.ts'
import { postponeReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import type { OutgoingNotice } from '../../../relay/notices/notice-gateway.ts'
import { relayWaves } from '../../../relay/notices/relay-waves.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { decides, file, issued } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { wardEnds } from '../../db/reorganisations/ward-ends.ts'

const minute = 60_000
const day = 24 * 60 * minute
const [A, B] = [aMonday + day, aMonday + 2 * day]
const of = 'phuong-thu'

let database: TestDatabase
/** In the ward that ends: at a desk, waiting for the applicant. */
let ids: { atDesk: string; supplement: string }
let enactable: Enactable
let now = aMonday
beforeAll(async () => {
  database = await testDatabase()
  const at = aMonday - day
  const [atDesk, supplement, closed, elsewhere] = [
    await file(database, { at }),
    await file(database, { at }),
    await file(database, { at }),
    await file(database, { at, areaId: 'cell:00007:00008' }),
  ]
  for (const id of [supplement, elsewhere])
    await decides(database, id, 'receive.1:accepted review.1:incomplete', { at: at + minute })
  await issued(database, closed, at + minute)
  await database.sql`
    update result set collected = true, collected_at = instant(${at + 2 * minute}), collected_by = 'applicant', collected_how = 'counter'
    where dossier_id = ${closed}`
  ids = { atDesk, supplement }
  enactable = wardEnds(await readReferenceRows(database.sql), A, of)
  await armed(database, enactable, now)
}, 300_000)
beforeEach(async () => {
  await database.sql`delete from notice_outbox`
})

const start = (effectiveAt: number) =>
  startWave(database, {
    ...{ reorganisation: of, run: 1, effectiveAt, policy: 'individual', perMinute: 600 },
    ...{ actorId: 'truc', at: now },
  })
/** The dossiers of which something was sent, and from when on by those words. */
async function sent(takes: (n: number) => boolean = () => true): Promise<readonly string[]> {
  now += 60 * minute
  const taken: OutgoingNotice[] = []
  const deliver = async (notices: readonly OutgoingNotice[]) => {
    taken.push(...notices.filter((_, n) => takes(n)))
    return new Set(taken.map(({ key }) => key))
  }
  await relayWaves({ database, gateway: { deliver }, now: () => now })
  return taken.map(({ body }) => body)
}
async function postponed(effectiveAt: number): Promise<void> {
  for (const actorId of ['an', 'chi'])
    await postponeReorganisation(database, enactable, {
      actorId,
      at: now,
      basis: 'Quyết định thử',
      effectiveAt,
    })
}

test('a wave names a dossier that waits for its applicant with the unit that has its last desk then, and not one that has ended and was collected', async () => {
  expect(await start(A)).toBe(2)
  const rows = await database.sql<{ dossier: string; unit: string }[]>`
    select dossier_id as dossier, unit_id as unit from notice_outbox order by dossier_id`
  expect([...rows]).toEqual(
    Object.values(ids)
      .sort()
      .map((dossier) => ({ dossier, unit: 'new:99001' })),
  )
  expect(await start(A)).toBe(0)
  for (const body of await sent()) expect(body).toContain('Phường Thử Mới tiếp tục giải quyết')
})

test('a wave after two postponements notifies those who last heard of another instant, and nobody twice', async () => {
  await start(A)
  expect(await sent()).toHaveLength(2)
  await postponed(B)
  expect(await start(B)).toBe(2)
  // One of them alone hears of the other instant.
  expect(await sent((n) => n === 0)).toHaveLength(1)
  expect(await start(B)).toBe(0)
  await postponed(A)
  expect(await start(A)).toBe(1)
  expect(await start(A)).toBe(0)
  const last = await sent()
  expect(last).toHaveLength(1)
  expect(await start(A)).toBe(0)
  expect(await sent()).toEqual([])
  // And put off again: both are notified of it, for both heard of A last.
  await postponed(B)
  await start(B)
  expect(await sent()).toHaveLength(2)
}, 300_000)
