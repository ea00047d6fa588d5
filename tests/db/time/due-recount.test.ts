import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import { previewRecount, recountDueTimes } from '../../../db/time/due-recount.ts'
import { currentCalendar } from '../../../db/time/published-calendar.ts'
import type { CalendarDayKind } from '../../../domain/time/calendar.ts'
import { timeOf } from '../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../procedures/grammar/run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../../../procedures/grammar/run/event.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { at, shown } from '../../domain/local-time.ts'
import { type DossierStory, fileOnly } from '../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { registration } from '../../procedures/invented/registration.ts'
import { publishTestCalendar } from '../../reference-change.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  engine = await testEngine()
})
// Each test publishes calendars of its own.
beforeEach(async () => {
  database = await testDatabase()
})

/** A dossier accepted at an instant, without a workflow: its writes are asked as one would ask them. */
async function accepted(local: string): Promise<DossierStory> {
  const dossier = await fileOnly({ database, engine, now: () => at(local) }, registration)
  const started = await write(dossier, initialState([]), { kind: 'start', key: 'start', at: at(local) })
  const request = await dossier.recordDecision('receive.1', 'accepted', { at: at(local) })
  await write(dossier, started, request.item)
  return dossier
}

async function write(dossier: DossierStory, state: DossierState, item: DossierEvent): Promise<DossierState> {
  const next = advance(dossier.plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: after, ...change } = next
  const { plan } = dossier
  const answer = await writeTransition(database, {
    dossierId: dossier.id,
    expectedRevision: state.revision,
    item,
    change,
    total: plan.total,
    time: timeOf(plan),
  })
  if (answer.kind !== 'applied') throw new Error(`not applied: ${JSON.stringify(answer)}`)
  return after
}

async function dueOf({ id }: DossierStory): Promise<{ dossier: string; review: string }> {
  const [row] = await database.sql<{ dossier: number; review: number }[]>`
    select epoch_ms(dossier.due_at) as dossier, epoch_ms(task.due_at) as review from dossier
    join task on task.dossier_id = dossier.id and task.key = 'review.1' where dossier.id = ${id}`
  return { dossier: shown(row?.dossier ?? 0), review: shown(row?.review ?? 0) }
}

const swap = (version: string, ...days: readonly (readonly [string, CalendarDayKind])[]) => ({
  version,
  knownUntil: '2027-12-31',
  days: days.map(([date, kind]) => ({
    date,
    kind,
    decision: 'Công văn 1/VPCP-KGVX',
    decidedOn: version,
    reason: 'hoán đổi',
  })),
})
/** Friday the 27th off, made up on Saturday 5 December. */
const fridayOff = swap('2026-11-26', ['2026-11-27', 'swappedOff'], ['2026-12-05', 'swappedWork'])
const announced = () => at('2026-11-26 09:00')

