import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../activities/reconcile/reconcile.ts'
import { readDossier } from '../../db/dossier/dossier-view.ts'
import { readRequest } from '../../db/dossier/requests/requests.ts'
import { writeTransition } from '../../db/dossier/transition/write-transition.ts'
import { type Adopting, adoptOpen } from '../../db/editions/adopt-editions.ts'
import type { AdoptionOutcome } from '../../db/editions/adoption-outcomes.ts'
import { type Editions, type Judged, judgeOpen } from '../../db/editions/judge-open-dossiers.ts'
import { runHistory } from '../../db/engine/run-history.ts'
import { readDueFacts } from '../../db/time/due-facts.ts'
import { workingDays } from '../../domain/time/duration.ts'
import { until } from '../../harness/until.ts'
import { article } from '../../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { byDecree } from '../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { timeOf, totalOf } from '../../procedures/grammar/plan/plan.ts'
import { advance } from '../../procedures/grammar/run/advance.ts'
import { replay } from '../../procedures/grammar/run/replay.ts'
import { planHash } from '../../procedures/registry/plan-hash.ts'
import { type Relay, startRelay } from '../../relay/relay.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

const { receive, review, sign, issue } = registration.steps
if (receive?.do !== 'receive' || review?.do !== 'review' || sign?.do !== 'sign' || issue?.do !== 'issue')
  throw new Error('the registration has other steps')

/** Who reviewed now checks, in a step of another name; somebody else verifies; and there are two days more. */
const nextEdition: Procedure = {
  ...registration,
  edition: '2026-01-01',
  transitionPolicy: byDecree(article('118/2025/NĐ-CP', 41), { moves: { review: 'check' } }),
  total: workingDays(5),
  steps: {
    receive,
    check: { ...review, name: 'Kiểm tra' },
    verify: { ...review, name: 'Thẩm tra', by: 'officeHead' },
    sign: { ...sign, backTo: 'check', notBy: ['check'] },
    issue,
  },
}
const editions: Editions = {
  newer: nextEdition,
  older: (edition) => (edition === registration.edition ? registration : undefined),
  planOn: (date) => planOf(nextEdition, date),
}

let world: StoryWorld
let relay: Relay | null = null
beforeAll(async () => {
  world = await storyWorld()
})
afterAll(() => relay?.stop())

async function carryRequests(now: () => number = machineNow): Promise<void> {
  const { database, engine } = world
  relay = await startRelay({ database, engine, now, log: { warn: () => {} } })
}

async function previewed(): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  for await (const page of judgeOpen(world.database.sql, editions)) judged.push(...page)
  return judged
}

async function adopted(options: Partial<Adopting> = {}): Promise<readonly AdoptionOutcome[]> {
  const outcomes: AdoptionOutcome[] = []
  const adopting = { database: world.database, now: machineNow, hashOf: planHash, ...options }
  for await (const page of adoptOpen(adopting, editions, 'operator-1')) outcomes.push(...page)
  return outcomes
}

async function at(path: string): Promise<DossierStory> {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  if (path !== '') await dossier.goes(path)
  return dossier
}

/** What the rows say of a dossier, as a restart of its workflow reads it. */
async function replayed({ id }: DossierStory) {
  const history = await runHistory(world.database.sql, { dossierId: id, correction: 0 })
  return history === null ? null : replay({ plan: history.plan, skips: [] }, history.writes)
}

