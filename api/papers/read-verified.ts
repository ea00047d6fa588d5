/** Sends a kept file only if it is unchanged: a lost or changed one is never sent as if it were whole. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { raiseAlerts } from '../../db/engine/reconcile-rows.ts'
import type { PaperFileRow } from '../../db/papers/paper-file.ts'
import { DomainError } from '../../domain/errors.ts'
import { paperAlert } from '../../papers/alerts.ts'
import type { RouteDeps } from '../server/deps.ts'

/**
 * Its bytes. The last of them are held back until the hash of all is right: of a file that was changed in the store a
 * caller gets a connection cut short, and never all that the length promised.
 * @throws {DomainError} `storeUnavailable`; where the file is not there as it was kept, an alert is raised
 */
export async function readVerified(
  { database, papers, now }: RouteDeps,
  file: PaperFileRow,
): Promise<Readable> {
  const { storeKey, dossierId, id, sizeBytes } = file
  const alarm = async (kind: 'paperFileLost' | 'paperFileChanged') =>
    raiseAlerts(database.sql, [paperAlert(kind, dossierId, [id])], now())
  const size = await papers.store.sizeOf(storeKey)
  if (size !== sizeBytes) {
    await alarm(size === null ? 'paperFileLost' : 'paperFileChanged')
    throw new DomainError('storeUnavailable', {
      hint: 'The file is not there as it was kept; an alert has been raised.',
    })
  }
  return Readable.from(checked(await papers.store.read(storeKey), file, () => alarm('paperFileChanged')))
}

async function* checked(
  content: AsyncIterable<Uint8Array>,
  { sha256 }: PaperFileRow,
  alarm: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array | null = null
  for await (const chunk of content) {
    if (held !== null) yield held
    hash.update(chunk)
    held = chunk
  }
  if (!hash.digest().equals(sha256)) {
    await alarm()
    throw new DomainError('storeUnavailable')
  }
  if (held !== null) yield held
}
