import { beforeAll, expect, test } from 'vitest'
import { readRequest } from '../../db/dossier/requests/requests.ts'
import { updates } from '../../engine/messages.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

/** As many updates as the server lets wait on one workflow. */
const atOnce = 10

const runId = async (dossier: DossierStory): Promise<string> => (await dossier.handle.describe()).runId

/** Hands a task over and over, ten at once, until the workflow goes on in a fresh history. */
async function untilRenewed(dossier: DossierStory, task: string): Promise<readonly string[]> {
  const first = await runId(dossier)
  const ids: string[] = []
  while ((await runId(dossier)) === first) {
    if (ids.length > 2_000) throw new Error('two thousand events did not renew the run')
    const requests = await Promise.all(
      Array.from({ length: atOnce * 4 }, () =>
        dossier.record((key) => ({ kind: 'reassign', key, at: machineNow(), task, officer: null })),
      ),
    )
    ids.push(...requests.map(({ id }) => id))
    for (let from = 0; from < requests.length; from += atOnce) {
      const answers = requests.slice(from, from + atOnce).map((request) => dossier.deliver(request))
      expect(await Promise.all(answers)).toEqual(Array(atOnce).fill('applied'))
    }
  }
  return ids
}

test('a long dossier goes on in a new history with nothing lost and nothing twice', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.goes('receive.1:accepted')
  const [, received = ''] = await dossier.effects()
  await dossier.opened('review.1')
  const before = {
    timeline: await dossier.timeline(),
    dueAt: (await dossier.state()).tasks['review.1']?.dueAt,
  }

  // The updates in progress while the run renews are among these: each was applied, once.
  const ids = await untilRenewed(dossier, 'review.1')
  const effects = await dossier.effects()
  expect([...effects].sort()).toEqual(['start', received, ...ids].sort())

  const state = await dossier.state()
  expect(state.revision).toBe(effects.length)
  expect(state.tasks['review.1']?.dueAt).toBe(before.dueAt)
  expect(await dossier.timeline()).toEqual(before.timeline)
  // It has a timer from its first moment on, before anything else happens to it.
  expect(await dossier.events()).toContain('timerStartedEventAttributes')

  // The new run has never heard of these ids; the rows have.
  for (const id of [received, ids[0] ?? '']) {
    const request = await readRequest(world.database.sql, id)
    if (request === null) throw new Error('a request is missing')
    expect(await dossier.deliver(request)).toBe('applied')
  }
  expect(await dossier.effects()).toEqual(effects)

  await expect(
    dossier.handle.executeUpdate(updates.decide, {
      args: [{ kind: 'decide', key: 'x', at: 0, task: 'receive.1', outcome: 'accepted' }, null],
    }),
  ).rejects.toThrow()
  await dossier.goes('review.1:approved sign.1:signed')
  expect(await dossier.ending()).toBe('issued')
}, 180_000)
