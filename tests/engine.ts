import { randomBytes } from 'node:crypto'
import { msToTs } from '@temporalio/common/lib/time'
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { afterAll, inject } from 'vitest'
import { type RunningWorker, startWorker, type WorkerDeps } from '../activities/start-worker.ts'
import { until } from '../harness/until.ts'
import { type Engine, openEngine } from '../relay/engine.ts'

export interface TestEngine extends Engine {
  namespace: string
  /** Starts the workers of this file; stopped with the file, or earlier by the test. */
  startWorker(deps: Omit<WorkerDeps, 'bundle'>): Promise<RunningWorker>
}

// A worker tells of every state it passes through; a test run wants to hear of errors only.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
})

const stops: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

/** A namespace of this test file's own on the run's real server. */
export async function testEngine(): Promise<TestEngine> {
  const address = inject('temporalAddress')
  const namespace = `test-${randomBytes(6).toString('hex')}`
  const engine = openEngine({ connection: { address }, namespace })
  stops.push(() => engine.close())
  await engine.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  })
  await until('the namespace is known to every part of the server', async () => {
    await engine.client.workflow.count()
    return true
  })
  return {
    ...engine,
    namespace,
    async startWorker(deps) {
      const worker = await startWorker(
        { ...deps, bundle: { codePath: inject('workflowBundle') } },
        { connection: { address }, namespace },
      )
      let stopped: Promise<void> | null = null
      const stop = () => {
        stopped ??= worker.stop()
        return stopped
      }
      stops.push(stop)
      return { ...worker, stop }
    },
  }
}
