/** An event and its delivery are of one subject, once, and an event of a reorganisation is written with the step itself. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callOffReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import { aMonday } from '../../clock.ts'
import type { TestDatabase } from '../../database.ts'
import { armed } from '../reorganisations/arm.ts'
import { fewUnits } from '../reorganisations/few-units.ts'
import { wardEnds } from '../reorganisations/ward-ends.ts'

const at = aMonday + 86_400_000
const [dossierId, subscriptionId] = [randomUUID(), randomUUID()]

let db: TestDatabase
let stepId: string
/** A reorganisation with one step that writes rows. */
const name = 'phuong-thu'
beforeAll(async () => {
  db = await fewUnits()
  const of = wardEnds(await readReferenceRows(db.sql), at, name)
  await armed(db, of, aMonday)
  const [step] = await db.sql`select id from reorganisation_step where kind = 'armed'`
  stepId = String(step?.id)
  await db.sql`
    insert into subscription (id, caller, key, url, secret_cipher, secret_key_id, kinds, created_at)
    values (${subscriptionId}, 'an', 'k', 'http://127.0.0.1:1', '', '', '{unit.changed}', instant(${aMonday}))`
})
beforeEach(async () => {
  await db.sql`delete from delivery`
})

type Row = Readonly<Record<string, string | number | null>>
const event = (row: Row) =>
  db.sql`insert into event ${db.sql({ dossier_id: null, seq: null, step_id: null, moment: null, due_at: null, ...row })}`
const delivery = (row: Row) => db.sql`
  insert into delivery ${db.sql({
    ...{ dossier_id: null, reorganisation: null, step_id: null, moment: null },
    ...{ subscription_id: subscriptionId, body: '{}', next_attempt_at: new Date(at).toISOString(), ...row },
  })}`
const violates = (constraint_name: string) => ({ constraint_name })
const due = new Date(at).toISOString()

test('arming writes the two events of a reorganisation in its own transaction, whether or not anyone subscribes', async () => {
  const rows = await db.sql`
    select moment, epoch_ms(due_at) as due, event.xmin = step.xmin as together
    from event join reorganisation_step step on step.id = step_id order by event.id`
  expect([...rows]).toEqual([
    { moment: 'decided', due: aMonday, together: true },
    { moment: 'effective', due: at, together: true },
  ])
})

describe('the row of an event', () => {
  test('is of a dossier or of a step of a reorganisation, and of one of them', async () => {
    const step = { step_id: stepId, moment: 'decided', due_at: due }
    const wrong: readonly Row[] = [
      {},
      { dossier_id: dossierId },
      { seq: 1 },
      { ...step, seq: 1 },
      { dossier_id: dossierId, seq: 1, ...step },
      { dossier_id: dossierId, seq: 1, due_at: due },
      { step_id: stepId, moment: 'decided' },
    ]
    for (const row of wrong) await expect(event(row)).rejects.toMatchObject(violates('event_of_one_subject'))
  })

  test('of a step is there once for each moment', async () => {
    await expect(event({ step_id: stepId, moment: 'effective', due_at: due })).rejects.toMatchObject(
      violates('event_of_step'),
    )
    await expect(event({ step_id: stepId, moment: 'soon', due_at: due })).rejects.toMatchObject(
      violates('event_of_a_moment'),
    )
  })
})

describe('the row of a delivery', () => {
  const ofStep = () => ({ reorganisation: name, step_id: stepId, moment: 'decided', seq: 1 })

  test('has one subject', async () => {
    const wrong: readonly Row[] = [
      { seq: 1 },
      { ...ofStep(), dossier_id: dossierId },
      { ...ofStep(), step_id: null },
      { ...ofStep(), moment: null },
      { dossier_id: dossierId, seq: 1, moment: 'decided' },
    ]
    for (const row of wrong)
      await expect(delivery(row)).rejects.toMatchObject({ code: expect.stringMatching(/^235/) })
  })

  test('of a reorganisation names a step of that reorganisation', async () => {
    await expect(delivery({ ...ofStep(), reorganisation: 'another' })).rejects.toMatchObject(
      violates('delivery_of_its_step'),
    )
  })

  test('of an event exists once for a subscription, under whatever number', async () => {
    await delivery(ofStep())
    await expect(delivery({ ...ofStep(), seq: 2 })).rejects.toMatchObject(violates('delivery_of_step'))
    await expect(delivery({ ...ofStep(), moment: 'effective' })).rejects.toMatchObject(
      violates('delivery_subscription_id_subject_seq_pk'),
    )
  })
})

test('calling a reorganisation off takes back the event of its instant, and no other', async () => {
  const of = wardEnds(await readReferenceRows(db.sql), at, name)
  for (const actorId of ['an', 'chi'])
    await callOffReorganisation(db, of, { actorId, at: aMonday + 1, basis: 'Quyết định thử' })
  const rows = await db.sql`
    select step.kind, moment from event join reorganisation_step step on step.id = step_id order by event.id`
  expect([...rows]).toEqual([
    { kind: 'armed', moment: 'decided' },
    { kind: 'calledOff', moment: 'decided' },
  ])
})
