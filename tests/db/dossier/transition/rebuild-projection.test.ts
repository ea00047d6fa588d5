import { beforeAll, expect, test } from 'vitest'
import { reproject } from '../../../../db/dossier/transition/rebuild-projection.ts'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { advance, withDueTimes } from '../../../../procedures/grammar/run/advance.ts'
import { type DossierState, initialState } from '../../../../procedures/grammar/run/event.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const at = Date.parse('2026-11-25T09:00:00+07:00')

/** A dossier whose tasks show the step before, and the state of its workflow at the same revision. */
async function setBack(): Promise<{ dossier: DossierStory; state: DossierState }> {
  const dossier = await fileOnly({ database, engine }, registration)
  const { plan, id: dossierId } = dossier
  const start = { kind: 'start', key: 'start', at } as const
  const started = advance(plan, initialState([]), start)
  if ('refused' in started) throw new Error(started.refused)
  const { state, ...change } = started
  await writeTransition(database, {
    dossierId,
    expectedRevision: 0,
    item: start,
    change,
    total: plan.total,
  })
  const received = advance(plan, state, {
    kind: 'decide',
    key: 'x',
    at,
    task: 'receive.1',
    outcome: 'accepted',
  })
  if ('refused' in received) throw new Error(received.refused)
  await database.sql`update dossier set revision = 2 where id = ${dossierId}`
  return { dossier, state: withDueTimes(received.state, { 'review.1': at + 3_600_000 }) }
}

test('a rebuilt projection has tasks and revision of the workflow, and the journal says what it had', async () => {
  const { dossier, state } = await setBack()
  await reproject(database, { dossierId: dossier.id, state, at })
  expect(await dossier.tasks()).toEqual({ 'receive.1': 'reprojected', 'review.1': 'open' })
  expect((await dossier.dossier()).revision).toBe(2)
  const [desk] = await database.sql`
    select role, tier, power, area_id is not null as placed from task where dossier_id = ${dossier.id} and key = 'review.1'`
  expect(desk).toEqual({ role: 'civilStatus', tier: 'commune', power: 'process', placed: true })
  const [entry] = await database.sql`
    select payload from journal where dossier_id = ${dossier.id} and kind = 'reprojected'`
  expect(entry?.payload).toEqual({ from: 2, open: ['review.1'] })
})

test('a rebuilt projection of a dossier whose row lost its edition has the plan of its workflow', async () => {
  const { dossier, state } = await setBack()
  const { review, ...others } = dossier.plan.steps
  if (review === undefined) throw new Error('the plan has no review')
  const plan = { ...dossier.plan, edition: '2027-01-01', steps: { ...others, check: review } }
  const tasks = { 'check.1': { step: 'check', body: '', holder: 'desk', dueAt: at, late: false } } as const
  const adopted = { plan, planHash: planHash(plan) }
  await reproject(database, { dossierId: dossier.id, state: { ...state, tasks }, at, adopted })
  const [row] = await database.sql`
    select dossier.plan_hash as hash, role from dossier join task on dossier_id = dossier.id and key = 'check.1'
    where dossier.id = ${dossier.id}`
  expect(row).toEqual({ hash: adopted.planHash, role: 'civilStatus' })
})

test('a projection that is rebuilt twice changes once', async () => {
  const { dossier, state } = await setBack()
  await reproject(database, { dossierId: dossier.id, state, at })
  const once = await dossier.tasks()
  await reproject(database, { dossierId: dossier.id, state, at })
  expect(await dossier.tasks()).toEqual(once)
})

test.each([0, 3])(
  'a projection is not rebuilt from a state of another revision than PostgreSQL’s: %i',
  async (revision) => {
    const { dossier, state } = await setBack()
    await reproject(database, { dossierId: dossier.id, state: { ...state, revision }, at })
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'open' })
    expect(await dossier.journal()).toEqual(['filed', 'start'])
  },
)

test('the rebuilt projection of an ended dossier is closed, its clock stopped', async () => {
  const { dossier, state } = await setBack()
  const ended = advance(dossier.plan, state, { kind: 'withdraw', key: 'y', at })
  if ('refused' in ended) throw new Error(ended.refused)
  await database.sql`update dossier set revision = 3 where id = ${dossier.id}`
  await reproject(database, { dossierId: dossier.id, state: ended.state, at })
  expect(await dossier.dossier()).toMatchObject({ status: 'closed', ending: 'withdrawn', clock: 'stopped' })
})
