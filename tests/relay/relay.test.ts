import { beforeAll, describe, expect, test } from 'vitest'
import { readRequest } from '../../db/dossier/requests/requests.ts'
import { openEngine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'
import { deliverRequest } from '../../relay/deliver-request.ts'
import { relayOnce, startRelay } from '../../relay/relay.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileOnly, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const log = { warn: () => {} }
const relayAt = (now: number, engine = world.engine) =>
  relayOnce({ database: world.database, engine, now: () => now, log })

/** An engine that nobody can reach: the port of a service that does not speak its language. */
const away = () => ({
  ...openEngine({ connection: { address: '127.0.0.1:1' }, namespace: world.engine.namespace }),
})

async function outboxOf(dossier: DossierStory) {
  const [row] = await world.database.sql`
    select attempts, last_error as "lastError", done_at is not null as done from outbox
    where dossier_id = ${dossier.id} order by id desc limit 1`
  return row
}

async function startedAt(dossier: DossierStory): Promise<number | null> {
  const [row] = await world.database.sql<{ at: number | null }[]>`
    select epoch_ms(started_at) as at from dossier where id = ${dossier.id}`
  return row?.at ?? null
}

describe('starting what was filed', () => {
  test('begins when a filing is committed, without waiting for the next round', async () => {
    const relay = await startRelay({ database: world.database, engine: world.engine, now: machineNow, log })
    const dossier = await fileOnly(world, registration)
    // Its task is open with the receipt: what is waited for is the relay's own mark.
    await until('the relay has started it', async () => (await startedAt(dossier)) !== null)
    await relay.stop()
  })

  test('happens once for each dossier with several relays', async () => {
    const dossiers = await Promise.all(Array.from({ length: 10 }, () => fileOnly(world, registration)))
    await Promise.all([1, 2, 3].map(() => relayAt(machineNow())))
    for (const dossier of dossiers) {
      await dossier.opened('receive.1')
      expect(await dossier.effects()).toEqual(['start'])
    }
  })

  test('is only recorded by the next relay where one died between starting and recording it', async () => {
    const dossier = await fileOnly(world, registration)
    const dying = relayOnce({
      database: world.database,
      engine: world.engine,
      now: machineNow,
      log,
      crashPoint: (name) => {
        if (name === 'after_start_before_mark') throw new Error('dies here')
      },
    })
    await expect(dying).rejects.toThrow('dies here')
    await dossier.opened('receive.1')
    const { runId } = await dossier.handle.describe()
    expect(await startedAt(dossier)).toBeNull()

    await relayAt(machineNow() + 1_000)
    expect(await startedAt(dossier)).not.toBeNull()
    expect((await dossier.handle.describe()).runId).toBe(runId)
  })

  test('is skipped for a dossier that has ended meanwhile', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:rejected')
    await dossier.ending()
    const { runId } = await dossier.handle.describe()
    await world.database.sql`update outbox set done_at = null where dossier_id = ${dossier.id}`
    await world.database.sql`update dossier set started_at = null where id = ${dossier.id}`
    await relayAt(machineNow() + 60_000)
    expect((await dossier.handle.describe()).runId).toBe(runId)
    expect(await outboxOf(dossier)).toMatchObject({ done: true })
  })

  test('keeps its message while the engine is away, with the class of the error and its place, and none of its text', async () => {
    const dossier = await fileOnly(world, registration)
    const engine = away()
    await relayAt(machineNow(), { ...world.engine, ...engine })
    await engine.close()
    const waiting = await outboxOf(dossier)
    expect(waiting).toMatchObject({ done: false, attempts: 1 })
    expect(waiting?.lastError).toMatch(/^\w+( \(\d+\))? at (engine|relay)\/[\w-]+\.ts:\d+$/)
    await relayAt(machineNow() + 5_000)
    await dossier.opened('receive.1')
    expect(await outboxOf(dossier)).toMatchObject({ done: true, lastError: null })
  }, 40_000)
})

test('while the engine is away a round of the relay logs its requests in one line, with their number', async () => {
  const dossiers = await Promise.all([1, 2, 3].map(() => fileStory(world, registration)))
  const requests: string[] = []
  for (const dossier of dossiers) {
    await dossier.opened('receive.1')
    requests.push((await dossier.recordDecision('receive.1', 'accepted')).id)
  }
  const lines: object[] = []
  const warn = (fields: object, message: string) => lines.push({ ...fields, message })
  const engine = away()
  const deps = { database: world.database, engine: { ...world.engine, ...engine }, log: { warn } }
  await relayOnce({ ...deps, now: () => machineNow() + 60_000 })
  await engine.close()
  const failure = expect.objectContaining({ name: 'DomainError', code: 'engineUnavailable' })
  expect(lines).toEqual([{ count: requests.length, failure, message: expect.stringContaining('Temporal') }])
  for (const id of requests)
    expect(await readRequest(world.database.sql, id)).toMatchObject({ status: 'pending' })
}, 300_000)

