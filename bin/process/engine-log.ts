import { DefaultLogger, Runtime } from '@temporalio/worker'
import { log } from './run.ts'

/** What the SDK tells without being asked and nobody can act on. */
const unremarkable = ['No workflows registered', 'No activities registered']

/** Sends the SDK's warnings and errors to our log; call it before the first worker or connection is made. */
export function logEngine(): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (unremarkable.some((start) => message.startsWith(start))) return
      const fields = {
        workflowId: meta?.workflowId,
        activityType: meta?.activityType,
        error: nameOf(meta?.error),
      }
      if (level === 'ERROR') log.error(fields, message)
      else log.warn(fields, message)
    }),
  })
}

/** An error's text may quote what was sent: its class is enough to find it in the engine's pages. */
const nameOf = (error: unknown): string | undefined => (error instanceof Error ? error.name : undefined)
