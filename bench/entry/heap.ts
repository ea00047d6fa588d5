/** A worker that keeps more and more dossiers cached, and says what its threads hold. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { NativeConnection, Worker } from '@temporalio/worker'
import { z } from 'zod'
import { bundleWorkflows } from '../../activities/start-worker.ts'
import { readSettings } from '../../bin/process/settings.ts'
import { openEngine } from '../../engine/connection.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import { writeNames } from '../../procedures/grammar/run/write-name.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'
import { workflowTypeOf } from '../../temporal.config.ts'
import { twoDecisions } from '../two-decisions.ts'

/** Its own, so that nothing of an earlier run comes here. */
const taskQueue = `heap-${randomUUID()}`
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
const plans = await plansOf(process.argv[2])
let begun = 0
/** Each plan as often as the others between the two. */
const more = Math.ceil(1_000 / plans.length) * plans.length
for (const cached of [200, 200 + more]) {
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

/** Whose dossiers are kept, in turn. */
async function plansOf(kept: string | undefined): Promise<readonly Plan[]> {
  if (kept === 'two-decisions') return [planOf(twoDecisions)]
  const plans = (await loadProcedures()).procedures.map((procedure) => planOf(procedure))
  if (kept === 'all') return plans
  const lengthOf = (plan: Plan) => JSON.stringify(plan).length
  const average = plans.reduce((sum, plan) => sum + lengthOf(plan), 0) / plans.length
  const distance = (plan: Plan) => Math.abs(lengthOf(plan) - average)
  return plans.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1)
}

async function start(): Promise<void> {
  const plan = plans[begun++ % plans.length]
  if (plan === undefined) throw new Error('there is no plan to start')
  const dossierId = randomUUID()
  await engine.client.workflow.start(workflowTypeOf(plan.procedure), {
    workflowId: dossierId,
    taskQueue,
    args: [{ dossierId, plan, skips: [], filedAt: Date.now() }],
  })
}
