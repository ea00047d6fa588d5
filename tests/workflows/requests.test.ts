import { beforeAll, describe, expect, test } from 'vitest'
import { lapseAfterMs, lapseOld, readRequest } from '../../db/dossier/requests/requests.ts'
import { workingDays } from '../../domain/time/duration.ts'
import { updates } from '../../engine/messages.ts'
import { machineNow } from '../clock.ts'
import { commune, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { inChange } from '../reference-change.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

describe('a request of another kind:', () => {
  test('a withdrawal ends the dossier, and every open task with it', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted')
    expect(await dossier.withdraw()).toBe('applied')
    expect(await dossier.ending()).toBe('withdrawn')
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'accepted', 'review.1': 'withdrawn' })
  })

  test('a reassignment gives the task to another officer, and back to the desk', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const claimedBy = async () => {
      const [task] = await world.database.sql`select claimed_by from task where dossier_id = ${dossier.id}`
      return task?.claimed_by
    }
    const officer = `can-bo:${commune}:oneStop:1`
    expect(await dossier.reassign('receive.1', officer)).toBe('applied')
    expect(await claimedBy()).toBe(officer)
    expect(await dossier.reassign('receive.1', null)).toBe('applied')
    expect(await claimedBy()).toBeNull()
  })

  test('an extension gives a later date once, never twice', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted')
    const before = await dossier.dossier()
    expect(await dossier.extend(workingDays(2))).toBe('applied')
    const after = await dossier.dossier()
    expect(after.dueAt).toBeGreaterThan(before.dueAt ?? Number.POSITIVE_INFINITY)
    expect(await dossier.extend(workingDays(2))).toEqual({ refused: 'alreadyExtended' })
    expect(await dossier.dossier()).toEqual(after)
  })

  test('a supplement that nobody requested is refused', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    expect(await dossier.supplement()).toEqual({ refused: 'notAwaitingSupplement' })
  })
})

describe('a request comes too late for', () => {
  test('a task decided by another meanwhile', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const second = await dossier.recordDecision('receive.1', 'rejected')
    await dossier.goes('receive.1:accepted')
    expect(await dossier.deliver(second)).toEqual({ refused: 'staleTask' })
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'accepted', 'review.1': 'open' })
  })

  test('a revision that is no longer the dossier’s', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const { revision } = await dossier.dossier()
    await dossier.reassign('receive.1', null)
    expect(await dossier.decide('receive.1', 'accepted', { seen: revision })).toEqual({
      refused: 'staleRevision',
    })
    expect(await dossier.decide('receive.1', 'accepted', { seen: revision + 1 })).toBe('applied')
  })

  test('a dossier that has ended, while the engine remembers it and after', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const waiting = await dossier.recordDecision('receive.1', 'accepted')
    await dossier.withdraw()
    await dossier.ending()
    expect(await dossier.deliver(waiting)).toEqual({ refused: 'dossierClosed' })
    expect((await readRequest(world.database.sql, waiting.id))?.refusal).toBe('dossierClosed')
  })

  test('its own limit, where it lapsed before it could be applied', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const at = machineNow() - lapseAfterMs - 1_000
    const late = await dossier.recordDecision('receive.1', 'accepted', { at })
    // Alone: a round of the relay delivers at the same time, and may be first.
    await lapseOld(world.database, machineNow())
    expect((await readRequest(world.database.sql, late.id))?.status).toBe('lapsed')
    expect(await dossier.deliver(late)).toEqual({ refused: 'requestLapsed' })
    expect(await dossier.tasks()).toEqual({ 'receive.1': 'open' })
    expect((await dossier.journal()).filter((kind) => kind === 'refused')).toHaveLength(1)
  })
})

describe('a decision is refused:', () => {
  test('of an officer without the role, by the write and journalled once, and the desk still decides', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted')
    const request = await dossier
      .opened('review.1')
      .then(() => dossier.recordDecision('review.1', 'approved', { role: 'oneStop' }))
    expect(await dossier.deliver(request)).toEqual({ refused: 'noMandate' })
    expect(await dossier.deliver(request)).toEqual({ refused: 'noMandate' })
    expect((await dossier.journal()).filter((kind) => kind === 'refused')).toHaveLength(1)
    await dossier.goes('review.1:approved')
  })

  test('of the officer who reviewed, to sign, even with the mandate for it', async () => {
    const reviewer = `can-bo:${commune}:civilStatus:1`
    await inChange(
      world.database,
      (tx) => tx`
        insert into mandate (id, officer_id, unit_id, role, valid, basis)
        values ('uy-quyen:x', ${reviewer}, ${commune}, 'chair', '[2025-07-01,)', 'Viết cho kiểm thử')`,
    )
    const dossier = await fileStory(world, registration)
    await dossier.goes('receive.1:accepted review.1:approved')
    expect(await dossier.decide('sign.1', 'signed', { officer: 3 })).toEqual({ refused: 'sameOfficer' })
    expect(await dossier.decide('sign.1', 'signed', { officer: 2 })).toBe('applied')
  })
})

describe('a request sent again', () => {
  test('has its first outcome, and was written once', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const request = await dossier.recordDecision('receive.1', 'accepted')
    const answers = await Promise.all([dossier.deliver(request), dossier.deliver(request)])
    expect(answers).toEqual(['applied', 'applied'])
    expect(await dossier.deliver(request)).toBe('applied')
    expect(await dossier.effects()).toEqual(['start', request.id])
  })

  test('under its id with another body keeps the first outcome in the engine', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const request = await dossier.recordDecision('receive.1', 'accepted')
    await dossier.deliver(request)
    const first = await dossier.handle.executeUpdate(updates.decide, {
      updateId: request.id,
      args: [{ kind: 'decide', key: request.id, at: 0, task: 'receive.1', outcome: 'rejected' }, null],
    })
    expect(first).toEqual({ revision: 2 })
    expect(await dossier.tasks()).toMatchObject({ 'receive.1': 'accepted' })
  })

  test('under its key with another body is refused by PostgreSQL', async () => {
    const dossier = await fileStory(world, registration)
    await dossier.opened('receive.1')
    const key = `key of ${dossier.id}`
    const first = await dossier.recordDecision('receive.1', 'accepted', { key })
    expect((await dossier.recordDecision('receive.1', 'accepted', { key })).id).toBe(first.id)
    await expect(dossier.recordDecision('receive.1', 'rejected', { key })).rejects.toMatchObject({
      code: 'keyReused',
    })
  })
})

test('a thousand refused attempts leave at most twenty events in the history', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  const { runId } = await dossier.handle.describe()
  const before = (await dossier.events()).length
  const attempt = async (updateId: string) =>
    dossier.handle.executeUpdate(updates.decide, {
      updateId,
      args: [{ kind: 'decide', key: updateId, at: 0, task: 'receive.1', outcome: 'accepted' }, null],
    })
  for (let batch = 0; batch < 125; batch += 1) {
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => attempt(`stale ${batch}.${index}`)),
    )
    expect(tried.map(({ status }) => status)).toEqual(Array(8).fill('rejected'))
  }
  expect((await dossier.events()).length - before).toBeLessThanOrEqual(20)
  // A run renewed meanwhile would have a short history whatever it took.
  expect((await dossier.handle.describe()).runId).toBe(runId)
  await dossier.goes('review.1:approved')
})