test('a running relay makes the schedules of the rounds, and goes on where the engine does not answer', async () => {
  let asked = 0
  const scheduleRounds = async () => {
    asked += 1
    throw new Error('away')
  }
  const deps = { database: world.database, engine: world.engine, now: machineNow, log, scheduleRounds }
  const relay = await startRelay(deps)
  await until('it has asked', async () => asked === 1)
  const dossier = await fileOnly(world, registration)
  await dossier.opened('receive.1')
  await relay.stop()
})

test('a running relay sends notices, and notifies the next level of each late task', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  const late = machineNow() - 1_000
  await world.database.sql`
    update task set late_at = instant(${late}), escalate_at = instant(${late}) where dossier_id = ${dossier.id}`
  const relay = await startRelay({ database: world.database, engine: world.engine, now: machineNow, log })
  await until('both have gone out', async () => {
    const sent = await world.database.sql<{ event: string }[]>`
      select event from notice_outbox where dossier_id = ${dossier.id} and status = 'sent' order by event`
    return sent.map(({ event }) => event).join() === 'filed,taskLate'
  })
  await relay.stop()
})

describe('decisions without an answer', () => {
  test('are sent again by the relay, applied and acknowledged', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const { id } = await dossier.recordDecision('receive.1', 'accepted')
    await relayAt(machineNow() + 4_000)
    expect(await readRequest(world.database.sql, id)).toMatchObject({ status: 'applied', acknowledged: true })
    await dossier.goes('review.1:approved')
  })

  test('start the dossier, once, where the relay has not started it yet', async () => {
    const dossier = await fileOnly(world, registration)
    const request = await dossier.recordDecision('receive.1', 'accepted')
    const deliver = () =>
      deliverRequest({ database: world.database, engine: world.engine, now: machineNow }, request, 5_000)
    expect(await deliver()).toEqual({ applied: 2 })
    expect(await startedAt(dossier)).not.toBeNull()
    const { runId } = await dossier.handle.describe()
    await dossier.start()
    expect((await dossier.handle.describe()).runId).toBe(runId)
    expect(await outboxOf(dossier)).toMatchObject({ done: true })
    expect(await dossier.effects()).toEqual(['start', request.id])
    await dossier.goes('review.1:approved')
  })

  test('restart an open dossier that the engine has forgotten from its rows, and are applied', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted')
    await dossier.opened('review.1')
    await world.engine.connection.workflowService.deleteWorkflowExecution({
      namespace: world.engine.namespace,
      workflowExecution: { workflowId: dossier.id },
    })
    await until('the engine has forgotten it', () =>
      dossier.handle.describe().then(
        () => false,
        () => true,
      ),
    )
    expect(await dossier.decide('review.1', 'approved')).toBe('applied')
    const [restart] = await world.database.sql<{ why: string }[]>`
      select payload ->> 'why' as why from journal where dossier_id = ${dossier.id} and kind = 'restarted'`
    expect(restart?.why).toBe('forgotten')
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('on a dossier that is not started are one applied and one stale, where two are sent at the same moment', async () => {
    const dossier = await fileOnly(world, registration)
    const requests = await Promise.all([
      dossier.recordDecision('receive.1', 'accepted'),
      dossier.recordDecision('receive.1', 'rejected'),
    ])
    const outcomes = await Promise.all([
      ...requests.map((request) => dossier.deliver(request)),
      dossier.start(),
    ])
    expect(outcomes).toContainEqual('applied')
    expect(outcomes).toContainEqual({ refused: 'staleTask' })
    expect(await dossier.effects()).toHaveLength(2)
  })

  test('stay recorded while the engine is away, and the answer says that their outcome is not known', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const request = await dossier.recordDecision('receive.1', 'accepted')
    const engine = away()
    await expect(
      deliverRequest({ database: world.database, engine, now: machineNow }, request, 500),
    ).rejects.toMatchObject({ code: 'engineUnavailable' })
    await engine.close()
    expect((await readRequest(world.database.sql, request.id))?.status).toBe('pending')
    expect(await dossier.deliver(request)).toBe('applied')
  })
})

describe('messages about due dates that moved', () => {
  const announce = (dossier: DossierStory) => world.database.sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    values ('dueMoved', ${`moved ${dossier.id}`}, ${dossier.id}, '{}', instant(${machineNow()}))`

  test('are sent to the workflow', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const dueAt = machineNow() + 3_600_000
    await world.database.sql`update task set due_at = instant(${dueAt}) where dossier_id = ${dossier.id}`
    await announce(dossier)
    await relayAt(machineNow())
    await until('it has heard', async () => (await dossier.state()).tasks['receive.1']?.dueAt === dueAt)
  })

  test('of a dossier that has ended are sent to nobody, and not for ever', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:rejected')
    await dossier.ending()
    await announce(dossier)
    await relayAt(machineNow())
    expect(await outboxOf(dossier)).toMatchObject({ done: true })
  })
})
