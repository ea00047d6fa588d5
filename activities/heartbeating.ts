import { Context } from '@temporalio/activity'

/** A sixth of the heartbeat's time-out. */
const heartbeatEveryMs = 10_000

/** Heartbeats by a clock, because one statement or page may take long; stops between groups where it was cancelled. */
export async function heartbeating<T>(work: (progress: () => void) => Promise<T>): Promise<T> {
  const context = Context.current()
  const beat = setInterval(() => context.heartbeat(), heartbeatEveryMs)
  try {
    return await work(() => context.cancellationSignal.throwIfAborted())
  } finally {
    clearInterval(beat)
  }
}
