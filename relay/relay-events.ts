/** Tells other systems what happened: fans events out to subscriptions, and delivers each subject's in their order. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import { type Vault, VaultError } from '../db/identity/identity-vault.ts'
import { secretContext } from '../db/identity/sealing-context.ts'
import {
  type DueDelivery,
  dueSubscriptions,
  fanOut,
  forgetDelivered,
  markDelivered,
  markUndelivered,
  markUnopened,
  stopSubscription,
  takeDeliveries,
} from '../db/notices/events.ts'
import { fanOutUnitEvents } from '../db/notices/unit-events.ts'
import { errorTrace } from '../domain/error-trace.ts'
import { sendWebhook } from './webhook.ts'

export interface EventRelayDeps {
  database: Database
  vault: Vault
  now: () => number
  log: { warn(fields: object, message: string): void }
  /** How long a receiver may take. @defaultValue 10_000 */
  timeoutMs?: number
}

const pollMs = 1_000
const batchSize = 10
const firstRetryMs = 5_000
const longestRetryMs = 3_600_000
const unopenedRetryMs = 60_000
/** A receiver that takes an event this long after its first attempt is given up, until a person resumes it. */
const giveUpAfterMs = 3 * 86_400_000

/** Runs until stopped; several may run. Each subscription is served on its own: a slow receiver delays no other. */
export function startEventRelay(deps: EventRelayDeps): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const serving = new Map<string, Promise<void>>()
  const warn = (error: unknown) => deps.log.warn({ failure: errorTrace(error) }, 'events wait')
  const serve = (id: string): void => {
    if (serving.has(id)) return
    const served = deliverDue(deps, id, stopping.signal)
      .catch(warn)
      .finally(() => serving.delete(id))
    serving.set(id, served)
  }
  const run = async (): Promise<void> => {
    let forgottenAt = 0
    while (!stopping.signal.aborted) {
      try {
        while ((await fanOut(deps.database, deps.now())) > 0 && !stopping.signal.aborted);
        await fanOutUnitEvents(deps.database, deps.now())
        for (const id of await dueSubscriptions(deps.database.sql, deps.now())) serve(id)
        if (deps.now() - forgottenAt > 3_600_000) {
          forgottenAt = deps.now()
          await forgetDelivered(deps.database, forgottenAt)
        }
      } catch (error) {
        warn(error)
      }
      await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await Promise.all(serving.values())
    },
  }
}

/** One round of everything that is due now; for tests and callers without a relay process. */
export async function relayEventsOnce(deps: EventRelayDeps): Promise<void> {
  while ((await fanOut(deps.database, deps.now())) > 0);
  await fanOutUnitEvents(deps.database, deps.now())
  const due = await dueSubscriptions(deps.database.sql, deps.now())
  await Promise.all(due.map((id) => deliverDue(deps, id, new AbortController().signal)))
}

async function deliverDue(
  deps: EventRelayDeps,
  subscriptionId: string,
  stopping: AbortSignal,
): Promise<void> {
  const timeoutMs = deps.timeoutMs ?? 10_000
  while (!stopping.aborted) {
    const due = await takeDeliveries(deps.database.sql, {
      ...{ subscriptionId, at: deps.now(), limit: batchSize, leaseMs: 3 * timeoutMs },
    })
    if (due.length === 0) return
    const outcomes = await Promise.all(due.map((delivery) => deliver(deps, delivery, timeoutMs)))
    if (outcomes.includes('givenUp')) return await stopSubscription(deps.database, subscriptionId, deps.now())
  }
}

/** Null where this process has not the key, or the secret is of another subscription: that is no fault of the receiver, and its subscription is not given up for it. */
function opened(vault: Vault, { subscriptionId, secretCipher, secretKeyId }: DueDelivery): string | null {
  try {
    return vault.open(secretCipher, secretKeyId, secretContext(subscriptionId))
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
}

async function deliver(
  { database, vault, now }: EventRelayDeps,
  delivery: DueDelivery,
  timeoutMs: number,
): Promise<'delivered' | 'waits' | 'givenUp'> {
  const { body, url, attempts, firstTriedAt } = delivery
  const at = now()
  const secret = opened(vault, delivery)
  if (secret === null) {
    await markUnopened(database, delivery, { at: now(), nextAttemptAt: now() + unopenedRetryMs })
    return 'waits'
  }
  const failure = await sendWebhook({ url, secret, id: body.id, body: JSON.stringify(body), at, timeoutMs })
  if (failure === null) {
    await markDelivered(database.sql, delivery, now())
    return 'delivered'
  }
  const waitMs = Math.min(firstRetryMs * 2 ** Math.min(attempts - 1, 20), longestRetryMs)
  await markUndelivered(database.sql, delivery, { reason: failure, nextAttemptAt: now() + waitMs })
  return firstTriedAt !== null && at - firstTriedAt >= giveUpAfterMs ? 'givenUp' : 'waits'
}
