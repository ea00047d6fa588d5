/** What the parts of a round share. */
import type { Database } from '../../db/database.ts'
import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import type { Engine } from '../../engine/connection.ts'
import type { Difference } from '../../engine/reconcile-report.ts'

export interface ReconcileDeps {
  database: Database
  engine: Engine
  /** Instant in ms. */
  now: () => number
  /** Called between groups; throws where the round is to stop. */
  progress?: () => void
}

/** A difference, and what mends it where that ends or starts a workflow: done only when all of them are known. */
export interface Found {
  difference: Difference
  mend?: () => Promise<Difference>
}

export const workflowIdOf = ({ dossierId, correction }: Run): string =>
  dossierWorkflowId(dossierId, correction)

const groupSize = 20

/** Some at a time, and in order; what finds nothing (null) is left out. */
export async function inGroups<T, R>(
  { progress }: Pick<ReconcileDeps, 'progress'>,
  all: readonly T[],
  each: (one: T) => Promise<R | null>,
): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < all.length; i += groupSize) {
    progress?.()
    const group = await Promise.all(all.slice(i, i + groupSize).map(each))
    results.push(...group.filter((one) => one !== null))
  }
  return results
}
