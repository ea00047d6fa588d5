/** The one file with time-outs and retries. */
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { Reconciling } from '../engine/reconcile-report.ts'
import type { Enactments } from '../procedures/grammar/run/enactment.ts'
import type { PayoutRuns } from '../procedures/grammar/run/payout-run.ts'
import type { Payouts, Writes } from '../procedures/grammar/run/write.ts'
import { taskQueues } from '../temporal.config.ts'

const lastingRetry = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' } as const

const local = proxyLocalActivities<Writes>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '2s',
  retry: { maximumAttempts: 1 },
})

const lasting = proxyActivities<Writes>({ startToCloseTimeout: '10s', retry: lastingRetry })

export const payouts = proxyActivities<Payouts>({
  taskQueue: taskQueues.payments,
  startToCloseTimeout: '30s',
  retry: lastingRetry,
})

/** A page is tried for as long as the bank needs; a try that was cut off is noticed by its heartbeat, and the bank is asked before anything is sent. */
export const payoutRuns = proxyActivities<PayoutRuns>({
  taskQueue: taskQueues.payoutRuns,
  startToCloseTimeout: '10m',
  heartbeatTimeout: '20s',
  retry: { ...lastingRetry, maximumInterval: '15s' },
})

/** Some ten thousand rows are read and compared under one lock; while another reorganisation is armed, it waits. */
export const enactments = proxyActivities<Enactments>({
  startToCloseTimeout: '5m',
  retry: { ...lastingRetry, maximumInterval: '1m' },
})

/** Begun again by its schedule: a round that fails is given up after a few attempts. */
const round = {
  /** A worker that died is noticed by it, and not by the end of the whole time. */
  heartbeatTimeout: '1m',
  retry: { ...lastingRetry, maximumAttempts: 3 },
} as const

export const minuteRound = proxyActivities<Reconciling>({ ...round, startToCloseTimeout: '10m' })

/** Every open dossier of the country: some hours, and over before the desks open. */
export const nightlyRound = proxyActivities<Reconciling>({ ...round, startToCloseTimeout: '6h' })

/**
 * A short idempotent write: once as a local activity (no events of its own), then as an activity retried for
 * ever, which waits through an outage without adding events.
 */
export async function durably<N extends keyof Writes>(
  name: N,
  ...input: Parameters<Writes[N]>
): Promise<Awaited<ReturnType<Writes[N]>>>
export async function durably(name: string, ...input: unknown[]): Promise<unknown> {
  try {
    return await call(local, name, input)
  } catch (error) {
    if (isCancellation(error)) throw error
    return await call(lasting, name, input)
  }
}

function call(proxy: Record<string, unknown>, name: string, input: unknown[]): Promise<unknown> {
  const activity = proxy[name]
  if (typeof activity !== 'function') throw new TypeError(`no activity is called ${name}`)
  return activity(...input)
}
