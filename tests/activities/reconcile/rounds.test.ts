import { ScheduleNotFoundError } from '@temporalio/client'
import { beforeAll, describe, expect, test } from 'vitest'
import { reconcile } from '../../../activities/reconcile/reconcile.ts'
import { lastRounds, recordRound } from '../../../db/engine/last-round.ts'
import { openDossiers } from '../../../db/engine/reconcile-rows.ts'
import { sealJournal } from '../../../db/engine/seal-journal.ts'
import type { Difference, ReconcileInput } from '../../../engine/reconcile-report.ts'
import { until } from '../../../harness/until.ts'
import { scheduleRounds } from '../../../relay/schedule-rounds.ts'
import { formerFreezeScheduleId, roundScheduleIds, taskQueues } from '../../../temporal.config.ts'
import { machineNow } from '../../clock.ts'
import { fileOnly, fileStory } from '../../dossier-story.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../../story-world.ts'
import { writeUnheard } from './write-unheard.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const minutesLater = (minutes: number) => () => machineNow() + minutes * 60_000

const run = (scope: ReconcileInput['scope'], now = machineNow) =>
  reconcile({ database: world.database, engine: world.engine, now }, { scope })

const idsOf = async (scope: ReconcileInput['scope'], at: number): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const page of openDossiers(world.database.sql, scope, at))
    ids.push(...page.map(({ dossierId }) => dossierId))
  return ids
}

describe('the minute’s round', () => {
  test('looks at what was written in the last ten minutes, and the nightly one at everything', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    expect(await idsOf('recent', machineNow())).toContain(dossier.id)
    expect(await idsOf('recent', minutesLater(11)())).not.toContain(dossier.id)
    expect(await idsOf('all', minutesLater(11)())).toContain(dossier.id)
  })

  test('lists only workflows that were started in the last ten minutes', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    await writeUnheard(world.database, dossier, 'receive.1', 'rejected')
    await until('visibility has it', async () => {
      const running = `WorkflowId = '${dossier.handle.workflowId}' AND ExecutionStatus = 'Running'`
      return (await world.engine.client.workflow.count(running)).count === 1
    })
    const finds = async (scope: ReconcileInput['scope']) =>
      (await run(scope, minutesLater(11))).differences.some(
        ({ dossierId, kind }) => dossierId === dossier.id && kind === 'workflowNotEnded',
      )
    expect(await finds('recent')).toBe(false)
    expect(await finds('all')).toBe(true)
    expect(await dossier.ending()).toBe('notReceived')
  })

  test('looks at a task whose time passed and which nobody marked late', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const due = minutesLater(60)
    await world.database.sql`update task set due_at = instant(${due()}) where dossier_id = ${dossier.id}`
    expect(await idsOf('recent', minutesLater(59)())).not.toContain(dossier.id)
    expect(await idsOf('recent', minutesLater(62)())).toContain(dossier.id)
    await world.database.sql`update task set late_at = instant(${due()}) where dossier_id = ${dossier.id}`
    expect(await idsOf('recent', minutesLater(62)())).not.toContain(dossier.id)
  })

  test('finds what was written recently by a block range of time, and does not read every revision', async () => {
    const plan = await world.database.sql.begin(async (tx) => {
      await tx`set local enable_seqscan = off`
      return await tx`
        explain select dossier_id from dossier_revision where recorded_at > instant(${machineNow()}) - interval '10 minutes'`
    })
    expect(JSON.stringify(plan)).toContain('dossier_revision_by_time')
  })
})

test('the comparison of all dossiers goes from page to page and leaves out none that were filed in the same moment', async () => {
  const { sql } = world.database
  await fileOnly(world, registration)
  const { asOwner } = world.database
  await asOwner(
    (owner) => owner`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, started_at)
    select gen_random_uuid(), regexp_replace(code, '[0-9]+$', (500000 + n)::text), procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, filed_at
    from (select * from dossier limit 1) one, generate_series(1, 2500) n`,
  )
  const ids = await idsOf('all', machineNow())
  const [counted] = await sql<{ open: number }[]>`
    select count(*)::int as open from dossier where status <> 'closed' and started_at is not null`
  expect(new Set(ids).size).toBe(counted?.open)
  expect(ids.length).toBe(counted?.open)
  await asOwner((owner) => owner`delete from dossier where code ~ '50[0-9]{4}$'`)
})

test('a closed dossier whose workflow still runs is a difference, and ends by it', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  // Temporal was set back to before the end: the workflow has not heard of it.
  await writeUnheard(world.database, dossier, 'receive.1', 'rejected')
  expect((await dossier.handle.describe()).status.name).toBe('RUNNING')

  const finds = (differences: readonly Difference[]) =>
    differences.find(({ dossierId, kind }) => dossierId === dossier.id && kind === 'workflowNotEnded')
  const found = await until('it is found', async () => finds((await run('all', minutesLater(2))).differences))
  expect(found).toEqual({ kind: 'workflowNotEnded', dossierId: dossier.id, repair: 'caughtUp' })
  expect(await dossier.ending()).toBe('notReceived')
  expect(finds((await run('all', minutesLater(2))).differences)).toBeUndefined()
})

