import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { deskOf } from '../../../../db/dossier/requests/request-authority.ts'
import {
  askCorrection,
  type CorrectionAsked,
  type NewCorrection,
} from '../../../../db/dossier/results/correction.ts'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { writesAndDueTimesSince } from '../../../../db/dossier/transition/writes-since.ts'
import { takeMessages } from '../../../../db/engine/outbox.ts'
import { responsibleUnit } from '../../../../db/territory/responsibility/responsibility.ts'
import { recountDueTimes } from '../../../../db/time/due-recount.ts'
import { onTimeCounts } from '../../../../db/time/on-time.ts'
import { readStored } from '../../../../harness/evidence.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import {
  type DossierEvent,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { at, shown } from '../../../domain/local-time.ts'
import { type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'
import { publishTestCalendar } from '../../../reference-change.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

interface Run {
  dossier: DossierStory
  plan: Plan
  correction?: number
}

/** Asks for a write as a workflow at this state would. */
async function write(
  { dossier, plan, correction }: Run,
  state: DossierState,
  item: DossierEvent,
): Promise<DossierState> {
  const next = advance(plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: after, ...change } = next
  const answer = await writeTransition(database, {
    dossierId: dossier.id,
    ...(correction === undefined ? {} : { correction }),
    expectedRevision: state.revision,
    item,
    change,
    total: plan.total,
  })
  if (answer.kind !== 'applied') throw new Error(`not applied: ${JSON.stringify(answer)}`)
  return after
}

/** A dossier that was issued, without a workflow; its revision is 5. */
async function issued(start = at('2026-11-23 09:00')): Promise<DossierStory> {
  const dossier = await fileOnly({ database, engine, now: () => start }, registration)
  const run = { dossier, plan: dossier.plan }
  let state = await write(run, initialState([]), { kind: 'start', key: 'start', at: start })
  for (const [task, outcome] of [
    ['receive.1', 'accepted'],
    ['review.1', 'approved'],
    ['sign.1', 'signed'],
  ] as const) {
    state = await write(run, state, (await dossier.recordDecision(task, outcome, { at: start })).item)
  }
  await write(run, state, {
    kind: 'done',
    key: 'done:issue.1',
    at: start,
    task: 'issue.1',
    outcome: 'issued',
  })
  return dossier
}

const asks = ({ id }: DossierStory, changes: Partial<NewCorrection> = {}) =>
  askCorrection(database, {
    ...{
      caller: 'test',
      key: randomUUID(),
      bodyHash: Buffer.from(id),
      dossierId: id,
      ground: 'Sai ngày sinh',
    },
    ...{ actor: { id: 'test', unitId: null }, at: at('2026-11-26 09:00'), hashOf: planHash },
    ...changes,
  })

/** Its correction at its first desk, as its workflow would have it. */
async function begun(
  dossier: DossierStory,
  changes: Partial<NewCorrection> = {},
): Promise<{ run: Run; state: DossierState; asked: CorrectionAsked }> {
  const { correction: asked } = await asks(dossier, changes)
  const { number, askedAt } = asked
  const [row] = await database.sql<{ plan: Plan; from: number }[]>`
    select plan.body as plan, from_revision as from from correction join plan on plan.hash = plan_hash
    where dossier_id = ${dossier.id} and number = ${number}`
  if (row === undefined) throw new Error('no correction')
  const run = { dossier, plan: row.plan, correction: number }
  const start: DossierEvent = { kind: 'start', key: `start:correction-${number}`, at: askedAt }
  return { run, state: await write(run, initialState([], row.from), start), asked }
}

test('a correction is due in three working days, and requested once under a key', async () => {
  const dossier = await issued()
  const key = randomUUID()
  const [first, second] = await Promise.all([asks(dossier, { key }), asks(dossier, { key })])
  expect(first.correction).toEqual(second.correction)
  expect([first.repeated, second.repeated].toSorted()).toEqual([false, true])
  expect(first.correction.number).toBe(1)
  expect(shown(first.correction.dueAt)).toBe('2026-12-01 17:00')
  expect(
    await database.sql`select topic, key from outbox where dossier_id = ${dossier.id} and key like '%/%'`,
  ).toEqual([{ topic: 'startWorkflow', key: `${dossier.id}/correction-1` }])
  await expect(asks(dossier, { key, bodyHash: Buffer.from('other') })).rejects.toMatchObject({
    code: 'keyReused',
  })
})

test('of two corrections requested at the same moment one is refused; PostgreSQL itself allows no two open', async () => {
  const dossier = await issued()
  const asked = await Promise.allSettled([asks(dossier), asks(dossier)])
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(asked).toContainEqual({
    status: 'rejected',
    reason: expect.objectContaining({ code: 'correctionPending' }),
  })
  const again = database.sql`
    insert into correction (dossier_id, number, caller, key, body_hash, plan_hash, from_revision, ground, asked_at, due_at)
    select dossier_id, 2, 'test', ${randomUUID()}, body_hash, plan_hash, from_revision, ground, asked_at, due_at
    from correction where dossier_id = ${dossier.id}`
  await expect(again).rejects.toMatchObject({ constraint_name: 'correction_one_open' })
})

test('dossier and correction have workflows with writes of their own, and the figures of the dossier stay', async () => {
  const dossier = await issued()
  const figures = () => {
    const [fromMs, untilMs] = [at('2026-11-01 00:00'), at('2026-12-31 00:00')]
    return onTimeCounts(database.sql, { units: null, by: 'unit', fromMs, untilMs })
  }
  const [facts, counted] = [await dossier.dossier(), await figures()]
  const { run, state, asked } = await begun(dossier)

  const { revision } = facts
  const own = await writesAndDueTimesSince(database.sql, { dossierId: dossier.id, revision: revision - 1 })
  expect(own.missed.map(({ item }) => item.key)).toEqual(['done:issue.1'])
  const its = await writesAndDueTimesSince(database.sql, { dossierId: dossier.id, correction: 1, revision })
  expect(its.missed.map(({ item }) => item.key)).toEqual(['start:correction-1'])
  expect(its.dueAt).toEqual({ 'correction1Review.1': asked.dueAt })

  const late: DossierEvent = { kind: 'withdraw', key: randomUUID(), at: asked.askedAt }
  const ended = { ...initialState([]), revision }
  await expect(write({ dossier, plan: dossier.plan }, ended, late)).rejects.toThrow('goes on after its end')

  const refused = await dossier.recordDecision('correction1Review.1', 'refused', { at: asked.askedAt })
  expect(refused.correction).toBe(1)
  await write(run, state, refused.item)
  expect(await dossier.dossier()).toEqual({ ...facts, revision: revision + 2 })
  expect(await figures()).toEqual(counted)
  const { dossiers } = await readStored(database.sql)
  expect(dossiers.filter(({ id }) => id.startsWith(dossier.id))).toMatchObject([
    { id: dossier.id, revision, status: 'closed', ending: 'issued' },
    {
      id: `${dossier.id}/correction-1`,
      revision: revision + 2,
      status: 'closed',
      ending: 'refused',
      open: [],
    },
  ])
})

test('after a reorganisation the task of a correction is at the successor of the desk that decided', async () => {
  const dossier = await issued(at('2025-06-20 09:00'))
  const asked = at('2025-07-10 09:00')
  await begun(dossier, { at: asked })
  const desk = await deskOf(database.sql, `${dossier.id}.correction1Review.1`)
  if (desk === null) throw new Error('no desk')
  const decided = await responsibleUnit(database.sql, desk, at('2025-06-20 09:00'))
  expect(decided?.unitId).toMatch(/^old:/)
  expect((await responsibleUnit(database.sql, desk, asked))?.unitId).toBe('new:00004')
})

test('a calendar that comes late moves the dates of a correction, and not those of its dossier', async () => {
  database = await testDatabase()
  const dossier = await issued()
  const { asked } = await begun(dossier, { at: at('2026-11-25 09:00') })
  expect(shown(asked.dueAt)).toBe('2026-11-30 17:00')
  const day = { decision: 'Công văn 1/VPCP-KGVX', decidedOn: '2026-11-26', reason: 'hoán đổi' }
  // Known until a day of its own: a process knows a calendar by these and the number of its days, and files share a process.
  await publishTestCalendar(database, {
    ...{ version: '2026-11-26', knownUntil: '2027-12-30' },
    days: [
      { date: '2026-11-28', kind: 'swappedWork', ...day },
      { date: '2026-12-21', kind: 'swappedOff', ...day },
    ],
  })
  const { dueAt } = await dossier.dossier()
  const now = at('2026-11-26 09:00')
  expect(await recountDueTimes(database, () => now)).toMatchObject({ examined: 1, moved: 1 })
  const [moved] = await database.sql<{ correction: number; task: number }[]>`
    select epoch_ms(correction.due_at) as correction, epoch_ms(task.due_at) as task
    from correction join task using (dossier_id) where dossier_id = ${dossier.id} and task.key = 'correction1Review.1'`
  const earlier = at('2026-11-28 17:00')
  expect(moved).toEqual({ correction: earlier, task: earlier })
  expect((await dossier.dossier()).dueAt).toBe(dueAt)
  // Its own workflow gets it.
  expect(
    (await takeMessages(database.sql, now, 10)).filter(({ topic }) => topic === 'dueMoved'),
  ).toMatchObject([{ dossierId: dossier.id, correction: 1 }])
})

test('a result that was not issued is not corrected', async () => {
  const open = await fileOnly({ database, engine, now: () => at('2026-11-23 09:00') }, registration)
  await expect(asks(open)).rejects.toMatchObject({ code: 'noResult' })
})