test('a dossier whose worker died after the write of an adoption adopts once, and goes on under the newer plan', async () => {
  const dossier = await at('receive.1:accepted')
  const [asked] = await adopted({ waitMs: 0 })
  expect(asked).toMatchObject({ dossierId: dossier.id, outcome: 'pending' })
  // The first run was broken off: its request is the next one's too.
  expect((await adopted({ waitMs: 0 })).map(({ outcome }) => outcome)).toEqual(['pending'])
  const { sql } = world.database
  const [row, ...others] = await sql<
    { id: string }[]
  >`select id from decision_request where kind = 'adoptEdition'`
  expect(others).toEqual([])
  const request = await readRequest(sql, row?.id ?? '')
  if (request?.item.kind !== 'adoptEdition') throw new Error('nothing was asked')
  const { item } = request
  const state = await dossier.state()
  const next = advance(dossier.plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: _, ...change } = next
  const times = { total: totalOf(item.plan, item.skips), time: timeOf(item.plan) }
  await writeTransition(world.database, {
    dossierId: dossier.id,
    expectedRevision: 2,
    item,
    change,
    ...times,
  })
  expect(Object.keys((await dossier.state()).tasks)).toEqual(['review.1'])

  // Nobody asks again what runs the newer plan; sent again, the request has the outcome of the first write.
  expect(await adopted({ waitMs: 0 })).toEqual([])
  expect(await dossier.deliver(request)).toBe('applied')
  expect((await dossier.effects()).filter((key) => key === request.id)).toHaveLength(1)
  expect(await dossier.journal()).toEqual(['filed', 'start', 'decide', 'editionAdopted'])
  expect(await sql`select 1 from adopted_edition where dossier_id = ${dossier.id}`).toHaveLength(1)
  await dossier.goes('check.1:approved verify.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})

test('a dossier that moved on between judgement and write of an adoption is judged again', async () => {
  const dossier = await at('receive.1:accepted')
  const outcomes = adopted()
  const { database } = world
  await until('it was asked', async () => {
    const asked = await database.sql`
      select 1 from decision_request where dossier_id = ${dossier.id} and kind = 'adoptEdition'`
    return asked.length > 0
  })
  await dossier.goes('review.1:approved')
  await carryRequests()
  expect(await outcomes).toMatchObject([{ outcome: 'adopted', effect: 'changesAhead' }])
  expect(await dossier.journal()).toEqual(['filed', 'start', 'decide', 'decide', 'refused', 'editionAdopted'])
  expect(await dossier.tasks()).toMatchObject({ 'review.1': 'approved', 'sign.1': 'open' })
})

test('dossiers at every step take a newer edition as previewed, and end under its plan', async () => {
  const { database } = world
  const received = await at('')
  const reviewing = await at('receive.1:accepted')
  const signing = await at('receive.1:accepted review.1:approved')
  const completing = await at('receive.1:accepted review.1:incomplete')
  const dueBefore = (await reviewing.dossier()).dueAt ?? 0
  const preview = await previewed()

  const outcomes = await adopted()
  const short = { adopt: 'adopted', keep: 'kept' } as const
  expect(outcomes.map(({ dossierId, outcome }) => [dossierId, outcome])).toEqual(
    preview.map(({ dossierId, verdict }) => [dossierId, short[verdict.verdict]]),
  )
  expect(outcomes.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
    'adopted',
    'adopted',
    'adopted',
    'awaitsSupplement',
  ])
  expect(outcomes.map(({ dossierId }) => dossierId)).toEqual([
    received.id,
    reviewing.id,
    signing.id,
    completing.id,
  ])

  expect(await received.tasks()).toEqual({ 'receive.1': 'open' })
  expect(await reviewing.tasks()).toEqual({
    'receive.1': 'accepted',
    'review.1': 'adopted',
    'check.1': 'open',
  })
  expect(await signing.tasks()).toMatchObject({ 'review.1': 'approved', 'sign.1': 'open' })
  for (const dossier of [received, reviewing, signing]) {
    expect((await replayed(dossier))?.state).toEqual(await dossier.state())
  }

  const [entry] = await database.sql`
    select payload, actor_id as by from journal where dossier_id = ${reviewing.id} and kind = 'editionAdopted'`
  const { dueAt } = await reviewing.dossier()
  expect(entry).toMatchObject({
    by: 'operator-1',
    payload: {
      ...{ from: '2025-07-01', to: '2026-01-01', policy: 'byDecree', basis: 'Điều 41, 118/2025/NĐ-CP' },
      ...{ effect: 'standsOnRemovedStep', opens: ['check.1'], due: { was: dueBefore, is: dueAt } },
    },
  })
  expect(dueAt).toBeGreaterThan(dueBefore)
  const view = await readDossier(database.sql, reviewing.id, machineNow())
  expect(view).toMatchObject({
    edition: '2026-01-01',
    adoptedEditions: [
      { from: '2025-07-01', to: '2026-01-01', policy: 'byDecree', basis: 'Điều 41, 118/2025/NĐ-CP' },
    ],
    tasks: [{ step: 'check', planStep: { name: 'Kiểm tra' } }],
  })
  const left = await database.sql`
    select key, edition::text from task join plan on hash = plan_hash where dossier_id = ${reviewing.id} order by key`
  expect(left.map(({ key, edition }) => `${key} of ${edition}`)).toEqual([
    'receive.1 of 2025-07-01',
    'review.1 of 2025-07-01',
  ])
  const story = await readDueFacts(database.sql, reviewing.id)
  expect(story?.events.map(({ kind }) => kind)).toEqual(['start', 'adopt'])

  // Only what is left is asked again.
  expect((await adopted()).map(({ dossierId, outcome }) => [dossierId, outcome])).toEqual([
    [completing.id, 'kept'],
  ])

  // The officer who reviewed under the older name has checked: another signs.
  await received.goes('receive.1:accepted check.1:approved verify.1:approved sign.1:signed')
  await reviewing.goes(
    'check.1:approved verify.1:approved sign.1:returned check.2:approved verify.2:approved',
  )
  await reviewing.goes('sign.2:signed')
  await signing.goes('sign.1:signed')
  expect(await Promise.all([received, reviewing, signing].map((dossier) => dossier.ending()))).toEqual([
    'issued',
    'issued',
    'issued',
  ])
})

test('a dossier that the engine forgot, and whose projection was damaged, still runs the newer plan', async () => {
  const { database, engine } = world
  const dossier = await at('receive.1:accepted')
  await adopted()
  await dossier.opened('check.1')
  const before = await dossier.state()
  await engine.connection.workflowService.deleteWorkflowExecution({
    namespace: engine.namespace,
    workflowExecution: { workflowId: dossier.id },
  })
  const isRepaired = (as: string) => async () => {
    const { differences } = await reconcile({ database, engine, now: machineNow }, { scope: 'all' })
    return differences.some(({ dossierId, repair }) => dossierId === dossier.id && repair === as)
  }
  await until('it is started again', isRepaired('restarted'))
  expect(await dossier.state()).toEqual(before)

  await database.sql`update dossier set plan_hash = ${planHash(dossier.plan)} where id = ${dossier.id}`
  await database.sql`delete from task where dossier_id = ${dossier.id} and key = 'check.1'`
  await until('its projection is written again', isRepaired('reprojected'))
  await dossier.opened('check.1')
  expect((await readDossier(database.sql, dossier.id, machineNow()))?.edition).toBe('2026-01-01')
  await dossier.goes('check.1:approved verify.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
}, 300_000)

test('an edition is requested of no dossier before its first day, and the write refuses a request with an earlier date', async () => {
  const { database } = world
  const dossier = await at('receive.1:accepted')
  const dayBefore = Date.parse('2025-12-31T16:59:59.999Z')
  await expect(adopted({ now: () => dayBefore })).rejects.toMatchObject({ code: 'editionKept' })
  expect(
    await database.sql`select 1 from decision_request where dossier_id = ${dossier.id} and kind = 'adoptEdition'`,
  ).toEqual([])

  let calls = 0
  // The run begins on the first day; its clock then falls back.
  const falling = () => {
    calls += 1
    return calls === 1 ? dayBefore + 1 : dayBefore
  }
  const dueBefore = (await dossier.dossier()).dueAt
  // By today's clock the request is so old that it may lapse before it is sent.
  await relay?.stop()
  await carryRequests(() => dayBefore + 1)
  expect(await adopted({ now: falling })).toContainEqual(
    expect.objectContaining({ dossierId: dossier.id, outcome: 'refused', reason: 'editionKept' }),
  )
  expect((await dossier.dossier()).dueAt).toBe(dueBefore)
  expect(await dossier.tasks()).toMatchObject({ 'review.1': 'open' })
  await relay?.stop()
  await carryRequests()
})

test('who may not decide a task that stays open after an adoption follows from the newer plan', async () => {
  const dossier = await at('receive.1:accepted review.1:approved')
  await dossier.opened('sign.1')
  const kept = async () => {
    const [row] = await world.database.sql`
      select not_by as "notBy" from task where dossier_id = ${dossier.id} and key = 'sign.1'`
    return row?.notBy
  }
  expect(await kept()).toEqual(['review'])
  await adopted({ waitMs: 0 })
  await dossier.start()
  await until('it has adopted the edition', async () => (await dossier.journal()).includes('editionAdopted'))
  expect(await kept()).toBeNull()
  await dossier.goes('sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
})
