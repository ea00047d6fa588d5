import { beforeAll, expect, test } from 'vitest'
import { markDone, markFailed, markStarted, takeMessages } from '../../../db/engine/outbox.ts'
import { newId } from '../../../db/new-id.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { type DossierStory, fileOnly } from '../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { registration } from '../../procedures/invented/registration.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const at = Date.parse('2026-11-24T09:00:00+07:00')
const filed = (): Promise<DossierStory> => fileOnly({ database, engine, now: () => at }, registration)

const messagesOf = async (dossier: DossierStory, now: number) =>
  (await takeMessages(database.sql, now, 100)).filter(({ dossierId }) => dossierId === dossier.id)

test('a message of the outbox is taken once, and again only when its time has come', async () => {
  const dossier = await filed()
  expect(await messagesOf(dossier, at)).toMatchObject([{ topic: 'startWorkflow', attempts: 1 }])
  expect(await messagesOf(dossier, at)).toEqual([])
  expect(await messagesOf(dossier, at + 500)).toMatchObject([{ attempts: 2 }])
  expect(await messagesOf(dossier, at + 1_000)).toEqual([])
})

test('a start is left to a decision that was recorded first, for ten seconds and while it is not settled', async () => {
  const [decided, settled] = [await filed(), await filed()]
  for (const { id } of [decided, settled])
    await database.sql`
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, accepted_at, next_attempt_at)
      values (${newId()}, 'test', ${id}, '\\x00', ${id}, 'withdraw', '{}', 'x', 'applicant', instant(${at}), instant(${at}))`
  await database.sql`update decision_request set status = 'refused', refusal = 'dossierClosed', settled_at = instant(${at}) where dossier_id = ${settled.id}`
  expect(await messagesOf(settled, at)).toMatchObject([{ attempts: 1 }])
  expect(await messagesOf(decided, at + 9_999)).toEqual([])
  expect(await messagesOf(decided, at + 10_000)).toMatchObject([{ topic: 'startWorkflow', attempts: 1 }])
})

test('two relays share the messages of the outbox: none is taken by both', async () => {
  const dossiers = await Promise.all(Array.from({ length: 20 }, filed))
  const shares = await Promise.all([0, 1].map(() => takeMessages(database.sql, at, 10)))
  const ids = shares.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(dossiers.length)
})

test('a message that failed comes again and says why; one that is done never does', async () => {
  const dossier = await filed()
  const [message] = await messagesOf(dossier, at)
  const id = message?.id ?? 0
  await markFailed(database.sql, [id], 'ServiceError')
  const [again] = await messagesOf(dossier, at + 60_000)
  expect(again?.id).toBe(id)
  await markDone(database.sql, [id], at)
  expect(await messagesOf(dossier, at + 600_000)).toEqual([])
})

test('the start of a dossier is recorded once, at its first time', async () => {
  const dossier = await filed()
  await markStarted(database.sql, [{ dossierId: dossier.id, correction: 0 }], at)
  await markStarted(database.sql, [{ dossierId: dossier.id, correction: 0 }], at + 1)
  const [row] = await database.sql`select epoch_ms(started_at) as at from dossier where id = ${dossier.id}`
  expect(row).toEqual({ at })
})
