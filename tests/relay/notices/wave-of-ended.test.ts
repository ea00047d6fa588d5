/** Who is notified of a reorganisation though the dossier has ended: its result or its originals wait at a counter that closes. */
import { beforeAll, expect, test } from 'vitest'
import { startWave } from '../../../db/notices/notice-wave.ts'
import { noteOriginals } from '../../../db/papers/original-place.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import type { OutgoingNotice } from '../../../relay/notices/notice-gateway.ts'
import { relayWaves } from '../../../relay/notices/relay-waves.ts'
import { file, issued } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { armed } from '../../db/reorganisations/arm.ts'
import { BEGINS, wardEnds } from '../../db/reorganisations/ward-ends.ts'

const day = 24 * 3_600_000
const T = aMonday + day
const of = 'phuong-thu'

let database: TestDatabase
let uncollected: string
let withOriginals: string
beforeAll(async () => {
  database = await testDatabase()
  const at = aMonday - day
  const [collected, elsewhere] = [
    await file(database, { at }),
    await file(database, { at, areaId: 'cell:00007:00008' }),
  ]
  uncollected = await file(database, { at })
  withOriginals = await file(database, { at, originals: 1 })
  for (const id of [uncollected, collected, elsewhere, withOriginals]) await issued(database, id, at + 60_000)
  const { sql } = database
  await sql`
    update result set collected = true, collected_at = instant(${at + 120_000}), collected_by = 'applicant', collected_how = 'counter'
    where dossier_id = any (${[collected, withOriginals]})`
  await armed(database, wardEnds(await readReferenceRows(sql), T, of), aMonday)
}, 300_000)

const start = () =>
  startWave(database, {
    ...{ reorganisation: of, run: 1, effectiveAt: T, policy: 'individual', perMinute: 600 },
    ...{ actorId: 'truc', at: aMonday },
  })

test('a wave names the counter that hands out a result or gives originals back to people whose dossier has ended', async () => {
  expect(await start()).toBe(2)
  const rows = await database.sql<{ dossier: string; unit: string }[]>`
    select dossier_id as dossier, unit_id as unit from notice_outbox where wave_id is not null order by dossier_id`
  expect([...rows]).toEqual([uncollected, withOriginals].sort().map((dossier) => ({ dossier, unit: BEGINS })))
  expect(await start()).toBe(0)
})

test('the notice of an ended dossier says where to collect, not who goes on with it', async () => {
  const sent: OutgoingNotice[] = []
  const deliver = async (notices: readonly OutgoingNotice[]) => {
    sent.push(...notices)
    return new Set(notices.map(({ key }) => key))
  }
  await relayWaves({ database, gateway: { deliver }, now: () => aMonday + 60_000 })
  expect(sent).toHaveLength(2)
  for (const { body } of sent) {
    expect(body).toContain('nhận tại Phường Thử Mới')
    expect(body).not.toContain('tiếp tục giải quyết')
  }
})

test('who got all originals back meanwhile is not notified', async () => {
  const { sql } = database
  await sql`delete from notice_outbox`
  await noteOriginals(
    database,
    { dossierId: withOriginals, kind: 'request', unitId: null, officeId: null },
    { actorId: 'can-bo', unitId: null, at: aMonday },
  )
  expect(await start()).toBe(1)
})
