import { takeUnacknowledged } from '../db/dossier/requests/requests.ts'
import { errorTrace } from '../domain/error-trace.ts'
import { DomainError, type ErrorCode } from '../domain/errors.ts'
import { type Delivering, redeliverRequest } from './deliver-request.ts'
import type { EngineWatch } from './engine-watch.ts'
import type { RelayLog } from './loop.ts'

const batchSize = 50
const deliveryTimeoutMs = 10_000
const awayOrBusy: ReadonlySet<ErrorCode> = new Set(['engineUnavailable', 'tooManyPending'])

/** One round of recorded requests that the engine has not answered; true when there may be more. */
export async function relayRequests(
  deps: Delivering & { log: RelayLog; watch?: EngineWatch },
): Promise<boolean> {
  const requests = await takeUnacknowledged(deps.database.sql, deps.now(), batchSize)
  const away: DomainError[] = []
  await Promise.all(
    requests.map((request) =>
      redeliverRequest(deps, request, deliveryTimeoutMs).catch((error: unknown) => {
        // A refusal without a cause is the workflow's answer that it is not ready: the request waits.
        if (error instanceof DomainError && error.cause === undefined) return
        deps.watch?.failed(error)
        if (error instanceof DomainError && awayOrBusy.has(error.code)) away.push(error)
        else deps.log.warn({ request: request.id, failure: errorTrace(error) }, 'request not delivered yet')
      }),
    ),
  )
  const [first] = away
  // One line: while Temporal is away each request of each round fails alike.
  if (first !== undefined)
    deps.log.warn(
      { count: away.length, failure: errorTrace(first) },
      'requests wait: Temporal did not answer, or was busy',
    )
  return requests.length === batchSize
}
