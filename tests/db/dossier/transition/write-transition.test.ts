import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { transaction } from '../../../../db/connection/transaction.ts'
import type { Querying } from '../../../../db/database.ts'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { referenceChange } from '../../../../db/territory/reference-change.ts'
import { type Duration, workingDays } from '../../../../domain/time/duration.ts'
import {
  type DossierEvent,
  type DossierState,
  initialState,
} from '../../../../procedures/grammar/run/event.ts'
import type { WriteAnswer, WriteInput } from '../../../../procedures/grammar/run/write.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'
import { inputOf } from './write-input.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

/** No workflow runs here: the write is asked as one would ask it. */
const filed = () => fileOnly({ database, engine, now: () => startAt }, registration)

const startAt = Date.parse('2026-11-25T09:00:00+07:00')
const start: DossierEvent = { kind: 'start', key: 'start', at: startAt }

async function started(): Promise<{ dossier: DossierStory; state: DossierState }> {
  const dossier = await filed()
  const input = inputOf(dossier, initialState([]), start)
  await writeTransition(database, input)
  return { dossier, state: input.after }
}

test('a write of the start that the filing has written already is answered as written', async () => {
  const dossier = await filed()
  const answer = await writeTransition(database, inputOf(dossier, initialState([]), start))
  // Half a working day from nine o'clock: four hours with the pause at noon.
  expect(answer).toEqual({
    kind: 'applied',
    dueAt: { 'receive.1': Date.parse('2026-11-25T14:00:00+07:00') },
  })
  expect(await dossier.dossier()).toMatchObject({ revision: 1, status: 'open', clock: 'notStarted' })
  expect(await dossier.journal()).toEqual(['filed', 'start'])
})

test('a decision keeps the last change of reference data that its write was judged under', async () => {
  const { dossier, state } = await started()
  const { item } = await dossier.recordDecision('receive.1', 'accepted', { at: startAt })
  const { change } = await referenceChange(
    database,
    { kind: 'correction', actorId: 'x', basis: 'x', effectiveAt: startAt },
    (tx) => tx`update unit set population = population + 1 where id = 'new:00004'`,
  )
  expect(await writeTransition(database, inputOf(dossier, state, item))).toMatchObject({ kind: 'applied' })
  const [row] = await database.sql`select law::float8 from decision_request where id = ${item.key}`
  expect(row?.law).toBe(change)
})

describe('a write sent again', () => {
  test('has the answer of the first, and writes nothing', async () => {
    const dossier = await filed()
    const input = inputOf(dossier, initialState([]), start)
    const first = await writeTransition(database, input)
    expect(await writeTransition(database, input)).toEqual(first)
    expect(await dossier.effects()).toEqual(['start'])
    expect(await dossier.journal()).toEqual(['filed', 'start'])
  })

  test('at the same moment is written once, and both have its answer', async () => {
    const dossier = await filed()
    const input = inputOf(dossier, initialState([]), start)
    const [one, other] = await Promise.all([
      writeTransition(database, input),
      writeTransition(database, input),
    ])
    expect(one).toEqual(other)
    expect(await dossier.effects()).toEqual(['start'])
  })

  test('for a request applied at an older revision writes nothing', async () => {
    const { dossier, state } = await started()
    const { item } = await dossier.record((key) => ({
      kind: 'reassign',
      key,
      at: startAt,
      task: 'receive.1',
      officer: null,
    }))
    const input = inputOf(dossier, state, item)
    await writeTransition(database, input)
    expect(await writeTransition(database, inputOf(dossier, input.after, item))).toMatchObject({
      kind: 'unchanged',
      appliedAs: 2,
    })
    expect(await dossier.effects()).toEqual(['start', item.key])
  })

  test('for a refused request gets the same refusal, journalled once', async () => {
    const { dossier, state } = await started()
    const request = await dossier.recordDecision('receive.1', 'accepted', { role: 'chair', at: startAt })
    const input = inputOf(dossier, state, request.item)
    for (let time = 0; time < 2; time += 1) {
      expect(await writeTransition(database, input)).toEqual({ kind: 'refused', code: 'noMandate' })
    }
    expect(await dossier.journal()).toEqual(['filed', 'start', 'refused'])
    expect((await dossier.dossier()).revision).toBe(1)
  })
})

