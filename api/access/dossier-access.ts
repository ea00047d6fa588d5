import {
  type DossierHead,
  filerOf,
  findDossier,
  mandateWithAccess,
  unitHasAccess,
} from '../../db/dossier/dossier-head.ts'
import type { Actor } from '../../db/dossier/requests/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'

/** What a caller may do with a dossier, and as which actor its requests are recorded. */
export interface DossierAccess {
  actor: Actor
  /** The caller may read personal data: the filer, and officers of the dossier. */
  personal: boolean
}

/**
 * Null without access. A service has access only to what it filed, an officer by a mandate in a unit
 * that is responsible for a task of it, received it or is named to its citizens, a supervisor if the unit of the token, or one below it, is such a unit.
 */
export async function dossierAccessOf(
  deps: ApiDeps,
  caller: Caller,
  dossierId: string,
): Promise<DossierAccess | null> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  const { id, role, unitId } = caller
  const actor: Actor = { id, role, unitId, mandateId: null, actingForId: null }
  switch (role) {
    case 'service':
      return (await filerOf(sql, dossierId)) === id ? { actor, personal: true } : null
    case 'officer': {
      const mandate = await mandateWithAccess(sql, { officerId: id, unitId, dossierId, asOfMs })
      return mandate === null ? null : { actor: { ...actor, ...mandate }, personal: true }
    }
    case 'supervisor': {
      const hasAccess = unitId !== null && (await unitHasAccess(sql, { unitId, dossierId, asOfMs }))
      return hasAccess ? { actor, personal: false } : null
    }
    case 'operator':
      return { actor, personal: false }
  }
}

/**
 * The dossier, by id or code, and the caller's access to it. Officers and supervisors of other units see
 * its status and no personal data; a service learns nothing of what others filed, not even that it exists.
 * @throws {DomainError} `notFound`
 */
export async function dossierFor(
  deps: ApiDeps,
  caller: Caller,
  idOrCode: string,
): Promise<{ head: DossierHead; access: DossierAccess | null }> {
  const head = await findDossier(deps.database.sql, idOrCode)
  const access = head === null ? null : await dossierAccessOf(deps, caller, head.id)
  if (head === null || (access === null && caller.role === 'service')) throw new DomainError('notFound')
  return { head, access }
}