test('a dossier closed a moment ago is no difference: its workflow needs moments to end', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await writeUnheard(world.database, dossier, 'receive.1', 'rejected')
  const { differences } = await run('all')
  expect(differences.filter((found) => found.dossierId === dossier.id)).toEqual([])
  await until('it is found', async () =>
    (await run('all', minutesLater(2))).differences.some(({ kind }) => kind === 'workflowNotEnded'),
  )
  expect(await dossier.ending()).toBe('notReceived')
})

test('the journal is sealed over the chains that moved since, found by their time', async () => {
  const { sql } = world.database
  const first = await fileStory(world, registration)
  await first.opened('receive.1')
  await sealJournal(sql, machineNow() + 1_000)
  const sealed = await sql<{ at: number }[]>`select epoch_ms(max(sealed_at)) as at from journal_seal`
  const after = (sealed[0]?.at ?? 0) + 1
  await sql.begin(async (tx) => {
    await tx`insert into journal (dossier_id, kind, actor_id, payload, valid_at, recorded_at)
      values (${first.id}, 'noted', 'test', '{}', instant(${after}), instant(${after}))`
  })
  expect(await sealJournal(sql, after + 1)).toBe(1)
  expect(await sealJournal(sql, after + 2)).toBe(0)
})

test('each round leaves a row of when it ended, and an older one does not set it back', async () => {
  const { sql } = world.database
  await run('recent')
  const kinds = (await lastRounds(sql, machineNow())).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['recent', 'all']))
  const at = machineNow() + 3_600_000
  const round = { kind: 'recent', beganAt: at, endedAt: at, items: 1, differences: 0 } as const
  await recordRound(sql, round)
  await recordRound(sql, { ...round, beganAt: at - 1_000, endedAt: at - 1_000 })
  const [recent] = (await lastRounds(sql, at)).filter(({ kind }) => kind === 'recent')
  expect(recent?.ageSeconds).toBe(0)
})

describe('schedules', () => {
  const describeAll = () =>
    Promise.all(
      Object.values(roundScheduleIds).map((id) => world.engine.client.schedule.getHandle(id).describe()),
    )

  test('of all kinds are made, made again where one is missing, and left alone where they are', async () => {
    await scheduleRounds(world.engine)
    expect((await describeAll()).map(({ action }) => action.taskQueue)).toEqual(
      Array(3).fill(taskQueues.operations),
    )
    await world.engine.client.schedule.getHandle(roundScheduleIds.seal).delete()
    await world.engine.client.schedule.getHandle(roundScheduleIds.recent).pause('by an operator')
    await scheduleRounds(world.engine)
    const [recent] = await describeAll()
    expect(recent?.state.paused).toBe(true)
    for (const id of Object.values(roundScheduleIds))
      await world.engine.client.schedule.getHandle(id).delete()
  })

  test('of a build in which the engine froze the lists are removed', async () => {
    const { schedule } = world.engine.client
    await schedule.create({
      scheduleId: formerFreezeScheduleId,
      spec: { intervals: [{ every: '1 minute' }] },
      action: { type: 'startWorkflow', taskQueue: taskQueues.operations, workflowType: 'freeze', args: [] },
    })
    await scheduleRounds(world.engine)
    await expect(schedule.getHandle(formerFreezeScheduleId).describe()).rejects.toThrow(ScheduleNotFoundError)
    for (const id of Object.values(roundScheduleIds)) await schedule.getHandle(id).delete()
  })

  test('a worker carries out each of them: the comparison does not seal, and the seal has its own row', async () => {
    const benefitPayout = async () => ({ outcome: 'paid' }) as const
    await world.worker.stop()
    const deps = { database: world.database, payouts: { benefitPayout }, engine: world.engine }
    const worker = await world.engine.startWorker(deps)
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const seals = () => world.database.sql`select 1 from journal_seal`.then((rows) => rows.length)
    const before = await seals()
    const start = (workflowType: string, args: unknown[]) =>
      world.engine.client.workflow.execute(workflowType, {
        ...{
          workflowId: `${workflowType}-${args.length}-${machineNow()}`,
          taskQueue: taskQueues.operations,
          args,
        },
      })
    await start('reconcile', [{ scope: 'recent' }])
    await start('reconcile', [{ scope: 'all' }])
    expect(await seals()).toBe(before)
    await world.database.sql`delete from journal_seal`
    await start('seal', [])
    expect(await seals()).toBe(1)
    expect((await lastRounds(world.database.sql, machineNow())).map(({ kind }) => kind).sort()).toEqual([
      'all',
      'recent',
      'seal',
    ])
    // By a schedule of an older build.
    expect(await start('freeze', [])).toEqual({ lists: 0 })
    await worker.stop()
  })
})
