/** A worker that keeps more and more dossiers cached, and says what its threads hold. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { NativeConnection, Worker } from '@temporalio/worker'
import { z } from 'zod'
import { bundleWorkflows } from '../../activities/start-worker.ts'
import { writeNames } from '../../activities/writes.ts'
import { readSettings } from '../../bin/settings.ts'
import { planOf } from '../../procedures/grammar/plan.ts'
import { openEngine } from '../../relay/engine.ts'
import { workflowTypeOf } from '../../temporal.config.ts'
import { twoDecisions } from '../two-decisions.ts'

const taskQueue = 'heap'
const settings = readSettings()
const engine = openEngine(settings.engine)
const connection = await NativeConnection.connect(settings.engine.connection)
let opened = 0
const write = async () => {
  opened += 1
  return { kind: 'applied', dueAt: { 'receive.1': Date.now() + 3_600_000 } }
}
const worker = await Worker.create({
  connection,
  namespace: settings.engine.namespace,
  taskQueue,
  workflowBundle: await bundleWorkflows(),
  activities: Object.fromEntries(writeNames.map((name) => [name, write])),
  maxCachedWorkflows: 5_000,
  workflowThreadPoolSize: 1,
})
const ended = worker.run()
const plan = planOf(twoDecisions)
for (const cached of [200, 1_200]) {
  while (opened < cached) {
    const count = Math.min(50, cached - opened)
    const target = opened + count
    await Promise.all(Array.from({ length: count }, () => start()))
    while (opened < target) await pause(20)
  }
  await pause(500)
  const workflowThread = await heapOfWorkflowThread()
  globalThis.gc?.()
  globalThis.gc?.()
  process.stdout.write(
    `${JSON.stringify({ cached, workflowThread, mainThread: process.memoryUsage().heapUsed })}\n`,
  )
}
worker.shutdown()
await ended
await connection.close()
await engine.close()

function heapOfWorkflowThread(): Promise<number> {
  const channel = new BroadcastChannel('heap')
  return new Promise((resolve) => {
    channel.onmessage = (event) => {
      if (typeof event !== 'object' || event === null || !('data' in event)) return
      channel.close()
      resolve(z.object({ heapUsed: z.number() }).parse(event.data).heapUsed)
    }
    channel.postMessage('ask')
  })
}

async function start(): Promise<void> {
  const dossierId = randomUUID()
  await engine.client.workflow.start(workflowTypeOf(plan.procedure), {
    workflowId: dossierId,
    taskQueue,
    args: [{ dossierId, plan, skips: [], filedAt: Date.now() }],
  })
}
