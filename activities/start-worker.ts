import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundle,
} from '@temporalio/worker'
import { followDatabaseClock } from '../db/connection/database-clock.ts'
import type { Database } from '../db/database.ts'
import { knownReorganisations } from '../db/reorganisations/known-reorganisations.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { engineAddress } from '../engine/address.ts'
import type { Engine } from '../engine/connection.ts'
import { otherDatabase, otherDatabaseWords } from '../engine/known-database.ts'
import type { PayoutRuns } from '../procedures/grammar/run/payout-run.ts'
import type { Payouts } from '../procedures/grammar/run/write.ts'
import { taskQueues } from '../temporal.config.ts'
import { createWrites, type WriteDeps } from './create-activities.ts'
import { createEnactments, type EnactmentDeps } from './create-enactments.ts'
import { FailureTrace } from './failure-trace.ts'
import { Heartbeats } from './heartbeats.ts'
import { createReconciling } from './reconcile/create-reconciling.ts'

export interface RunningWorker {
  stop(): Promise<void>
  /** Settles when a worker ended; rejects when it failed. */
  ended: Promise<void>
}

export interface WorkerDeps extends WriteDeps {
  payouts: Payouts
  /** Prepares and pays payout runs; without it this worker does none. */
  payoutRuns?: PayoutRuns
  /** Steps of payout runs that all workers together begin in a second, which Temporal sees to. @defaultValue as many as they can */
  pagesPerSecond?: number
  /** Where the scheduled comparison looks; without it this worker does none. */
  engine?: Engine
  /** For the scheduled comparison and for reorganisations, whose statements run long. @defaultValue `database` */
  operationsDatabase?: Database
  /** @defaultValue those that this build declares */
  findReorganisation?: EnactmentDeps['findReorganisation']
  /** Bundled once and shared, where several workers run; made here where left out. */
  bundle?: WorkflowBundle | { codePath: string }
  maxCachedWorkflows?: number
}

/** Each page that is paid reserves a connection of its pool. */
const pagesAtOnce = 4

/**
 * The SDK writes down a stack for every promise of a workflow, mapped back to its source: with the usual ten frames
 * that was a third of the processor time of the workflows' thread. Four still tell where a failure came from. It
 * comes before the bundle, because the built-ins are frozen before any workflow runs.
 */
const shortStacks = 'Error.stackTraceLimit = 4;'

/**
 * For each promise of a workflow, when it is made and when it settles, the SDK (1.24) looks up whose it is by a function that it
 * compiles from text, and keeps a formatted stack, for the query `__stack_trace` alone, which answers nothing here (decision 44). What it
 * looks up is given to it ready, with an `Error` that has no stack; a text that it does not send today is compiled as before. Errors
 * that are thrown keep their stack, and the SDK still finds the workflow of a rejection that nobody handles. All on one line, so
 * that the bundle's map of sources keeps its lines.
 */
const noPromiseStacks = [
  '{class Stackless {}',
  "const ready = {'return globalThis.__TEMPORAL_ACTIVATOR__': () => globalThis.__TEMPORAL_ACTIVATOR__,",
  "'return globalThis.Error': () => Stackless};",
  "Object.defineProperty(Promise, 'constructor', {value: (text) => ready[text] ?? Function(text)})}",
].join(' ')

/**
 * Bundles the workflows: about a second, so a process does it once.
 * @param workflowsPath others, for tests of what comes before a bundle
 */
export async function bundleWorkflows(
  workflowsPath = fileURLToPath(new URL('../workflows/bundle.ts', import.meta.url)),
): Promise<WorkflowBundle> {
  const bundle = await bundleWorkflowCode({
    workflowsPath,
    webpackConfigHook: keepModernSyntax,
    logger: new DefaultLogger('ERROR'),
  })
  return { ...bundle, code: `${shortStacks}${noPromiseStacks};${bundle.code}` }
}