describe('a write whose revision differs', () => {
  test('gets what the workflow missed, in order, where PostgreSQL is ahead', async () => {
    const { dossier, state } = await started()
    const request = await dossier.recordDecision('receive.1', 'accepted', { at: startAt })
    await writeTransition(database, inputOf(dossier, state, request.item))
    const withdrawal: DossierEvent = { kind: 'withdraw', key: randomUUID(), at: startAt }
    const answer = await writeTransition(database, inputOf(dossier, initialState([]), withdrawal))
    expect(answer).toMatchObject({
      kind: 'behind',
      missed: [{ item: { key: 'start' } }, { item: { key: request.id } }],
    })
    expect(await dossier.effects()).toEqual(['start', request.id])
  })

  test('is not written where PostgreSQL is behind, and the answer says so', async () => {
    const dossier = await filed()
    const further = { ...initialState([]), revision: 7 }
    const answer = await writeTransition(database, inputOf(dossier, further, start))
    expect(answer).toEqual({ kind: 'ahead', revision: 1 })
    expect(await dossier.effects()).toEqual(['start'])
  })
})

describe('a write in which something changes between reading and writing', () => {
  test('applies one of two requests at one revision; the other gets what it missed', async () => {
    const { dossier, state } = await started()
    const requests = await Promise.all([dossier.record(given(null)), dossier.record(given(null))])
    const answers = await Promise.all(
      requests.map(({ item }) => writeTransition(database, inputOf(dossier, state, item))),
    )
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['applied', 'behind'])
    expect(await dossier.effects()).toHaveLength(2)
    expect((await dossier.dossier()).revision).toBe(2)
  })

  test('keeps a change that makes no revision', async () => {
    const { dossier, state } = await started()
    const { item } = await dossier.record(given(null))
    const answer = await writeDuring(
      (tx) => tx`update dossier set paused_working_ms = 3600000 where id = ${dossier.id}`,
      inputOf(dossier, state, item),
    )
    expect(answer).toMatchObject({ kind: 'applied' })
    const [row] =
      await database.sql`select revision, paused_working_ms::int as ms from dossier where id = ${dossier.id}`
    expect(row).toEqual({ revision: 2, ms: 3_600_000 })
  })

  test('does not apply a request that lapses', async () => {
    const { dossier, state } = await started()
    const { item } = await dossier.record(given(null))
    const answer = await writeDuring(
      (tx) =>
        tx`update decision_request set status = 'lapsed', settled_at = instant(${startAt}) where id = ${item.key}`,
      inputOf(dossier, state, item),
    )
    expect(answer).toEqual({ kind: 'refused', code: 'requestLapsed' })
    expect(await dossier.effects()).toEqual(['start'])
    expect(await dossier.journal()).toEqual(['filed', 'start'])
  })

  /** The write while another transaction has changed a row and not committed yet. */
  async function writeDuring(
    change: (tx: Querying) => Promise<unknown>,
    input: WriteInput,
  ): Promise<WriteAnswer> {
    const { answer } = await transaction(database.sql, async (tx) => {
      await change(tx)
      const writing = writeTransition(database, input)
      await waitsForLock()
      // Wrapped: the transaction must end before the write can.
      return { answer: writing }
    })
    return await answer
  }

  const waitsForLock = () =>
    vi.waitFor(async () => {
      const waiting = await database.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      expect(waiting).toHaveLength(1)
    })
})

