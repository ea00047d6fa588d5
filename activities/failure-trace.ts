import { ApplicationFailure, TemporalFailure } from '@temporalio/common'
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker'
import { errorPlace, errorTrace } from '../domain/error-trace.ts'
import { PaymentPending } from './payment/settle-order.ts'

/**
 * What an activity fails with stays in the history for as long as that is kept, and the words of a driver or a parser may quote
 * what was sent. So class, code and place go there, and the words do not. The class stays the type of the failure, by which retries are judged.
 */
export class FailureTrace implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    try {
      return await next(input)
    } catch (error) {
      throw traced(error)
    }
  }
}

/** A cancellation and a failure that an activity made for the history are left: they carry no words of others. Any other error tells why by its code. */
function traced(error: unknown): unknown {
  if (error instanceof TemporalFailure || (error instanceof Error && error.name === 'AbortError'))
    return error
  const { name, at } = errorTrace(error)
  const message = errorPlace(error)
  const nextRetryDelay = error instanceof PaymentPending ? error.againMs : undefined
  const failure = ApplicationFailure.create({ message, type: name, nextRetryDelay })
  failure.stack = [`${failure.name}: ${message}`, ...at.map((frame) => `    at ${frame}`)].join('\n')
  return failure
}