const findKnown: EnactmentDeps['findReorganisation'] = async (id) =>
  (await knownReorganisations()).find((one) => one.id === id) ?? null

/**
 * Runs the workers of all queues in this process, until stopped.
 * @throws StartUpError on another database than the namespace was used with: every dossier's workflow would be ended
 */
export async function startWorker(deps: WorkerDeps, address = engineAddress()): Promise<RunningWorker> {
  if (deps.engine !== undefined) {
    const other = await otherDatabase(deps.engine, deps.database)
    if (other !== null) throw new StartUpError(otherDatabaseWords(other))
  }
  const connection = await NativeConnection.connect(address.connection)
  const common = { connection, namespace: address.namespace, ...ofEach }
  const bundle = deps.bundle ?? (await bundleWorkflows())
  const operationsDatabase = deps.operationsDatabase ?? deps.database
  const clock = await followDatabaseClock(operationsDatabase.clockMs)
  const dossiers = await Worker.create({
    ...common,
    taskQueue: taskQueues.dossiers,
    workflowBundle: bundle,
    activities: {
      ...createWrites(deps),
      ...createEnactments({
        database: operationsDatabase,
        findReorganisation: deps.findReorganisation ?? findKnown,
        now: clock.now,
      }),
    },
    maxConcurrentLocalActivityExecutions: 100,
    ...(deps.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: deps.maxCachedWorkflows }),
  })
  const payments = await Worker.create({
    ...common,
    taskQueue: taskQueues.payments,
    activities: { ...deps.payouts },
  })
  const workers = [dossiers, payments]
  if (deps.payoutRuns !== undefined) {
    workers.push(
      await Worker.create({
        ...common,
        taskQueue: taskQueues.payoutRuns,
        workflowBundle: bundle,
        activities: { ...deps.payoutRuns },
        interceptors: heartbeating,
        maxConcurrentActivityTaskExecutions: pagesAtOnce,
        ...(deps.pagesPerSecond === undefined
          ? {}
          : { maxTaskQueueActivitiesPerSecond: deps.pagesPerSecond }),
        maxCachedWorkflows: 10,
      }),
    )
  }
  if (deps.engine !== undefined) {
    const { engine } = deps
    workers.push(
      await Worker.create({
        ...common,
        taskQueue: taskQueues.operations,
        workflowBundle: bundle,
        activities: { ...createReconciling({ database: operationsDatabase, engine, now: clock.now }) },
        maxCachedWorkflows: 10,
      }),
    )
  }
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => undefined)
  return {
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
      await ended
      clock.stop()
      await connection.close()
    },
  }
}

const ofEach: Pick<WorkerOptions, 'shutdownGraceTime' | 'shutdownForceTime' | 'interceptors'> = {
  shutdownGraceTime: '5s',
  // A worker that the SDK stops by itself can wait for ever for a task that it has given up: it would take no more work, and not end.
  shutdownForceTime: '15s',
  interceptors: { activity: [() => ({ inbound: new FailureTrace() })] },
}

const heartbeating: WorkerOptions['interceptors'] = {
  activity: [(context) => ({ inbound: new Heartbeats(context) }), () => ({ inbound: new FailureTrace() })],
}

type WebpackConfigHook = NonNullable<Parameters<typeof bundleWorkflowCode>[0]['webpackConfigHook']>
const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'))

/**
 * The bundler's default lowers object spread and private fields to helpers that leave every state of a dossier a
 * slow dictionary object, and keeps each module's exports behind getters of its own: much of the heap of a cached
 * workflow. Node 20 and later run the code as it is written.
 */
const keepModernSyntax: WebpackConfigHook = (config) => ({
  ...config,
  module: {
    ...config.module,
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        use: {
          loader: require.resolve('swc-loader'),
          options: { sourceMap: true, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } },
        },
      },
    ],
  },
  optimization: {
    ...config.optimization,
    concatenateModules: true,
    usedExports: true,
    providedExports: true,
  },
})
