import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { Database } from '../../database.ts'
import { approveReorganisation, armReorganisation, proposeReorganisation } from './enact.ts'
import { readEnactment } from './steps.ts'

export interface AsTwo {
  /** Proposes and arms. */
  proposes: string
  approves: string
  /** Its instant where that differs from the declared one, ms. */
  effectiveAt?: number
  now: () => number
}

/**
 * Takes a reorganisation through its steps in the place of both persons: in a rehearsal, a demo, a bench or a test. In a live system two
 * persons take them one by one.
 * @throws {DomainError} as those steps do
 */
export async function armAsTwo(
  database: Pick<Database, 'sql'>,
  of: Enactable,
  { proposes, approves, effectiveAt, now }: AsTwo,
): Promise<void> {
  const instant = effectiveAt === undefined ? {} : { effectiveAt }
  await proposeReorganisation(database, of, { actorId: proposes, at: now(), ...instant })
  const { proposed } = await readEnactment(database.sql, of.id)
  const rowsHash = proposed?.rowsHash ?? new Uint8Array()
  await approveReorganisation(database, of, { actorId: approves, at: now(), rowsHash })
  await armReorganisation(database, of, { actorId: proposes, at: now() })
}
