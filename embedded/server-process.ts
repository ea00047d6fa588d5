import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { StartUpError } from '../domain/start-up-error.ts'
import { hasCode, processIdentity } from './process-identity.ts'

const MAX_LOG_BYTES = 10_000_000
const ORPHAN_PATIENCE_MS = 60_000
export const POLL_MS = 50

export type ServerCommand = {
  /** For messages to people, such as `PostgreSQL`. */
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  /** Another account to run as; only root may name one. */
  account: { uid: number; gid: number } | undefined
  logFile: string
  pidFile: string
  /** Asks for an orderly stop. */
  stopSignal: 'SIGINT' | 'SIGTERM'
  /** Sent when the orderly stop took longer than `stopPatienceMs`. */
  forceSignal: 'SIGQUIT' | 'SIGKILL'
  stopPatienceMs: number
}

export type ServerProcess = {
  pid: number
  /** Resolves when the process has ended, for whatever reason. */
  exited: Promise<void>
  hasExited(): boolean
  /** What the log has gained since the start, its end only. */
  logTail(): string
  stop(): Promise<void>
  /** SIGKILL, without waiting: for tests of faults. */
  kill(): void
}

type Running = { child: ChildProcess; stopSignal: NodeJS.Signals; exited: Promise<void>; killed: boolean }

const running = new Map<number, Running>()
let exitHookSet = false

/**
 * Starts a server in a process group of its own. Ctrl-C in a terminal reaches every process of the foreground
 * group; a server that stopped on it at once would be gone before the workers have finished with it.
 */
export function startServerProcess(command: ServerCommand): ServerProcess {
  const log = openLog(command.logFile)
  const logStart = statSync(command.logFile).size
  const child = spawn(command.command, command.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: command.env,
    ...command.account,
  })
  closeSync(log)
  let ended = false
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true
      if (child.pid !== undefined) running.delete(child.pid)
      rmSync(command.pidFile, { force: true })
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const pid = child.pid
  if (pid === undefined) throw cannotRun(command)
  const entry: Running = { child, stopSignal: command.stopSignal, exited, killed: false }
  running.set(pid, entry)
  setExitHook()
  writePidFile(command.pidFile, pid)
  return {
    pid,
    exited,
    hasExited: () => ended,
    logTail: () => readFileSync(command.logFile).subarray(logStart).toString('utf8').trim().slice(-2000),
    kill() {
      entry.killed = true
      child.kill('SIGKILL')
    },
    async stop() {
      if (ended) return
      child.kill(command.stopSignal)
      const force = setTimeout(() => child.kill(command.forceSignal), command.stopPatienceMs)
      await exited
      clearTimeout(force)
    },
  }
}

/**
 * Looks after a server that an earlier process of this program started on the same files. When that process was
 * killed the server outlived it: it is stopped, and `log` says so.
 *
 * @throws StartUpError when the process that started it still runs, or the server does not stop.
 */
export async function stopOrphan(
  server: Pick<ServerCommand, 'name' | 'pidFile' | 'stopSignal'>,
  log: (line: string) => void,
): Promise<void> {
  const found = readPidFile(server.pidFile)
  if (found === undefined) return
  const child = running.get(found.pid)
  if (child?.killed) await child.exited
  if (processIdentity(found.pid) !== found.identity) return
  if (processIdentity(found.parentPid) === found.parentIdentity) {
    throw new StartUpError({
      what: `${server.name} already runs on these files as process ${found.pid}, started by process ${found.parentPid}.`,
      why: 'Two servers on the same files would destroy them.',
      remedy: `Stop process ${found.parentPid} first, or use another data folder.`,
    })
  }
  log(`${server.name} (process ${found.pid}) outlived the process that started it; stopping it first.`)
  process.kill(found.pid, server.stopSignal)
  const deadline = Date.now() + ORPHAN_PATIENCE_MS
  while (processIdentity(found.pid) === found.identity) {
    if (Date.now() > deadline) {
      throw new StartUpError({
        what: `${server.name} (process ${found.pid}), left over from an earlier run, does not stop.`,
        why: `It was asked to ${ORPHAN_PATIENCE_MS / 1000} seconds ago and still holds the files.`,
        remedy: `Look at process ${found.pid} and end it by hand (kill ${found.pid}), then start again.`,
      })
    }
    await pause(POLL_MS)
  }
}

// The last resort when a process ends without calling stop(): a signal is all that can be sent from here.
function setExitHook(): void {
  if (exitHookSet) return
  exitHookSet = true
  process.once('exit', () => {
    for (const { child, stopSignal } of running.values()) child.kill(stopSignal)
  })
}

function openLog(file: string): number {
  try {
    if (statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.old`)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
  return openSync(file, 'a', 0o600)
}

type PidFile = { pid: number; identity: string; parentPid: number; parentIdentity: string }

/** For `stopOrphan`, should this process be killed. */
export function writePidFile(file: string, pid: number): void {
  const content: PidFile = {
    pid,
    identity: processIdentity(pid) ?? 'ended',
    parentPid: process.pid,
    parentIdentity: processIdentity(process.pid) ?? 'unknown',
  }
  writeFileSync(file, JSON.stringify(content))
}

function readPidFile(file: string): PidFile | undefined {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { pid, identity, parentPid, parentIdentity }: Partial<Record<keyof PidFile, unknown>> = value
  if (typeof pid !== 'number' || typeof identity !== 'string') return undefined
  if (typeof parentPid !== 'number' || typeof parentIdentity !== 'string') return undefined
  return { pid, identity, parentPid, parentIdentity }
}

function cannotRun({ name, command }: ServerCommand): StartUpError {
  return new StartUpError({
    what: `${name} cannot be run: ${command}`,
    why: 'The program is missing, is not executable, or was made for another kind of machine.',
    remedy: 'Install the packages again (npm ci) and check that the file exists and may be executed.',
  })
}
