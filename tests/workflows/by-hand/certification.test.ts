import { randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArmedStatus } from '../../../domain/territory/reorganisation-step.ts'
import { reorganisationSteppedSignal } from '../../../engine/messages.ts'
import { until } from '../../../harness/until.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { sharedServer } from '../../shared-server.ts'

const taskQueue = 'by-hand'
const hourMs = 3_600_000

/** What the rows say, by dossier, and how often they were asked. */
const rows = new Map<string, { status: ArmedStatus; inMs: number }>()
const asked = new Map<string, number>()

let engine: TestEngine
let connection: NativeConnection
let worker: Worker
let running: Promise<void>
beforeAll(async () => {
  const [made, address, codePath] = await Promise.all([
    testEngine(),
    sharedServer('temporalAddress'),
    sharedServer('workflowBundle'),
  ])
  engine = made
  connection = await NativeConnection.connect({ address })
  worker = await Worker.create({
    ...{ connection, namespace: engine.namespace, taskQueue, workflowBundle: { codePath } },
    activities: {
      followReorganisation: async ({ dossierId }: { dossierId: string }) => {
        asked.set(dossierId, timesAsked(dossierId) + 1)
        return rows.get(dossierId)
      },
    },
  })
  running = worker.run()
})
afterAll(async () => {
  worker.shutdown()
  await running
  await connection.close()
})

const timesAsked = (dossierId: string): number => asked.get(dossierId) ?? 0

interface Waiting {
  handle: WorkflowHandle
  /** Sets what the rows say, and no more. */
  becomes(status: ArmedStatus, inMs?: number): void
  /** Waits until it has asked so many times, and waits again. */
  hasAsked(times: number): Promise<void>
}

async function begins(workflow: string, status: ArmedStatus, inMs = 0): Promise<Waiting> {
  const dossierId = randomUUID()
  const becomes: Waiting['becomes'] = (is, ms = 0) => void rows.set(dossierId, { status: is, inMs: ms })
  becomes(status, inMs)
  const handle = await engine.client.workflow.start(workflow, {
    ...{ workflowId: `${dossierId}/step.1`, taskQueue, args: [{ dossierId }] },
  })
  const hasAsked = (times: number) =>
    until(`it has asked ${times} times and waits`, async () => {
      const { events } = await handle.fetchHistory()
      const timers = events?.filter(({ timerStartedEventAttributes: of }) => of != null).length ?? 0
      return timesAsked(dossierId) === times && timers === times
    }).then(() => undefined)
  return { handle, becomes, hasAsked }
}

async function timersOf({ handle }: Waiting): Promise<readonly number[]> {
  const { events } = await handle.fetchHistory()
  return (events ?? []).flatMap(({ timerStartedEventAttributes: of }) =>
    of == null ? [] : [Number(of.startToFireTimeout?.seconds ?? 0) * 1_000],
  )
}

describe('an armed reorganisation is waited for until its instant', () => {
  test('and not asked about before it', async () => {
    const waiting = await begins('takingEffect', 'toCome', 2 * hourMs)
    await waiting.hasAsked(1)
    expect(await timersOf(waiting)).toEqual([2 * hourMs])
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
    expect(await timersOf(waiting)).toEqual([6 * hourMs])
    await waiting.handle.terminate('the end of this test')
  })

  test('wherever it is postponed to', async () => {
    const waiting = await begins('takingEffect', 'toCome', hourMs)
    await waiting.hasAsked(1)
    waiting.becomes('toCome', 3 * hourMs)
    await waiting.handle.signal(reorganisationSteppedSignal)
    await waiting.hasAsked(2)
    expect(await timersOf(waiting)).toEqual([hourMs, 3 * hourMs])
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
    expect(await timersOf(waiting)).toEqual([6 * hourMs])
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
