import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import { machineNow } from '../../clock.ts'
import { inChange } from '../../reference-change.ts'
import { type ApiWorld, apiWorld, commune, elsewhere, unreachableEngine } from '../app.ts'

let api: ApiWorld
beforeAll(async () => {
  api = await apiWorld()
})

const answerSchema = z.object({
  applied: z.int(),
  pending: z.int(),
  failed: z.int(),
  left: z.int().optional(),
  items: z.array(
    z.object({
      task: z.string(),
      status: z.string(),
      decision: z.string().nullable(),
      revision: z.int().nullable(),
      problem: z.object({ code: z.string(), status: z.int() }).nullable(),
    }),
  ),
})

/** Dossiers that wait at the counter. */
async function waiting(count: number): Promise<string[]> {
  const filed = []
  for (let n = 0; n < count; n += 1) filed.push(await api.files())
  const relay = () =>
    relayOnce({ database: api.database, engine: api.engine, now: machineNow, log: { warn: () => {} } })
  while (await relay());
  return await Promise.all(filed.map(({ dossierId }) => api.opened(dossierId, 'receive.1')))
}

async function decideAll(
  client: Awaited<ReturnType<ApiWorld['officer']>>,
  items: object[],
  key = randomUUID(),
) {
  const { status, body } = await client.post('/tasks/decisions', { items }, key)
  expect({ status, body }).toMatchObject({ status: 200 })
  return answerSchema.parse(body)
}

