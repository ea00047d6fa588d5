/** The only file with limits of requests. What is beyond them is refused before its body is read. */

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CallerRole } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Caller, knownCaller, recogniseCaller, type VerifyToken } from '../access/auth.ts'

/** Requests in ten seconds: of one caller by role, or of one address that has shown no valid token. */
export type Rates = Readonly<Record<CallerRole | 'stranger', number>>

/** A portal files for a whole city; a person with a browser stays far below; a caller without a token reads pages, or guesses secrets. */
export const defaultRates: Rates = {
  service: 20_000,
  officer: 500,
  supervisor: 500,
  operator: 500,
  stranger: 100,
}

/** For what measures the rest, or tests it: it asks in a moment what callers ask in a day. */
export const unlimited: Rates = { service: 1e9, officer: 1e9, supervisor: 1e9, operator: 1e9, stranger: 1e9 }

const windowMs = 10_000
/** Callers and addresses counted at once; of more, those not seen for longest are forgotten. */
const mostCounted = 20_000

/** What a load balancer and Prometheus ask, from addresses that others share: refused, it would take the process out of service. */
const probes: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics'])

export interface Rating {
  /** Counts a request once. @throws {DomainError} `tooManyRequests` with the seconds to wait */
  count(request: FastifyRequest): Promise<void>
}

/** Each process counts for itself: behind a load balancer a caller has the limit of each. */
export async function limitRates(app: FastifyInstance, rates: Rates, verify: VerifyToken): Promise<Rating> {
  await app.register(rateLimit, { global: false, cache: mostCounted, timeWindow: windowMs })
  const strangers = app.createRateLimit({ max: rates.stranger })
  const named = (caller: Caller | null) => JSON.stringify(caller === null ? null : [caller.role, caller.id])
  const callers = app.createRateLimit({
    max: (request) => rates[knownCaller(request)?.role ?? 'stranger'],
    keyGenerator: (request) => named(knownCaller(request)),
  })
  const counted = new WeakSet<FastifyRequest>()
  const count: Rating['count'] = async (request) => {
    if (counted.has(request) || probes.has(request.routeOptions.url ?? '')) return
    counted.add(request)
    await recogniseCaller(request, verify)
    const limit = await (knownCaller(request) === null ? strangers : callers)(request)
    if (!limit.isAllowed && limit.isExceeded) {
      throw new DomainError('tooManyRequests', { retryAfterSeconds: Math.max(1, limit.ttlInSeconds) })
    }
  }
  // Every onRequest hook has run by now, so it is known who calls; not a byte of the body has been read.
  app.addHook('preParsing', count)
  return { count }
}

/** Files that one caller may upload at the same time, by role; the other connections and the disk are for others. */
const uploadsOfCaller = { service: 40, officer: 5, supervisor: 0, operator: 0 } as const
const uploadsOfProcess = 80

/** Counts uploads in progress: for large files that limits more than a count in ten seconds. */
export class UploadsInProgress {
  readonly #byCaller = new Map<string, number>()
  #all = 0

  /** Receives one file. @throws {DomainError} `tooManyRequests` before any of it is read */
  async one<T>({ role, id }: Caller, receive: () => Promise<T>): Promise<T> {
    const named = JSON.stringify([role, id])
    const own = this.#byCaller.get(named) ?? 0
    if (own >= uploadsOfCaller[role] || this.#all >= uploadsOfProcess) {
      throw new DomainError('tooManyRequests', { retryAfterSeconds: 5 })
    }
    this.#byCaller.set(named, own + 1)
    this.#all += 1
    try {
      return await receive()
    } finally {
      const left = (this.#byCaller.get(named) ?? 1) - 1
      if (left === 0) this.#byCaller.delete(named)
      else this.#byCaller.set(named, left)
      this.#all -= 1
    }
  }
}
