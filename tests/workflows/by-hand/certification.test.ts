import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reorganisationSteppedSignal } from '../../../engine/messages.ts'
import { testEngine } from '../../engine.ts'
import { sharedServer } from '../../shared-server.ts'
import { type FollowingWorker, followingWorker, timersOf } from './following-worker.ts'

const hourMs = 3_600_000

let worker: FollowingWorker
beforeAll(async () => {
  const [engine, address, codePath] = await Promise.all([
    testEngine(),
    sharedServer('temporalAddress'),
    sharedServer('workflowBundle'),
  ])
  const { namespace } = engine
  worker = await followingWorker(engine, { address, namespace, workflowBundle: { codePath } })
})
afterAll(() => worker.stop())

const begins: FollowingWorker['begins'] = (...given) => worker.begins(...given)

describe('an armed reorganisation is waited for until its instant', () => {
  test('and not asked about before it', async () => {
    const waiting = await begins('takingEffect', 'toCome', 2 * hourMs)
    await waiting.hasAsked(1)
    expect(await timersOf(waiting.handle)).toEqual([2 * hourMs])
    await waiting.handle.terminate('the end of this test')
  })

  test('by its own timer, without a signal', async () => {
    const waiting = await begins('takingEffect', 'toCome', 1_000)
    await waiting.hasAsked(1)
    waiting.becomes('effective')
    expect(await waiting.handle.result()).toBe('effective')
  })

  test('four times a day where it is far, so that a signal that was lost costs hours and no more', async () => {
    const waiting = await begins('takingEffect', 'toCome', 90 * 24 * hourMs)
    await waiting.hasAsked(1)
    expect(await timersOf(waiting.handle)).toEqual([6 * hourMs])
    await waiting.handle.terminate('the end of this test')
  })

  test('wherever it is postponed to', async () => {
    const waiting = await begins('takingEffect', 'toCome', hourMs)
    await waiting.hasAsked(1)
    waiting.becomes('toCome', 3 * hourMs)
    await waiting.handle.signal(reorganisationSteppedSignal)
    await waiting.hasAsked(2)
    expect(await timersOf(waiting.handle)).toEqual([hourMs, 3 * hourMs])
    waiting.becomes('effective')
    await waiting.handle.signal(reorganisationSteppedSignal)
    expect(await waiting.handle.result()).toBe('effective')
  })

  test('or until it is called off', async () => {
    const waiting = await begins('takingEffect', 'toCome', hourMs)
    await waiting.hasAsked(1)
    waiting.becomes('calledOff', hourMs)
    await waiting.handle.signal(reorganisationSteppedSignal)
    expect(await waiting.handle.result()).toBe('calledOff')
  })

  test.each(['certified', 'undone'] as const)(
    'and had taken effect where it is %s by now',
    async (status) => {
      expect(await (await begins('takingEffect', status)).handle.result()).toBe('effective')
    },
  )
})

describe('the certificate of a reorganisation is waited for', () => {
  test.each(['certified', 'undone', 'calledOff'] as const)('until it is %s', async (status) => {
    const waiting = await begins('certification', 'effective')
    await waiting.hasAsked(1)
    expect(await timersOf(waiting.handle)).toEqual([6 * hourMs])
    waiting.becomes(status)
    await waiting.handle.signal(reorganisationSteppedSignal)
    expect(await waiting.handle.result()).toBe(status)
  })

  test('also where its instant was put off by a clock that was behind', async () => {
    const waiting = await begins('certification', 'toCome', hourMs)
    await waiting.hasAsked(1)
    waiting.becomes('certified')
    await waiting.handle.signal(reorganisationSteppedSignal)
    expect(await waiting.handle.result()).toBe('certified')
  })

  test('until its dossier ends without it', async () => {
    const waiting = await begins('certification', 'effective')
    await waiting.hasAsked(1)
    await waiting.handle.cancel()
    await expect(waiting.handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } })
  })
})