describe('a list of decisions', () => {
  test('gives each its own result, and what failed may be sent again under the same key', async () => {
    const tasks = await waiting(6)
    const reception = await api.officer('oneStop')
    const key = randomUUID()
    const items = tasks.map((task, n) => ({
      task,
      outcome: n === 1 ? 'signed' : 'accepted',
      ...(n === 2 ? { revision: 7 } : {}),
      ...(n === 3 ? { note: 'Đủ giấy tờ' } : {}),
    }))
    const first = await decideAll(
      reception,
      [...items, { task: `${randomUUID()}.receive.1`, outcome: 'accepted' }],
      key,
    )
    expect(first).toMatchObject({ applied: 4, pending: 0, failed: 3 })
    expect(first.items.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      'unknownOutcome',
      'staleRevision',
      null,
      null,
      null,
      'notFound',
    ])
    expect(first.items.map(({ task }) => task).slice(0, 6)).toEqual(tasks)
    expect(await api.database.sql`select body from note`).toContainEqual({ body: 'Đủ giấy tờ' })

    const mended = items.map((item, n) =>
      n === 1 ? { ...item, outcome: 'accepted' } : n === 2 ? { task: item.task, outcome: 'accepted' } : item,
    )
    const second = await decideAll(reception, mended, key)
    expect(second).toMatchObject({ applied: 6, failed: 0 })
    const decisions = (of: typeof first) => of.items.flatMap(({ decision }) => decision ?? [])
    expect(decisions(second)).toEqual(expect.arrayContaining(decisions(first)))
    const [rows] = await api.database.sql`
      select count(*)::int as applied from decision_request where status = 'applied' and task_id = any (${tasks})`
    expect(rows).toEqual({ applied: 6 })
  })

  test('is judged by authority, claims and separation of duties, item by item', async () => {
    const tasks = await waiting(3)
    const items = (step: string, outcome: string, of = tasks) =>
      of.map((task) => ({ task: task.replace('receive', step), outcome }))
    const stranger = await api.officer('oneStop', elsewhere)
    const refused = await decideAll(stranger, items('receive', 'accepted'))
    expect(refused.items.map(({ problem }) => problem?.code)).toEqual(tasks.map(() => 'notCompetent'))

    const several = `can-bo:${commune}:councilOffice:1`
    await inChange(
      api.database,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, valid, basis)
        select 'several-' || role, ${several}, ${commune}, role, '[2025-07-01,)', 'Thử nghiệm'
        from unnest('{oneStop,civilStatus,chair}'::text[]) role`,
    )
    const officer = await api.as({ id: several, role: 'officer', unitId: commune })
    // One of the three is received by who is to sign, one reviewed, one neither: only that one may be signed.
    const [received = '', reviewed = '', neither = ''] = tasks
    const steps = [
      [officer, items('receive', 'accepted', [received])],
      [await api.officer('oneStop'), items('receive', 'accepted', [reviewed, neither])],
      [officer, items('review', 'approved', [reviewed])],
      [await api.officer('civilStatus'), items('review', 'approved', [received, neither])],
    ] as const
    for (const [client, decided] of steps)
      expect(await decideAll(client, decided)).toMatchObject({ applied: decided.length })
    const signed = await decideAll(officer, items('sign', 'signed'))
    expect(signed.items.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'sameOfficer',
      'sameOfficer',
      'applied',
    ])
  })

  test('is recorded and reported as pending while the engine is away, and applied afterwards', async () => {
    const tasks = await waiting(4)
    const away = await api.appWith({ engine: unreachableEngine(), requestTimeoutMs: 200 })
    const answered = await decideAll(
      await away.officer('oneStop'),
      tasks.map((task) => ({ task, outcome: 'accepted' })),
    )
    expect(answered).toMatchObject({ applied: 0, pending: 4, failed: 0 })
    const later = machineNow() + 60_000
    await relayOnce({ database: api.database, engine: api.engine, now: () => later, log: { warn: () => {} } })
    await until('all are applied', async () => {
      const applied = await api.database.sql`
        select 1 from decision_request where status = 'applied' and task_id = any (${tasks})`
      return applied.length === 4
    })
  })

  test('is refused as a whole where it is not a list', async () => {
    const reception = await api.officer('oneStop')
    const task = `${randomUUID()}.receive.1`
    const item = { task, outcome: 'accepted' }
    const many = Array.from({ length: 201 }, () => ({ ...item, task: `${randomUUID()}.receive.1` }))
    for (const [items, path] of [
      [[], '/items'],
      [many, '/items'],
      [[item, item], '/items/1/task'],
      [[{ task }], '/items/0/outcome'],
    ] as const) {
      expect(await reception.post('/tasks/decisions', { items })).toMatchObject({
        status: 400,
        body: { code: 'invalidInput', fields: [{ path }] },
      })
    }
  })
})

describe('a reassignment of many tasks', () => {
  test('gives all that an absent officer has claimed to another who may decide it', async () => {
    const tasks = await waiting(3)
    const reception = await api.officer('oneStop')
    for (const task of tasks) await reception.post(`/tasks/${task}/claim`)
    const standIn = `can-bo:${elsewhere}:oneStop:1`
    const supervisor = await api.supervisor()
    await supervisor.post('/mandates', {
      ...{ unit: commune, role: 'oneStop', officer: standIn, kind: 'substitution' },
      actingFor: `can-bo:${commune}:oneStop:1`,
      until: new Date(machineNow() + 3_600_000).toISOString(),
      basis: 'Quyết định phân công',
    })
    const body = { from: `can-bo:${commune}:oneStop:1`, officer: standIn }
    const stranger = await api.supervisor(elsewhere)
    expect(await stranger.post('/tasks/reassignments', body)).toMatchObject({
      status: 200,
      body: { items: [] },
    })

    const key = randomUUID()
    const first = answerSchema.parse((await supervisor.post('/tasks/reassignments', body, key)).body)
    expect(first).toMatchObject({ applied: 3, failed: 0, left: 0 })
    expect(first.items.map(({ task }) => task).toSorted()).toEqual(tasks.toSorted())
    const holders = await api.database.sql`
      select distinct claimed_by, claimed_under is not null as under from task where id = any (${tasks})`
    expect([...holders]).toEqual([{ claimed_by: standIn, under: true }])
    // Sent again there is nothing left to give.
    expect(await supervisor.post('/tasks/reassignments', body, key)).toMatchObject({ body: { items: [] } })
  })

  test('gives the tasks of a list back to the desk, each for itself', async () => {
    const [task = ''] = await waiting(1)
    await (await api.officer('oneStop')).post(`/tasks/${task}/claim`)
    const unknown = `${randomUUID()}.receive.1`
    const { body } = await (await api.supervisor()).post('/tasks/reassignments', {
      tasks: [task, unknown],
      officer: null,
    })
    expect(answerSchema.parse(body).items.map(({ status }) => status)).toEqual(['applied', 'failed'])
    const [row] = await api.database.sql`select claimed_by from task where id = ${task}`
    expect(row).toEqual({ claimed_by: null })
  })

  test('names either tasks or an officer, not both and not none', async () => {
    const supervisor = await api.supervisor()
    for (const body of [
      { officer: null },
      { officer: null, from: 'x', tasks: [`${randomUUID()}.receive.1`] },
    ]) {
      expect(await supervisor.post('/tasks/reassignments', body)).toMatchObject({
        status: 400,
        body: { fields: [{ path: '/tasks' }] },
      })
    }
  })
})
