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
import { type Engine, engineAddress } from '../engine/connection.ts'
import { otherDatabase, otherDatabaseWords } from '../engine/known-database.ts'
import type { Payouts } from '../procedures/grammar/run/write.ts'
import { taskQueues } from '../temporal.config.ts'
import { createWrites, type WriteDeps } from './create-activities.ts'
import { createEnactments, type EnactmentDeps } from './create-enactments.ts'
import { FailureTrace } from './failure-trace.ts'
import { createReconciling } from './reconcile/create-reconciling.ts'

export interface RunningWorker {
  stop(): Promise<void>
  /** Settles when a worker ended; rejects when it failed. */
  ended: Promise<void>
}

export interface WorkerDeps extends WriteDeps {
  payouts: Payouts
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

/**
 * The SDK maps each frame of a stack back to its source. Four still tell where a failure came from. It comes before the bundle, because
 * the built-ins are frozen before any workflow runs.
 */
const shortStacks = 'Error.stackTraceLimit = 4;'

/**
 * The SDK (1.24) hooks into every promise of a workflow, when it is made and when it settles, and keeps a stack of each for the query
 * `__stack_trace` alone (decision 44). Its hook is stopped in the thread of workflows, which is then as the SDK leaves it where the runtime has no
 * such hooks: the query is refused, and nothing else is missing. `URL` is the thread's own, so that its constructor leads out of the sandbox; what is
 * looked for is among the modules that the thread has loaded. An SDK in which it is not found keeps its hook, which costs
 * processor time and breaks nothing. All on one line, so that the bundle's map of sources keeps its lines.
 */
const noPromiseHook = [
  "{const {process} = globalThis.URL?.constructor('return globalThis')() ?? {};",
  "const loaded = process?.getBuiltinModule?.('module').createRequire('/').cache ?? {};",
  "const path = Object.keys(loaded).find((path) => path.endsWith('/workflow/vm-shared.js'));",
  'const handlers = loaded[path]?.exports?.globalHandlers;',
  "if (typeof handlers?.stopPromiseHook === 'function') {handlers.stopPromiseHook(); handlers.promiseHookInstalled = false;}}",
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
  return { ...bundle, code: `${shortStacks}${noPromiseHook};${bundle.code}` }
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
  const common: Pick<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime' | 'interceptors'> = {
    ...{ connection, namespace: address.namespace, shutdownGraceTime: '5s' },
    interceptors: { activity: [() => ({ inbound: new FailureTrace() })] },
  }
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

type WebpackConfigHook = NonNullable<Parameters<typeof bundleWorkflowCode>[0]['webpackConfigHook']>
const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'))

/**
 * The bundler's default lowers object spread and private fields to helpers that leave every state of a dossier a
 * slow dictionary object, and keeps each module's exports behind getters of its own: much of the heap of a cached
 * workflow. Node 20 runs the code as it is written.
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