test('a limit that was moved meanwhile is not over, and the write says when it will be', async () => {
  const { dossier, state } = await started()
  const later = Date.parse('2026-12-01T10:00:00+07:00')
  await database.sql`update task set due_at = instant(${later}) where dossier_id = ${dossier.id}`
  const due = (at: number): DossierEvent => ({ kind: 'due', key: 'due:receive.1', at, task: 'receive.1' })
  expect(await writeTransition(database, inputOf(dossier, state, due(later - 1)))).toEqual({
    kind: 'unchanged',
    appliedAs: null,
    dueAt: { 'receive.1': later },
  })
  expect(await dossier.tasks()).toEqual({ 'receive.1': 'open' })
  expect(await writeTransition(database, inputOf(dossier, state, due(later)))).toMatchObject({
    kind: 'applied',
  })
  expect(await dossier.tasks()).toEqual({ 'receive.1': 'late' })
})

const given = (officer: string | null) => (key: string) =>
  ({ kind: 'reassign', key, at: startAt, task: 'receive.1', officer }) as const

test('a task given to who may not decide it is refused, by the instant at which it was asked', async () => {
  const { dossier, state } = await started()
  const { item } = await dossier.record(given('nobody'))
  const answer = await writeTransition(database, inputOf(dossier, state, item))
  expect(answer).toEqual({ kind: 'refused', code: 'noMandate' })
})

test('a request that cannot be written is refused, and nothing of it is written but the refusal', async () => {
  const { dossier, state } = await started()
  const { item } = await dossier.record(given(null))
  const input = inputOf(dossier, state, item)
  // PostgreSQL keeps no such character, today or ever.
  const unwritable = { ...given(null)(item.key), task: 'receive.1\u0000' }
  const answer = await writeTransition(database, { ...input, item: unwritable })
  expect(answer).toEqual({ kind: 'refused', code: 'cannotBeWritten' })
  expect(await dossier.effects()).toEqual(['start'])
  expect(await dossier.journal()).toEqual(['filed', 'start', 'refused'])
})

describe('a dossier that takes a newer edition', () => {
  /** Written a working day after the acceptance at the start of the day. */
  async function takes(total: Duration): Promise<{ was: number | null; is: number | null }> {
    const { dossier, state } = await started()
    const { item: decided } = await dossier.recordDecision('receive.1', 'accepted', { at: startAt })
    const accepting = inputOf(dossier, state, decided)
    await writeTransition(database, accepting)
    const { dueAt: was } = await dossier.dossier()
    const plan = { ...dossier.plan, edition: '2026-01-01', total }
    const key = randomUUID()
    await database.sql`
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, accepted_at, next_attempt_at)
      values (${key}, 'test', ${key}, '', ${dossier.id}, 'adoptEdition', '{}', 'operator', 'operator', instant(${startAt}), instant(${startAt}))`
    const item: DossierEvent = {
      ...{
        kind: 'adoptEdition',
        key,
        at: startAt + 2 * 86_400_000,
        plan,
        planHash: planHash(plan),
        skips: [],
        revision: 2,
      },
      ...{
        moves: {},
        from: dossier.plan.edition,
        policy: 'byDecree',
        basis: '118/2025/NĐ-CP',
        effect: 'unaffected',
      },
    }
    const input = { ...inputOf(dossier, accepting.after, item), total }
    expect(await writeTransition(database, input)).toEqual({ kind: 'applied', dueAt: {} })
    return { was, is: (await dossier.dossier()).dueAt }
  }
  const [thirdDay, fifthDay] = ['2026-11-30T17:00:00+07:00', '2026-12-02T17:00:00+07:00'].map(Date.parse)

  test('has the newer limit from the start of its clock on', async () => {
    expect(await takes(workingDays(5))).toEqual({ was: thirdDay, is: fifthDay })
  })

  test('keeps its promised date where the newer one would be over', async () => {
    expect(await takes(workingDays(1))).toEqual({ was: thirdDay, is: thirdDay })
  })
})
