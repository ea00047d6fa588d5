/** What has come becomes a version: the file in the store first, then its row, so that no row points to nothing. */
import { randomUUID } from 'node:crypto'
import type { DossierHead } from '../../db/dossier/dossier-head.ts'
import { nameContext } from '../../db/identity/sealing-context.ts'
import { findPaperFile, keepPaperFile, type PaperFileRow } from '../../db/papers/paper-file.ts'
import { paperFileName } from '../../domain/dossier/paper-file.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Incoming } from '../../papers/incoming.ts'
import { storeKeyOf } from '../../papers/store.ts'
import type { Caller } from '../access/auth.ts'
import type { DossierAccess } from '../access/dossier-access.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { RouteDeps } from '../server/deps.ts'

export interface Upload {
  caller: Caller
  key: string
  dossierId: string
  actor: DossierAccess['actor']
  kind: string
  part: number
}

/**
 * Who filed adds papers until the dossier is accepted and while a supplement is requested; officers of the dossier
 * scan what they hold until it ends.
 * @throws {DomainError} `dossierClosed`, `notAwaitingSupplement`
 */
export function requireTakesPapers({ status, clock, awaitsSupplement }: DossierHead, caller: Caller): void {
  if (status === 'closed') throw new DomainError('dossierClosed')
  if (caller.role === 'officer' || clock === 'notStarted' || awaitsSupplement) return
  throw new DomainError('notAwaitingSupplement')
}

/**
 * @throws {DomainError} `invalidInput`, `fileTypeRefused`, `keyReused`, `dossierClosed`, `tooManyFiles`, `storeUnavailable`
 */
export async function keepPaper(
  { database, vault, papers, now }: RouteDeps,
  { caller, key, dossierId, actor, kind, part }: Upload,
  { path, sizeBytes, sha256, type }: Incoming,
  givenName: string | undefined,
): Promise<{ row: PaperFileRow; repeated: boolean }> {
  if (sizeBytes === 0) {
    throw wrongField('/file', 'must not be empty')
  }
  if (type === null) throw new DomainError('fileTypeRefused')
  const name = paperFileName(givenName, kind, type)
  const body = { dossier: dossierId, kind, part, name, sha256: sha256.toString('hex') }
  const named = { caller: caller.id, key, bodyHash: bodyHash({ kind: 'paper', body }) }
  const before = await findPaperFile(database.sql, named)
  if (before !== null) return { row: before, repeated: true }

  const id = randomUUID()
  const at = now()
  const storeKey = storeKeyOf(id, at)
  await papers.store.keep(storeKey, path)
  const kept = await keepPaperFile(database, {
    ...named,
    ...{ id, dossierId, kind, part, storeKey, type, sizeBytes, sha256, at },
    name: vault.seal(name, nameContext(id)),
    addedBy: actor.id,
    unitId: actor.unitId,
  }).catch(async (error: unknown) => {
    // Refused, so no row names it. After any other failure one may: then the sweep decides, a day later.
    if (error instanceof DomainError) await papers.store.remove(storeKey)
    throw error
  })
  if (kept.repeated) await papers.store.remove(storeKey)
  return kept
}
