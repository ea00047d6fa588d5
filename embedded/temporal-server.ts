import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { StartUpError } from '../domain/start-up-error.ts'
import { choosePort } from './port.ts'
import {
  POLL_MS,
  type ServerCommand,
  type ServerProcess,
  startServerProcess,
  stopOrphan,
} from './server-process.ts'
import { temporalBinary } from './temporal-binary.ts'

const READY_WITHIN_MS = 60_000
const ONE_ATTEMPT_MS = 2_000
const STARTS = 3

/** Failed workflow tasks in a row after which visibility marks a workflow with `TemporalReportedProblems`. */
const TASK_FAILURES_BEFORE_MARK = 3

const DYNAMIC_CONFIG = [
  `system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=${TASK_FAILURES_BEFORE_MARK}`,
  // A task queue is first come, first served only within a partition, of which there are four; they let many servers share a queue, and
  // here is one. With four, the first task of one dossier in twenty was passed by twenty others and waited for seconds, at 40 at once;
  // with one by two. Partitions to read from remain four: tasks that an older start of this server put there are still found.
  'matching.numTaskqueueWritePartitions=1',
]

export type TemporalServerOptions = {
  /** Where the server's database is kept, from one start to the next. */
  dataDir: string
  /** Without it a free port is chosen, and kept. */
  port?: number
  /** Port of the web page for operators; without it a free one is chosen, and kept. False: no web page. */
  uiPort?: number | false
  /** Created when missing. @defaultValue 'default' */
  namespace?: string
  /** False gives up safety in a crash of the machine for speed, for tests only. @defaultValue true */
  durable?: boolean
  /** @defaultValue `temporal.log` in the data folder */
  logFile?: string
  log?: (line: string) => void
}

export type TemporalServer = {
  /** Host and port, as the clients of the SDK want it. */
  address: string
  uiUrl?: string
  pid: number
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>
  stop(): Promise<void>
  /** SIGKILL, for tests of faults; the next start on the same folder goes on from what is on disk. */
  kill(): void
}

/**
 * Starts Temporal's development server on 127.0.0.1 with its database in `dataDir`, and returns when it answers
 * for the namespace.
 *
 * @throws StartUpError
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const log = options.log ?? (() => {})
  const namespace = options.namespace ?? 'default'
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const pidFile = join(dataDir, 'temporal.pid')
  await stopOrphan({ name: 'Temporal', pidFile, stopSignal: 'SIGTERM' }, log)
  const binary = await temporalBinary()
  const port = await choosePort({
    server: 'Temporal',
    wanted: options.port,
    variable: 'THONG_SUOT_TEMPORAL_PORT',
    rememberIn: join(dataDir, 'port'),
    log,
  })
  const uiPort = options.uiPort === false ? undefined : await chooseUiPort(options.uiPort, dataDir, log)
  const command: ServerCommand = {
    name: 'Temporal',
    command: binary,
    args: serverArguments({ dataDir, port, uiPort, namespace, durable: options.durable ?? true }),
    // Without TEMPORAL_*: settings meant for a client's profile must not reach the server.
    env: { PATH: process.env.PATH ?? '', HOME: homedir(), TZ: 'UTC' },
    account: undefined,
    logFile: options.logFile ?? join(dataDir, 'temporal.log'),
    pidFile,
    stopSignal: 'SIGTERM',
    forceSignal: 'SIGKILL',
    stopPatienceMs: 15_000,
  }
  const address = `127.0.0.1:${port}`
  let server = startServerProcess(command)
  for (let starts = 1; !(await isHealthy(server, address, namespace)); starts += 1) {
    if (starts === STARTS || !lostPortOfItsOwn(server, [port, uiPort])) throw notStarted(server)
    log('Another program took a port that Temporal had chosen within; starting it again.')
    server = startServerProcess(command)
  }
  const { pid, exited } = server
  const uiUrl = uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`
  return { address, uiUrl, pid, exited, stop: () => server.stop(), kill: () => server.kill() }
}

function chooseUiPort(
  wanted: number | undefined,
  dataDir: string,
  log: (line: string) => void,
): Promise<number> {
  return choosePort({
    server: "Temporal's web page",
    wanted,
    variable: 'THONG_SUOT_TEMPORAL_UI_PORT',
    rememberIn: join(dataDir, 'ui-port'),
    log,
  })
}

function serverArguments(to: {
  dataDir: string
  port: number
  uiPort: number | undefined
  namespace: string
  durable: boolean
}): string[] {
  const web =
    to.uiPort === undefined ? ['--headless'] : ['--ui-port', String(to.uiPort), '--ui-disable-news-fetch']
  return [
    ...['server', 'start-dev', '--log-level', 'warn', '--log-format', 'json'],
    ...['--ip', '127.0.0.1', '--port', String(to.port), ...web],
    ...['--namespace', to.namespace, '--db-filename', join(to.dataDir, 'temporal.db')],
    // 2 is FULL: what Temporal has acknowledged is on the disk and survives a cut of the power. A write-ahead log
    // keeps that promise with one sync a commit instead of several: 190 against 105 workflows started a second.
    ...['--sqlite-pragma', `synchronous=${to.durable ? 2 : 0}`, '--sqlite-pragma', 'journal_mode=wal'],
    ...DYNAMIC_CONFIG.flatMap((setting) => ['--dynamic-config-value', setting]),
  ]
}

/** Else it has been stopped. @throws StartUpError when it runs and does not answer in time */
async function isHealthy(server: ServerProcess, address: string, namespace: string): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS
  let why = ''
  while (Date.now() < deadline && !server.hasExited()) {
    const ended = server.exited.then(() => 'It has ended.')
    const refusal = await Promise.race([tryNamespace(address, namespace), ended])
    if (refusal === undefined) return true
    why = refusal
    await pause(POLL_MS)
  }
  if (server.hasExited()) return false
  await server.stop()
  throw notStarted(server, `It did not answer in time: ${why}`)
}

/**
 * It chooses ports for its inner services as it starts, and another program can take one before it listens there.
 * @param given the ports that it has to use, which would be taken again
 */
function lostPortOfItsOwn(server: ServerProcess, given: readonly (number | undefined)[]): boolean {
  const taken = /127\.0\.0\.1:(\d+): bind: address already in use/.exec(server.logTail())?.[1]
  return taken !== undefined && !given.includes(Number(taken))
}

const notStarted = (server: ServerProcess, why = server.logTail()): StartUpError =>
  new StartUpError({
    what: 'Temporal did not start.',
    why: why || 'It ended without a word in its log.',
    remedy:
      'If a port is named above, choose another with THONG_SUOT_TEMPORAL_PORT or THONG_SUOT_TEMPORAL_UI_PORT. ' +
      'Or set TEMPORAL_ADDRESS to a Temporal of yours.',
  })

async function tryNamespace(address: string, namespace: string): Promise<string | undefined> {
  let connection: Connection | undefined
  try {
    connection = await Connection.connect({ address, connectTimeout: ONE_ATTEMPT_MS })
    const { workflowService } = connection
    await connection.withDeadline(Date.now() + ONE_ATTEMPT_MS, () =>
      workflowService.describeNamespace({ namespace }),
    )
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await connection?.close()
  }
}
