/** A clean certificate closes the reorganisation of its instant: what waited for it goes on. */

import { lastIssued } from '../db/certificate/issued.ts'
import type { Database } from '../db/database.ts'
import { closeReorganisation } from '../db/reorganisations/enactment/enact.ts'
import { armedEnactment } from '../db/reorganisations/enactment/steps.ts'
import { type Certified, findsNothing } from './issue-certificate.ts'

/** Whether it finds nothing, and is what was issued. */
export const isClean = (certified: Pick<Certified, 'kind' | 'list' | 'faults'>): boolean =>
  certified.kind !== 'differs' && findsNothing(certified)

/**
 * Closes the reorganisation that is armed for the instant of a clean certificate. Safe to repeat: one that is closed is left alone, and
 * one whose closing was lost is closed by the certificate made again.
 * @param at the instant that is certified, ms
 * @param now by the clock of who closes it, ms
 * @returns its id; null where the certificate is not clean, more was known to one that was issued since, or nothing is armed for that instant
 */
export async function closeCertified(
  database: Pick<Database, 'sql'>,
  certified: Certified,
  { at, now }: { at: number; now: number },
): Promise<string | null> {
  if (!isClean(certified)) return null
  const last = await lastIssued(database.sql, at)
  if (last !== null && last.knownAt > certified.knownAt) return null
  const armed = await armedEnactment(database.sql)
  if (armed === null || armed.effectiveAt !== at) return null
  const basis = `Certificate ${certified.root}`
  await closeReorganisation(database, armed, { actorId: 'certificate', at: now, basis })
  return armed.id
}
