import { DefaultLogger, Runtime } from '@temporalio/worker'
import { errorTrace } from '../../domain/error-trace.ts'
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
        ...(meta?.error === undefined ? {} : { failure: errorTrace(meta.error) }),
      }
      if (level === 'ERROR') log.error(fields, message)
      else log.warn(fields, message)
    }),
  })
}
