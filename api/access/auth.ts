import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { type CryptoKey, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { type CallerRole, callerRoles } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'

export interface Caller {
  /** Officer, or name of the service. */
  id: string
  role: CallerRole
  /** The unit the caller acts for, where the token says so; a supervisor's always does. */
  unitId: string | null
}

/** @throws {DomainError} `unauthenticated`, or `keysUnavailable` when nothing can be said of the token */
export type VerifyToken = (token: string) => Promise<Caller>

export const issuer = 'thong-suot'
export const audience = 'thong-suot-api'
/** Clocks of two machines differ; more than a minute is no difference of clocks. */
const leewaySeconds = 30

const namesNoUnit =
  "A supervisor's token names its unit in the claim `unit`: for the whole city that of the city, such as hanoi:01."

const claims = z.object({
  sub: z.string().min(1).max(200),
  role: z.enum(callerRoles),
  unit: z.string().min(1).max(100).optional(),
  exp: z.number(),
})

export type Algorithm = 'EdDSA' | 'ES256'

/** Accepts tokens of one algorithm only: what a token's own header says never decides how it is verified. */
export function tokenVerifier(key: CryptoKey | JWTVerifyGetKey, algorithm: Algorithm): VerifyToken {
  const find: JWTVerifyGetKey = typeof key === 'function' ? key : async () => key
  const verified = new VerifiedTokens()
  return async (token) => {
    const known = verified.get(token)
    if (known !== null) return known
    try {
      const { payload } = await jwtVerify(token, find, {
        algorithms: [algorithm],
        issuer,
        audience,
        clockTolerance: leewaySeconds,
        requiredClaims: ['sub', 'exp'],
      })
      const { sub, role, unit, exp } = claims.parse(payload)
      // A claim that is missing must not widen what a caller may: the whole city is named like any other unit.
      if (role === 'supervisor' && unit === undefined)
        throw new DomainError('unauthenticated', { hint: namesNoUnit })
      const caller: Caller = { id: sub, role, unitId: unit ?? null }
      verified.keep(token, caller, exp * 1_000)
      return caller
    } catch (error) {
      if (error instanceof DomainError) throw error
      if (error instanceof z.ZodError || isAboutToken(error)) throw new DomainError('unauthenticated')
      throw new DomainError('keysUnavailable', {}, { cause: error })
    }
  }
}

/** Whether the token itself was refused; else the keys could not be had, and nothing is known of it. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError && !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT'].includes(error.code)

/**
 * Signatures verified recently: an officer sends the same token all day, and a signature costs more than the rest
 * of reading a task. A token is verified again every 30 seconds, so that a withdrawn key refuses it.
 */
class VerifiedTokens {
  static readonly #keepMs = 30_000
  static readonly #most = 5_000
  readonly #callers = new Map<string, { caller: Caller; until: number }>()

  get(token: string): Caller | null {
    const found = this.#callers.get(token)
    if (found === undefined) return null
    if (found.until > Date.now()) return found.caller
    this.#callers.delete(token)
    return null
  }

  keep(token: string, caller: Caller, expiresAtMs: number): void {
    if (this.#callers.size >= VerifiedTokens.#most) this.#callers.clear()
    this.#callers.set(token, { caller, until: Math.min(expiresAtMs, Date.now() + VerifiedTokens.#keepMs) })
  }
}

const callers = new WeakMap<FastifyRequest, Caller>()
/** Requests whose token has been verified or refused. */
const judged = new WeakSet<FastifyRequest>()

/** Who calls, where a token has shown it. */
export const knownCaller = (request: FastifyRequest): Caller | null => callers.get(request) ?? null

/** Who calls. @throws {DomainError} `unauthenticated` on a route without `allow` */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request)
  if (caller === undefined) throw new DomainError('unauthenticated')
  return caller
}

const tokenIn = (request: FastifyRequest): string | undefined =>
  /^Bearer ([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1]

/** Reads the caller of an open route from a valid token; a request without one stays anonymous. */
export async function recogniseCaller(request: FastifyRequest, verify: VerifyToken): Promise<void> {
  const token = tokenIn(request)
  if (token === undefined || judged.has(request)) return
  judged.add(request)
  try {
    callers.set(request, await verify(token))
  } catch {}
}

/** Requires a token of one of these roles, before the body is read. */
export function allow(verify: VerifyToken, ...roles: readonly CallerRole[]): onRequestAsyncHookHandler {
  return async (request) => {
    const token = tokenIn(request)
    if (token === undefined) throw new DomainError('unauthenticated')
    judged.add(request)
    const caller = await verify(token)
    callers.set(request, caller)
    if (!roles.includes(caller.role)) throw new DomainError('forbidden')
  }
}
