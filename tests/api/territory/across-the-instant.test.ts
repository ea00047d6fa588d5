/** A ward ends while its dossiers are open: what was decided before is applied after, and the ward signs no more. */
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { until } from '../../../harness/until.ts'
import { machineNow } from '../../clock.ts'
import { BEGINS, CLERK, ENDS, wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { type ApiWorld, apiWorld, marriageFiling } from '../app.ts'
import { waitingForSignature } from '../tasks/marriage-on-its-way.ts'

const dayMs = 86_400_000

/** An hour after the test begins: the clocks of the APIs are before or after it; the machine's clock is left alone. */
let T: number
let world: Awaited<ReturnType<typeof apiWorld>>
let before: ApiWorld
let after: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
  T = machineNow() + 3_600_000
  ;[before, after] = await Promise.all([
    world.appWith({ now: () => T - 1, requestTimeoutMs: 500 }),
    world.appWith({ now: () => T }),
  ])
  const { database } = world
  const of = wardEnds(await readReferenceRows(database.sql), T)
  const at = machineNow()
  await proposeReorganisation(database, of, { actorId: 'an', at })
  const { proposed } = await readEnactment(database.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(database, of, { actorId: 'binh', at, rowsHash })
  await armReorganisation(database, of, { actorId: 'binh', at })
})

test('a signature given before the instant and applied after it is valid, of the ward that signed', async () => {
  const { dossierId } = await waitingForSignature(world)
  await world.stopWorker()
  const chair = await before.officer('chair')
  expect(await chair.post(`/tasks/${dossierId}.sign.1/decisions`, { outcome: 'signed' })).toMatchObject({
    status: 503,
  })
  await world.startWorker()
  const request = await until('the signature is applied', async () => {
    const [row] = await world.database.sql<{ unit_id: string; status: string; refusal: string | null }[]>`
      select unit_id, status, refusal from decision_request
      where dossier_id = ${dossierId} and actor_id = ${`can-bo:${ENDS}:chair:1`}`
    return row?.status === 'pending' ? undefined : row
  })
  expect(request).toEqual({ unit_id: ENDS, status: 'applied', refusal: null })
})

test('after the instant a ward that has ended cannot sign, and the new one can', async () => {
  const { dossierId } = await waitingForSignature(world)
  const path = `/tasks/${dossierId}.sign.1/decisions`
  const former = await after.officer('chair')
  expect(await former.post(path, { outcome: 'signed' })).toMatchObject({
    ...{ status: 403, body: { code: 'noMandate', detail: expect.stringContaining(BEGINS) } },
  })
  const chair = await after.as({ id: `can-bo:${ENDS}:chair:1`, role: 'officer', unitId: BEGINS })
  expect(await chair.post(path, { outcome: 'signed' })).toMatchObject({
    status: 200,
    body: { status: 'applied' },
  })
})

test('a dossier received on paper by the old ward counts from its receipt when the new ward accepts it', async () => {
  const received = machineNow() - 20 * dayMs
  const filed = await (await before.officer('oneStop')).post(
    '/dossiers',
    marriageFiling({
      channel: 'counter',
      received: { at: new Date(received).toISOString(), reason: 'paper' },
    }),
  )
  expect(filed).toMatchObject({ status: 201 })
  const { dossierId } = z.object({ dossierId: z.string() }).parse(filed.body)
  const clerk = await after.as({ id: CLERK, role: 'officer', unitId: BEGINS })
  expect(await clerk.post(`/tasks/${dossierId}.receive.1/decisions`, { outcome: 'accepted' })).toMatchObject({
    status: 200,
  })
  const [clock] = await world.database.sql<{ from: number }[]>`
    select epoch_ms(clock_from) as from from dossier where id = ${dossierId}`
  // The next working day may be after a holiday.
  expect(clock?.from).toBeLessThan(received + 12 * dayMs)
})
