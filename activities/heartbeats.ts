import type { Context } from '@temporalio/activity'
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker'

/** A quarter of the heartbeat's time-out of payout runs. */
const everyMs = 5_000

/** Heartbeats by a clock for as long as an activity runs: a worker that died is noticed by it, and not by the end of the whole time. */
export class Heartbeats implements ActivityInboundCallsInterceptor {
  constructor(private readonly context: Context) {}

  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    const beat = setInterval(() => this.context.heartbeat(), everyMs)
    try {
      return await next(input)
    } finally {
      clearInterval(beat)
    }
  }
}
