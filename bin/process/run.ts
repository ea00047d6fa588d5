import { pino } from 'pino'
import postgres from 'postgres'
import { errorRemedies } from '../../domain/error-remedies.ts'
import { errorTrace } from '../../domain/error-trace.ts'
import { DomainError } from '../../domain/errors.ts'
import { OperatorError } from '../../domain/operator-error.ts'
import { StartUpError } from '../../domain/start-up-error.ts'
import { Upkeep } from '../../embedded/upkeep.ts'
import { DroppingLog } from './dropping-log.ts'

export const log = pino({ name: 'thong-suot', level: process.env.LOG_LEVEL ?? 'info' }, new DroppingLog())

export interface Service {
  /** What is to be ended before that which `Upkeep` takes down. */
  stop?(): Promise<void>
  /** Settles when the service ended by itself. */
  ended?: Promise<void>
}

/** A supervisor waits 30 s by default before it kills; before that the log says what did not stop. */
const stopWithinMs = 25_000

/**
 * Runs a service until SIGINT, SIGTERM or SIGHUP, then stops it in good order, also where it was only half up. A second
 * signal ends at once. A start that cannot be says what, why and what to do, and nothing else.
 * @param within how long the stop may take before the process exits with 1 and says what was left. @defaultValue 25 s
 */
export async function runUntilSignal(
  start: (upkeep: Upkeep) => Promise<Service>,
  within: { stopMs: number } = { stopMs: stopWithinMs },
): Promise<void> {
  const upkeep = new Upkeep()
  const signalled = firstSignal(() => process.exit(130))
  const broken = firstBreak()
  let code = 1
  try {
    const service = await Promise.race([start(upkeep), signalled, broken])
    if (typeof service === 'string') {
      code = service === 'uncaughtException' ? 1 : 130
    } else {
      const { ended } = service
      const why = await Promise.race([signalled, broken, ...(ended === undefined ? [] : [ended])])
      exitAfter(within.stopMs)
      await service.stop?.()
      code = why === undefined || why === 'uncaughtException' ? 1 : 0
    }
  } catch (error) {
    explain(error)
  }
  exitAfter(within.stopMs)
  for (const failure of await upkeep.end()) explain(failure)
  process.exit(code)
}

/** A process that neither works nor ends is restarted by nobody. */
function exitAfter(stopMs: number): void {
  setTimeout(() => {
    const left: Record<string, number> = {}
    for (const kind of process.getActiveResourcesInfo()) left[kind] = (left[kind] ?? 0) + 1
    log.fatal({ stopMs, left }, 'did not stop in time, and exits')
    process.exit(1)
  }, stopMs)
}

/**
 * Does a piece of work that brings servers of its own up, and ends this process when they are down again: the work done,
 * failed or interrupted at any moment. What is half done tells nothing, and `why` says so.
 * @param work answers the exit code
 */
export async function runOnce(
  { why, failed }: { why: string; failed: number },
  work: (upkeep: Upkeep) => Promise<number>,
): Promise<never> {
  const upkeep = new Upkeep()
  // A second signal must not end this process and leave the servers: they do not react to it.
  const interrupted = firstSignal(() => {}).then((signal) => {
    throw new StartUpError({
      what: `Interrupted by ${signal}.`,
      why,
      remedy: 'Run it again; everything it started is being stopped.',
    })
  })
  let code = failed
  try {
    const done = await Promise.race([work(upkeep), interrupted, firstBreak()])
    code = typeof done === 'number' ? done : failed
  } catch (error) {
    explain(error)
  }
  for (const failure of await upkeep.end()) explain(failure)
  // Interrupted work still waits for what no longer comes.
  process.exit(code)
}

/** Closing the terminal is a signal too, and nobody would be left to stop the servers. */
function firstSignal(again: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let came = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (came) again()
        came = true
        resolve(signal)
      })
    }
  })
}

/** Tells of everything that nobody caught, and resolves with the first: it too is an end in good order. */
function firstBreak(): Promise<'uncaughtException'> {
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      // Thrown while a request was served, it may quote what was sent.
      if (error instanceof OperatorError) explain(error)
      else log.fatal({ failure: errorTrace(error) }, 'nobody caught this, and the process stops')
      resolve('uncaughtException')
    })
  })
}

/**
 * Says why a command or a start cannot go on, in words that are written for the person at the terminal. What any other error says may quote
 * rows, so of it only class, code and place are said.
 */
export function explain(error: unknown): void {
  const explained = missingSchema(error) ?? refusal(error) ?? error
  if (explained instanceof OperatorError || isOfSystem(explained))
    process.stderr.write(`\n${explained.message}\n`)
  else {
    const isRefused = error instanceof postgres.PostgresError
    log.fatal(
      { failure: errorTrace(error) },
      isRefused ? 'PostgreSQL refused a statement' : 'could not go on',
    )
  }
}

/** Of a file or an address: its words name no more than these. */
const isOfSystem = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'errno' in error && 'code' in error

/** A refusal of the closed set (docs/errors.md) is no fault of the program: the person at the terminal reads what to do, and no stack. */
function refusal(error: unknown): StartUpError | null {
  if (!(error instanceof DomainError) || error.code === 'internal') return null
  const { fields = [], hint, id } = error.details
  const named = [
    ...(hint === undefined ? [] : [hint]),
    ...fields.map(({ path, problem }) => `${path} ${problem}.`),
    ...(id === undefined ? [] : [`It is about ${id}.`]),
  ]
  return new StartUpError({
    what: `${error.message} (${error.code}).`,
    why: named.length === 0 ? `Nothing was done; see ${error.code} in docs/errors.md.` : named.join(' '),
    remedy: errorRemedies[error.code],
    cause: error,
  })
}

/** What a table, column, function or schema that is not there means to who runs a command. */
function missingSchema(error: unknown): StartUpError | null {
  if (!(error instanceof postgres.PostgresError)) return null
  if (!['42P01', '42703', '42883', '3F000'].includes(error.code)) return null
  return new StartUpError({
    what: 'The database lacks a table, column or function of this build.',
    why: `It has no schema, or that of an older build (PostgreSQL says ${error.code}).`,
    remedy: 'Run `npm run migrate` with the same DATABASE_URL, then this command again.',
    cause: error,
  })
}
