import { pino } from 'pino'
import { StartUpError } from '../embedded/start-up-error.ts'

export const log = pino({ name: 'thong-suot', level: process.env.LOG_LEVEL ?? 'info' })

export interface Service {
  stop(): Promise<void>
  /** Settles when the service ended by itself. */
  ended?: Promise<void>
}

/**
 * Runs a service until SIGINT or SIGTERM, then stops it in good order. A second signal ends at once.
 * A start that cannot be says what, why and what to do, and nothing else.
 */
export async function runUntilSignal(start: () => Promise<Service>): Promise<void> {
  let stopping = false
  try {
    const service = await start()
    const signalled = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => {
          if (stopping) process.exit(130)
          stopping = true
          resolve()
        })
      }
    })
    await Promise.race(service.ended === undefined ? [signalled] : [signalled, service.ended])
    await service.stop()
    process.exit(stopping ? 0 : 1)
  } catch (error) {
    explain(error)
    process.exit(1)
  }
}

/** Rejects at a signal, for who then stops all that was started: what is half done tells nothing, and `why` says so. */
export function interrupted(why: string): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // Once more would end this process and leave the servers: they do not react to it.
      process.on(signal, () =>
        reject(
          new StartUpError({
            what: `Interrupted by ${signal}.`,
            why,
            remedy: 'Run it again; everything it started is being stopped.',
          }),
        ),
      )
    }
  })
}

export function explain(error: unknown): void {
  if (error instanceof StartUpError) process.stderr.write(`\n${error.message}\n`)
  else log.fatal({ err: error }, 'could not go on')
}
