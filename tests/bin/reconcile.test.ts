/** `npm run reconcile` says what it could not judge: a workflow that does not answer is no agreement. */
import { beforeAll, expect, test } from 'vitest'
import { until } from '../../harness/until.ts'
import { fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { sharedServer } from '../shared-server.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'
import { runCommandLine } from './run-command.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const reconcile = async (options = '') =>
  await runCommandLine(`bin/reconcile.ts ${options}`.trim(), {
    DATABASE_URL: world.database.url,
    TEMPORAL_ADDRESS: await sharedServer('temporalAddress'),
    TEMPORAL_NAMESPACE: world.engine.namespace,
  })

test('npm run reconcile exits with 3 and names what it could not judge where no worker answers, and with 0 afterwards', async () => {
  const dossier = await fileStory(world, registration)
  await dossier.opened('receive.1')
  await world.worker.stop()
  // The first round starts again what the engine lists late, so it may find a difference.
  const words = await until('nothing differs', async () => {
    const ended = await reconcile()
    return ended.code === 1 ? undefined : ended
  })
  expect(words).toMatchObject({ code: 3, stderr: '' })
  expect(words.stdout).toContain('0 open dossiers compared, 0 differences\n')
  expect(words.stdout).toContain(`not judged: 1, their workflows did not answer: ${dossier.id}\n`)
  const json = await reconcile('--json')
  expect(json.code).toBe(3)
  expect(JSON.parse(json.stdout)).toEqual({
    ...{ compared: 0, differences: [], notJudged: 1, notJudgedFirst: [dossier.id] },
  })

  await world.startWorker()
  const judged = await until('its workflow answers', async () => {
    const ended = await reconcile()
    return ended.code === 3 ? undefined : ended
  })
  expect(judged).toMatchObject({ code: 0, stdout: '1 open dossiers compared, 0 differences\n' })
}, 300_000)
