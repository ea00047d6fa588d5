import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleWorkflows } from '../../activities/start-worker.ts'
import { until } from '../../harness/until.ts'
import { type TestEngine, testEngine } from '../engine.ts'
import { sharedServer } from '../shared-server.ts'

const taskQueue = 'failing'

let engine: TestEngine
let stop = async (): Promise<void> => {}
beforeAll(async () => {
  engine = await testEngine()
  const connection = await NativeConnection.connect({ address: await sharedServer('temporalAddress') })
  const worker = await Worker.create({
    connection,
    ...{ namespace: engine.namespace, taskQueue },
    workflowBundle: await bundleWorkflows(fileURLToPath(new URL('failing-workflows.ts', import.meta.url))),
  })
  const ended = worker.run()
  stop = async () => {
    worker.shutdown()
    await ended
    await connection.close()
  }
})
afterAll(() => stop())

const start = (workflowType: string) =>
  engine.client.workflow.start(workflowType, { taskQueue, workflowId: workflowType })

test('an error that fails a workflow task names the line of its source', async () => {
  const handle = await start('throwsError')
  const failure = await failureOf(handle.workflowId)
  expect(failure?.message).toBe('thrown by a workflow')
  expect(failure?.stackTrace).toMatch(/at throwsError \(.*failing-workflows\.ts:6:\d+\)/)
  await handle.terminate()
})

test('a rejection that nobody handles fails the task of its own workflow, and the others go on', async () => {
  const [waiting, failing] = await Promise.all([start('waits'), start('leavesRejection')])
  const failure = await failureOf(failing.workflowId)
  expect(failure?.message).toContain('nobody handles this')
  await waiting.signal('anything')
  expect(await failureIn(waiting.workflowId)).toBeUndefined()
  await Promise.all([waiting.terminate(), failing.terminate()])
})

test('the hook of the SDK sees no promise of a workflow, and the query that it serves is refused', async () => {
  const hooked = await start('isHooked')
  expect(await hooked.result()).toBe(false)
  const handle = await start('waits')
  await expect(handle.query('__stack_trace')).rejects.toThrow('stack traces are not enabled')
  await handle.terminate()
})

const failureIn = async (workflowId: string) => {
  const { history } = await engine.client.workflow.workflowService.getWorkflowExecutionHistory({
    namespace: engine.namespace,
    execution: { workflowId },
  })
  return history?.events
    ?.map((event) => event.workflowTaskFailedEventAttributes?.failure)
    .find((one) => one != null)
}

const failureOf = (workflowId: string) =>
  until('a workflow task has failed', async () => (await failureIn(workflowId)) ?? false)
