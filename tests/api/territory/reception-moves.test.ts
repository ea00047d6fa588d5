/** Reception goes to the branches of the City's centre, as its file says: communes receive no more and go on deciding. */
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../db/reorganisations/enactment/steps.ts'
import { undoReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../../../db/reorganisations/known-reorganisations.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { aMonday } from '../../clock.ts'
import { type ApiWorld, apiWorldWithoutEngine, commune } from '../app.ts'

const hour = 3_600_000
/** Ba Đình was of the first district: the first branch receives for it. */
const BRANCH = 'hanoi:ttpvhcc-01'
const CLERK = `can-bo:${commune}:oneStop:1`

let api: ApiWorld
let of: Enactable
/** Filed before the instant, and between it and the undo. */
let early: string
beforeAll(async () => {
  api = await apiWorldWithoutEngine()
  of = reorganisationOf(await knownReorganisations(), 'reception-2027-01-01')
  early = (await api.files()).dossierId
  await enact(aMonday, of.effectiveAt)
})

async function enact(at: number, effectiveAt: number): Promise<void> {
  const { database } = api
  await proposeReorganisation(database, of, { actorId: 'an', at, effectiveAt })
  const { proposed } = await readEnactment(database.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(database, of, { actorId: 'binh', at, rowsHash })
  await armReorganisation(database, of, { actorId: 'binh', at })
}

const officerOf = (id = '') => ({ id, role: 'officer' as const })
const clerk = async (at: number, unitId: string) =>
  (await api.appWith({ now: () => at })).as({ id: CLERK, role: 'officer', unitId })
async function inboxOf(at: number, unitId: string): Promise<readonly string[] | string> {
  const { body } = await (await clerk(at, unitId)).get(`/inbox?unit=${unitId}`)
  const { items, code } = z
    .object({ items: z.array(z.object({ task: z.string() })).optional(), code: z.string().optional() })
    .parse(body)
  return items?.map(({ task }) => task.split('.')[0] ?? '') ?? code ?? ''
}

test('the commune receives until the instant of the move, and the branch from it on', async () => {
  const T = of.effectiveAt
  expect(await inboxOf(T - 1, commune)).toEqual([early])
  expect(await inboxOf(T - 1, BRANCH)).toBe('forbidden')
  expect(await inboxOf(T, BRANCH)).toEqual([early])
  expect(await inboxOf(T, commune)).toBe('forbidden')
  expect(await (await clerk(T, BRANCH)).post(`/tasks/${early}.receive.1/claim`)).toMatchObject({
    status: 200,
  })
})

test('an officer of another reception point of the same branch does not see the task, and may not claim it', async () => {
  const T = of.effectiveAt
  const [other] = await api.database.sql<{ id: string }[]>`
    select officer_id as id from mandate where unit_id = ${BRANCH} and role = 'oneStop' and valid @> instant(${T})
      and office_id <> (select office_id from mandate where officer_id = ${CLERK} and unit_id = ${BRANCH} and valid @> instant(${T}))
    order by 1 limit 1`
  const elsewhere = await (await api.appWith({ now: () => T })).as({
    ...officerOf(other?.id),
    unitId: BRANCH,
  })
  expect(await elsewhere.get(`/inbox?unit=${BRANCH}`)).toMatchObject({ status: 200, body: { items: [] } })
  expect(await elsewhere.post(`/tasks/${early}.receive.1/claim`)).toMatchObject({ status: 403 })
})

test('after the move of reception the chair of the commune signs what the commune decides, as before', async () => {
  const [row] = await api.database.sql`
    select held_by from competence where tier = 'commune' and power = 'sign' and scope = 'all' and valid @> instant(${of.effectiveAt})`
  expect(row).toEqual({ held_by: 'commune' })
})

test('after the undo of the move the commune receives again, after it is redone the branch', {
  timeout: 300_000,
}, async () => {
  const U = of.effectiveAt + 24 * hour
  const wanted = { at: U - hour, basis: 'Quyết định thử', effectiveAt: U }
  const { database } = api
  expect(await undoReorganisation(database, of, { actorId: 'an', ...wanted })).toBe('asked')
  expect(await undoReorganisation(database, of, { actorId: 'binh', ...wanted })).toBe('done')
  const later = await (await api.appWith({ now: () => U })).files()
  expect(await inboxOf(U, commune)).toEqual(expect.arrayContaining([early, later.dossierId]))
  expect(await inboxOf(U, BRANCH)).toBe('unitEnded')
  await enact(U + hour, U + 24 * hour)
  expect(await inboxOf(U + 24 * hour, BRANCH)).toEqual(expect.arrayContaining([early, later.dossierId]))
  expect(await inboxOf(U + 24 * hour, commune)).toBe('forbidden')
})
