import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { writePidFile } from '../embedded/server-process.ts'
import { until } from './until.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface ProcessOptions {
  name: string
  /** Path below the root of the project, or of a bundle (`.mjs`). */
  entry: string
  args?: readonly string[]
  env: () => Readonly<Record<string, string>>
  logFile: string
  /** Tells a later process what to stop, should this one be killed. */
  pidFile?: string
  /** What its log says once it works. */
  ready: RegExp
}

/** A process of the product that can be killed and started again, by its id and no other way. */
export class Killable {
  readonly #options: ProcessOptions
  #child: ChildProcess | null = null
  #exited: Promise<void> = Promise.resolve()
  #said = 0
  #mayEnd = false
  /** What its log said last, each time that it ended and nobody had killed it. */
  readonly ends: string[] = []

  constructor(options: ProcessOptions) {
    this.#options = options
  }

  get name(): string {
    return this.#options.name
  }

  get runs(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when the process has ended, for whatever reason. */
  get exited(): Promise<void> {
    return this.#exited
  }

  /** Waits until it has died where CRASH_AT says. @throws Error where it has not in two minutes, as it never came there */
  async crashed(): Promise<void> {
    await until(`${this.name} has died`, () => !this.runs, 120_000)
  }

  /** What it has written since its last start. */
  get log(): string {
    return readFileSync(this.#options.logFile).subarray(this.#said).toString('utf8')
  }

  /** Resolves once it works. @param extra settings for this life only, such as CRASH_AT */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<void> {
    const { name, ready } = this.#options
    this.#spawn(extra)
    const how = await until(
      `${name} works`,
      () => (this.runs ? ready.test(this.log) && 'works' : 'ended'),
      120_000,
    )
    if (how === 'ended') throw new Error(`${name} ended: ${this.log.slice(-2_000)}`)
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.runs) return
    this.#mayEnd = true
    this.#child?.kill('SIGKILL')
    await this.#exited
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  #spawn(extra: Readonly<Record<string, string>>): void {
    const { entry, args = [], env, logFile, pidFile } = this.#options
    const log = openSync(logFile, 'a', 0o600)
    this.#said = statSync(logFile).size
    const typescript = entry.endsWith('.ts') ? ['--import', 'tsx'] : ['--enable-source-maps']
    const child = spawn(process.execPath, [...typescript, entry, ...args], {
      cwd: root,
      stdio: ['ignore', log, log],
      env: { ...cleanEnv(), ...env(), ...extra },
    })
    closeSync(log)
    this.#child = child
    if (pidFile !== undefined && child.pid !== undefined) writePidFile(pidFile, child.pid)
    endWithThisProcess(child)
    this.#mayEnd = 'CRASH_AT' in extra
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => {
        if (!this.#mayEnd) this.ends.push(this.log.slice(-1_000))
        resolve()
      })
    })
  }
}

const children = new Set<ChildProcess>()

/** What a run of these tests leaves behind when it is cut short would go on for ever. */
function endWithThisProcess(child: ChildProcess): void {
  if (children.size === 0) process.on('exit', () => children.forEach((one) => void one.kill('SIGKILL')))
  children.add(child)
}

/** Without what points at somebody's own servers, or at the test runner. */
function cleanEnv(): Record<string, string | undefined> {
  const { PATH, HOME, LANG } = process.env
  return { PATH, HOME, LANG, TZ: 'UTC', NODE_NO_WARNINGS: '1' }
}
