import {
  findRequest,
  journalRefusal,
  type RecordedRequest,
  type RequestName,
} from '../../db/dossier/requests/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RequestKind } from '../../procedures/grammar/run/request.ts'
import type { Caller } from '../access/auth.ts'
import { explainEndedUnit } from '../access/ended-unit.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { RouteDeps } from '../server/deps.ts'

/** @param target task or dossier, as addressed */
export function requestName(
  caller: Caller,
  key: string,
  what: { kind: RequestKind; target: string; body: unknown },
): RequestName {
  return { caller: caller.id, key, bodyHash: bodyHash(what) }
}

/**
 * The request recorded before under this name, or null.
 * @throws {DomainError} `keyReused` when the key was used for another body
 */
export async function findRecorded(
  { database }: RouteDeps,
  name: RequestName,
): Promise<RecordedRequest | null> {
  return await findRequest(database.sql, name)
}

/**
 * Journals that a caller was refused, and throws the reason. A mistake in the body is no attempt at anything: it leaves no row.
 * @param at legal instant, ms
 * @throws the error it was given; where the caller's unit has ended, with the units that stand in its place
 */
export async function throwRefusal(
  deps: RouteDeps,
  caller: Caller,
  { dossierId, kind, at }: { dossierId: string; kind: RequestKind; at: number },
  error: unknown,
): Promise<never> {
  if (error instanceof DomainError && error.code !== 'invalidInput') {
    const attempt = { id: null, dossierId, kind, actorId: caller.id, unitId: caller.unitId }
    await journalRefusal(deps.database.sql, attempt, error.code, at)
    deps.metrics.dossierRequest(kind, error.code)
  }
  throw await explainEndedUnit(deps, caller, error)
}
