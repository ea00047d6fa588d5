import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workingDays } from '../../domain/time/duration.ts'
import { procedure } from '../../procedures/grammar/definition/procedure.ts'
import { fileStory } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { sharedServer } from '../shared-server.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'
import { plain } from '../workflows/plain.ts'
import { type Recorded, readHistories } from './history-file.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const quiet = new DefaultLogger('ERROR')

let bundlePath: string
beforeAll(async () => {
  bundlePath = await sharedServer('workflowBundle')
})

/** Names of the histories that this bundle can not carry on. */
async function failing(codePath: string, histories: readonly Recorded[]): Promise<readonly string[]> {
  const failed: string[] = []
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath } },
    histories,
  )) {
    if (error !== undefined) failed.push(workflowId)
  }
  return failed
}

test('every recorded history is carried on by the workflows as they are', async () => {
  const histories = await readHistories()
  expect(histories.length).toBeGreaterThanOrEqual(25)
  expect(await failing(bundlePath, histories)).toEqual([])
})

test('recorded histories have both ways to a result: written by itself, and with the signature', async () => {
  const histories = await readHistories()
  const writes = (name: string) =>
    histories
      .find(({ workflowId }) => workflowId === name)
      ?.history.events?.filter(({ markerRecordedEventAttributes }) => markerRecordedEventAttributes != null)
      .length
  // Received, reviewed, signed, and of the older one started and issued.
  expect(writes('registration-1-issued')).toBe(5)
  expect(writes('registration-issued-with-signature')).toBe(3)
})

test('no recorded history says who a dossier is about', async () => {
  for (const { workflowId, history } of await readHistories()) {
    const text = JSON.stringify(history, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    )
    expect(text, workflowId).not.toMatch(/Nguyễn|Thắm/)
  }
})

describe('a change of the interpreter that would strand open dossiers is found', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'thong-suot-mutant-'))
    await symlink(join(root, 'node_modules'), join(dir, 'node_modules'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  /** Bundles a copy of the workflows in which one piece of text is another. */
  async function mutant(file: string, before: string, after: string): Promise<string> {
    for (const part of ['workflows', 'engine', 'procedures/grammar', 'domain', 'temporal.config.ts']) {
      await cp(join(root, part), join(dir, part), { recursive: true })
    }
    const text = await readFile(join(dir, file), 'utf8')
    expect(text).toContain(before)
    await writeFile(join(dir, file), text.replace(before, after))
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(dir, 'workflows/bundle.ts'),
      logger: quiet,
    })
    const codePath = join(dir, 'mutant.js')
    await writeFile(codePath, code)
    return codePath
  }

  test('and an untouched copy replays', async () => {
    const copy = await mutant('workflows/dossier-run.ts', '/**', '/**')
    expect(await failing(copy, await readHistories())).toEqual([])
  })

  test('a call more before each write', async () => {
    const before = 'const answer = await this.write('
    const more = "await durably('standing', { ...this.identity, revision: this.state.revision })\n"
    const histories = (await readHistories()).filter(({ workflowId }) => !workflowId.startsWith('child-'))
    expect(
      await failing(await mutant('workflows/dossier-run.ts', before, `${more}${before}`), histories),
    ).toEqual(histories.map(({ workflowId }) => workflowId))
  })

  test('no timer', async () => {
    const failed = await failing(
      await mutant('workflows/due-timer.ts', 'if (state.ending !== null ||', 'if (this.#wakesAt > 0 ||'),
      await readHistories(),
    )
    expect(failed).toContain('registration-1-issued')
  })

  test('a result taken as issued whatever its write said', async () => {
    const failed = await failing(
      await mutant('workflows/dossier-run.ts', 'if (issue !== null && answer.issued)', 'if (issue !== null)'),
      await readHistories(),
    )
    expect(failed).toContain('registration-1-issued')
    expect(failed).not.toContain('registration-issued-with-signature')
  })

  test('a child that waits without its timer', async () => {
    const failed = await failing(
      await mutant('workflows/by-hand/certification.ts', 'stepped, waitMs)', 'stepped || waitMs === 0)'),
      await readHistories(),
    )
    expect(failed).toEqual(['child-certification', 'child-taking-effect'])
  })

  test('another name for a write', async () => {
    const failed = await failing(
      await mutant(
        'procedures/grammar/run/write-name.ts',
        "'communeSignOff' : 'citySignOff'",
        "'cityReview' : 'cityReview'",
      ),
      await readHistories(),
    )
    expect(failed).toContain('registration-1-issued')
    expect(failed).not.toContain('registration-4-notReceived')
  })
})

describe('an edition that is published', () => {
  let world: StoryWorld
  beforeAll(async () => {
    world = await storyWorld()
  })

  /** The same procedure a year later: an inspection between reception and review, and more time. */
  const nextEdition = procedure({
    ...plain,
    code: registration.code,
    edition: '2026-07-01',
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
      inspect: { do: 'inspect', by: 'economy', within: workingDays(2), onFailed: 'refuse' },
      sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'receive' },
      issue: { do: 'issue', result: 'Giấy xác nhận' },
    },
  })

  test('leaves open dossiers on the plan under which they were filed, also after a worker forgot them', async () => {
    const older = await fileStory(world, registration)
    await older.goes('receive.1:accepted')
    const newer = await fileStory(world, nextEdition)
    await newer.goes('receive.1:accepted')
    await world.worker.stop()
    world.worker = await world.startWorker()

    await Promise.all([
      older.goes('review.1:approved sign.1:signed'),
      newer.goes('inspect.1:passed sign.1:signed'),
    ])
    expect([await older.ending(), await newer.ending()]).toEqual(['issued', 'issued'])
    const histories = await Promise.all(
      [older, newer].map(async ({ id, handle }) => ({
        workflowId: id,
        history: await handle.fetchHistory(),
      })),
    )
    expect(await failing(bundlePath, histories)).toEqual([])
  })
})

describe('the bundle of workflows', () => {
  const codeOf = async (path: string) =>
    (await readFile(path, 'utf8')).replace(/\/\/# sourceMappingURL=.*/g, '')

  test('is small: it is evaluated again for each cached workflow', async () => {
    expect((await codeOf(bundlePath)).length).toBeLessThan(1_000_000)
  })

  test('holds no validator, no built-in module and no definition', async () => {
    const code = await codeOf(bundlePath)
    expect(code).not.toMatch(/node_modules\/zod|['"]node:/)
    expect(code).not.toContain(registration.name)
    expect(code).not.toContain('Thủ tục đăng ký kết hôn')
    // Known to be there, so that the absences above mean something.
    expect(code).toContain('siteClearance')
  })
})
