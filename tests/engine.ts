import { randomBytes } from 'node:crypto'
import { msToTs } from '@temporalio/common/lib/time'
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { afterAll } from 'vitest'
import { type RunningWorker, startWorker, type WorkerDeps } from '../activities/start-worker.ts'
import { type Engine, openEngine } from '../engine/connection.ts'
import { until } from '../harness/until.ts'
import { databasesOfFile } from './database.ts'
import { sharedServer } from './shared-server.ts'

export interface TestEngine extends Engine {
  namespace: string
  /** Starts the workers of this file; stopped with the file, or earlier by the test. */
  startWorker(deps: Omit<WorkerDeps, 'bundle'>): Promise<RunningWorker>
}

// A worker tells of every state it passes through; a test run wants to hear of errors only. A process has one runtime, and files share it.
if (Runtime._instance === undefined) {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  })
}

const engines: TestEngine[] = []
const stops: (() => Promise<void>)[] = []
// Before the databases go: this module imports that of the databases, and hooks run in reverse order.
afterAll(async () => {
  try {
    for (const engine of engines) await noWorkflowLeft(engine)
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
})

/** A namespace of this test file's own on the run's real server. */
export async function testEngine(): Promise<TestEngine> {
  // Both are started now: the worker that needs the bundle comes next.
  const [address, codePath] = await Promise.all([
    sharedServer('temporalAddress'),
    sharedServer('workflowBundle'),
  ])
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
  const made: TestEngine = {
    ...engine,
    namespace,
    async startWorker(deps) {
      const worker = await startWorker(
        { ...deps, bundle: { codePath } },
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
  engines.push(made)
  return made
}

/**
 * Waits until every workflow that runs is that of a dossier or a correction which is open in a database of this file. Those may be left:
 * a dossier ends with its last decision, and the namespace is the file's own.
 * @throws Error with the ids of the others, where they do not end
 */
export async function noWorkflowLeft({ client }: Engine, withinMs = 5_000): Promise<void> {
  const running = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    const query = "ExecutionStatus = 'Running'"
    for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId)
    return ids
  }
  // The server lists workflows late by moments, in the order they were started: when it lists this one, it lists all.
  const workflowId = `last-${randomBytes(6).toString('hex')}`
  const last = await client.workflow.start('none', { workflowId, taskQueue: 'none' })
  await until('the last workflow is listed', async () => (await running()).includes(workflowId))
  await last.terminate()

  let left: readonly string[] = []
  await until(
    'no workflow runs that has no open dossier',
    async () => {
      const [ids, open] = [await running(), await openDossiers()]
      left = ids.filter((id) => id !== workflowId && !open.has(id.split('/')[0] ?? ''))
      return left.length === 0
    },
    withinMs,
  ).catch((error: unknown) => {
    if (left.length === 0) throw error
    throw new Error(
      `This file left ${left.length} workflows running whose dossiers are closed or unknown; end them:\n${left.join('\n')}`,
    )
  })
}

async function openDossiers(): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    databasesOfFile().map(
      ({ sql }) => sql<{ id: string }[]>`
        select id::text from dossier where status <> 'closed'
        union select dossier_id::text from correction where ended_at is null`,
    ),
  )
  return new Set(found.flat().map(({ id }) => id))
}
