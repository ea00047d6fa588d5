import {
  Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  isGrpcServiceError,
  makeGrpcRetryInterceptor,
} from '@temporalio/client'
import { engineAddress } from './address.ts'
import { Turns } from './turns.ts'

export interface Engine {
  client: Client
  connection: Connection
  /** What this process asks of a dossier's workflow, one after the other. */
  turns: Turns
  close(): Promise<void>
}

/** The default reaches two minutes: a process would take the engine for away long after it is back. */
const reconnecting = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 3_000 }

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number]

/** Longer than the server itself waits before it answers an update (20 s). */
const answerWithinMs = 30_000

type NextCall = Parameters<Interceptor>[1]

const retries = makeGrpcRetryInterceptor(defaultGrpcRetryOptions())

/**
 * A call without a deadline of its own would wait for ever for an engine whose machine takes the connection and says nothing. The
 * deadline holds for all attempts together.
 */
const retriesInTime: Interceptor = (options, next) =>
  retries({ ...options, deadline: options.deadline ?? Date.now() + answerWithinMs }, next)

/** gRPC's CANCELLED, which is not tried again. */
const cancelled = 1

/**
 * A call on a closed channel throws, and one that is tried again throws out of the SDK's timer, where nobody can catch it: the process
 * would end in the middle of its stop. It is cancelled instead.
 */
const cancelledCall: ReturnType<NextCall> = {
  start(metadata, listener) {
    // The retry hands on the message of the answer before its status, also where there is none.
    listener?.onReceiveMessage?.(null)
    listener?.onReceiveStatus?.({ code: cancelled, details: 'The connection is closed.', metadata })
  },
  cancelWithStatus: () => {},
  sendMessage: () => {},
  sendMessageWithContext: () => {},
  halfClose: () => {},
  startRead: () => {},
  getPeer: () => 'none',
  getAuthContext: () => null,
}

/** Connects lazily: the API starts, and takes filings, while the engine is away. */
export function openEngine(options = engineAddress()): Engine {
  let closed = false
  const whileOpen: Interceptor = (call, next) =>
    retriesInTime(call, (attempt) => (closed ? cancelledCall : next(attempt)))
  const connection = Connection.lazy({
    ...options.connection,
    connectTimeout: 5_000,
    channelArgs: reconnecting,
    interceptors: [whileOpen],
  })
  const client = new Client({ connection, namespace: options.namespace })
  const close = () => {
    closed = true
    return connection.close()
  }
  return { client, connection, turns: new Turns(), close }
}

/** Whether the engine could not be reached or did not answer in time: nothing is known of the call. */
export function isEngineAway(error: unknown): boolean {
  const codes = grpcCodes(error)
  // CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE
  return codes.some((code) => [1, 2, 4, 10, 13, 14].includes(code)) || isTimeout(error)
}

/** Too many updates wait on one workflow: the server's limit, or the namespace's. */
export const isEngineBusy = (error: unknown): boolean => grpcCodes(error).includes(8)

/**
 * FAILED_PRECONDITION: the workflow task that held an update failed, or fails again and again. A single failure needs no mistake: a
 * workflow may not end while an event waits that it has not seen. A timer that fires, or a signal that comes, while the last decision
 * is written makes the server refuse the task (`UnhandledCommand`), drop its updates and let the workflow try again. The update is
 * lost then, and its write is not: the sender sends it again under the same id (temporalio/temporal, pull request 7296).
 */
export const isTaskFailed = (error: unknown): boolean => grpcCodes(error).includes(9)

function grpcCodes(error: unknown): number[] {
  const codes: number[] = []
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    if (isGrpcServiceError(e)) codes.push(e.code)
  }
  return codes
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error &&
  ['WorkflowUpdateRPCTimeoutOrCancelledError', 'TransportError', 'AbortError'].includes(error.name)