describe('a swap of working days announced late', () => {
  test('moves the dates it lies in, and says which, by how much and why', async () => {
    const crossing = await accepted('2026-11-25 09:00')
    const beyond = await accepted('2026-11-19 09:00')
    const before = [await dueOf(crossing), await dueOf(beyond)]
    expect(before[0]).toEqual({ dossier: '2026-11-30 17:00', review: '2026-11-27 12:00' })
    await publishTestCalendar(database, fridayOff)

    expect(await recountDueTimes(database, announced)).toMatchObject({ examined: 2, moved: 1 })
    expect(await dueOf(crossing)).toEqual({ dossier: '2026-12-01 17:00', review: '2026-11-30 12:00' })
    expect(await dueOf(beyond)).toEqual(before[1])
    const entries = await database.sql`
      select kind, payload from journal where dossier_id = ${crossing.id} order by seq desc limit 1`
    expect(entries[0]).toMatchObject({
      kind: 'dueMoved',
      payload: {
        version: '2026-11-26',
        due: { was: at('2026-11-30 17:00'), is: at('2026-12-01 17:00') },
        tasks: [{ key: 'review.1', was: at('2026-11-27 12:00'), is: at('2026-11-30 12:00') }],
        words:
          'Ngày hẹn trả đổi từ ngày 30 tháng 11 năm 2026 sang ngày 01 tháng 12 năm 2026, vì ngày 27/11/2026 nghỉ theo Công văn 1/VPCP-KGVX ngày 26/11/2026.',
      },
    })
    // Later dates are found when the timer wakes: no message.
    expect(await database.sql`select 1 from outbox where topic = 'dueMoved'`).toHaveLength(0)
  })

  test('sends the workflow an earlier date, a few each second', async () => {
    const dossiers = [await accepted('2026-11-27 09:00'), await accepted('2026-11-27 09:30')]
    await publishTestCalendar(
      database,
      swap('2026-11-27', ['2026-11-28', 'swappedWork'], ['2026-12-21', 'swappedOff']),
    )
    await recountDueTimes(database, () => at('2026-11-27 11:00'))
    for (const dossier of dossiers) expect((await dueOf(dossier)).review).toBe('2026-11-30 12:00')
    const sent = await database.sql<{ after: number }[]>`
      select epoch_ms(next_attempt_at) - ${at('2026-11-27 11:00')} as after from outbox where topic = 'dueMoved' order by 1`
    expect(sent.map(({ after }) => after)).toEqual([0, 50])
  })

  test('does not move a date into the past', async () => {
    const dossier = await accepted('2026-11-27 09:00')
    const before = await dueOf(dossier)
    await publishTestCalendar(
      database,
      swap('2026-11-28', ['2026-11-28', 'swappedWork'], ['2026-12-21', 'swappedOff']),
    )
    // By the new calendar the review was due at noon of the 30th, which is over when it comes in.
    await recountDueTimes(database, () => at('2026-11-30 14:00'))
    expect((await dueOf(dossier)).review).toBe(before.review)
  })

  test('is previewed without moving anything', async () => {
    const dossier = await accepted('2026-11-25 09:00')
    const before = await dueOf(dossier)
    const current = await currentCalendar(database.sql, announced())
    const days = new Map([...current.days, ...fridayOff.days.map((day) => [day.date, day] as const)])
    const report = await previewRecount(database, { ...current, days }, fridayOff.days, announced())
    expect(report).toMatchObject({ examined: 1, moved: 1, examples: [{ dossierId: dossier.id }] })
    expect(await dueOf(dossier)).toEqual(before)
    expect(await dossier.journal()).not.toContain('dueMoved')
  })
})

describe('the recount of due dates', () => {
  test('is done once, and is seen to be complete', async () => {
    const dossier = await accepted('2026-11-25 09:00')
    await publishTestCalendar(database, fridayOff)
    await recountDueTimes(database, announced)
    expect(await recountDueTimes(database, announced)).toBeNull()
    await publishTestCalendar(database, fridayOff)
    expect(await recountDueTimes(database, announced)).toBeNull()
    expect((await dossier.journal()).filter((kind) => kind === 'dueMoved')).toHaveLength(1)
    const [row] =
      await database.sql`select examined, moved, completed_at is not null as complete from calendar_recount`
    expect(row).toEqual({ examined: 1, moved: 1, complete: true })
  })

  test('goes on where it stopped', async () => {
    const first = await accepted('2026-11-25 09:00')
    const second = await accepted('2026-11-25 10:00')
    await publishTestCalendar(database, fridayOff)
    await database.sql`update calendar_recount set after_id = ${first.id}, examined = 1`
    expect(await recountDueTimes(database, announced)).toMatchObject({ examined: 2, moved: 1 })
    expect((await dueOf(first)).dossier).toBe('2026-11-30 17:00')
    expect((await dueOf(second)).dossier).toBe('2026-12-01 17:00')
  })

  test('takes turns with another at the same moment', async () => {
    const dossiers = [await accepted('2026-11-25 09:00'), await accepted('2026-11-25 10:00')]
    await publishTestCalendar(database, fridayOff)
    await Promise.all([recountDueTimes(database, announced), recountDueTimes(database, announced)])
    for (const dossier of dossiers) {
      expect((await dossier.journal()).filter((kind) => kind === 'dueMoved')).toHaveLength(1)
    }
  })

  test('waits until its calendar is in force', async () => {
    await publishTestCalendar(database, fridayOff)
    expect(await recountDueTimes(database, () => at('2026-11-25 23:00'))).toBeNull()
    expect(await recountDueTimes(database, announced)).toMatchObject({ version: '2026-11-26' })
  })

  test('moves nothing for an unchanged calendar: what a write reckons is what the facts give', async () => {
    const dossier = await accepted('2026-11-25 16:00')
    const before = await dueOf(dossier)
    await publishTestCalendar(database, swap('2026-11-26', ['2026-12-31', 'swappedOff']))
    expect(await recountDueTimes(database, announced)).toMatchObject({ examined: 1, moved: 0 })
    expect(await dueOf(dossier)).toEqual(before)
  })
})
