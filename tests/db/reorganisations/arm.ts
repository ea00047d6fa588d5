/** Enacts a reorganisation of a test and takes it back, as two persons do. */
import { expect } from 'vitest'
import type { Database } from '../../../db/database.ts'
import { armAsTwo } from '../../../db/reorganisations/enactment/arm-as-two.ts'
import { undoReorganisation } from '../../../db/reorganisations/enactment/take-back.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'

/** Proposed, approved and armed at `at`, ms. */
export async function armed(database: Database, of: Enactable, at: number): Promise<void> {
  await armAsTwo(database, of, { proposes: 'an', approves: 'chi', now: () => at })
}

/** Undone from `effectiveAt` on, by the same two at `at`, ms. */
export async function undone(
  database: Database,
  of: Enactable,
  { at, effectiveAt }: { at: number; effectiveAt: number },
): Promise<void> {
  const basis = 'Quyết định thử'
  await undoReorganisation(database, of, { actorId: 'chi', at, basis, effectiveAt })
  expect(await undoReorganisation(database, of, { actorId: 'an', at, basis, effectiveAt })).toBe('done')
}
