import {
  type DossierHead,
  filerOf,
  findDossier,
  mandateConcerned,
  unitConcerned,
} from '../../db/dossier/dossier-head.ts'
import type { Actor } from '../../db/dossier/requests.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'

/** How a dossier is a caller's business: who would be named if the caller asked something of it. */
export interface DossierAccess {
  actor: Actor
  /** The caller may read who the dossier is about: who filed it, and officers it lies with. */
  personal: boolean
}

/**
 * Null where the dossier is none of the caller's business: a service's only if it filed it, an officer's by a mandate
 * in a unit concerned now, a supervisor's if the unit of the token is concerned, or one below it.
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
      const mandate = await mandateConcerned(sql, { officerId: id, unitId, dossierId, asOfMs })
      return mandate === null ? null : { actor: { ...actor, ...mandate }, personal: true }
    }
    case 'supervisor': {
      const concerned = unitId !== null && (await unitConcerned(sql, { unitId, dossierId, asOfMs }))
      return concerned ? { actor, personal: false } : null
    }
    case 'operator':
      return { actor, personal: false }
  }
}

/**
 * The dossier, by id or code, and how it is the caller's business. Officers and supervisors of other units see where
 * it stands and not whom it is about; a service learns nothing of what others filed, not even that it exists.
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
