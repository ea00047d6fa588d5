/** Where a filing was received, and when by law. */
import type { FilingAsked, FoundForFiling } from '../../db/dossier/filing/read-for-filing.ts'
import type { LateEntry } from '../../domain/dossier/dossier.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Caller } from '../access/auth.ts'
import type { FilingBody } from './filing-body.ts'

/** How long a paper may lie before it is entered. No text says; within it the officer answers for the reason. */
const longestLyingMs = 30 * 86_400_000

export interface Reception {
  /** Legal instant of receipt, ms. */
  at: number
  enteredLater: LateEntry | null
}

/** @throws {DomainError} `invalidInput` where the instant cannot be */
export function receivedAt({ received }: FilingBody, now: number): Reception {
  const at = received === undefined ? now : Date.parse(received.at)
  if (at > now) throw wrongField('/received/at', 'lies in the future')
  if (at < now - longestLyingMs) throw wrongField('/received/at', 'lies more than 30 days back')
  return { at, enteredLater: received?.reason ?? null }
}

export interface Addressed {
  /** A portal may deliver late what was addressed to a unit that has ended since, with the day on which it received it. */
  addressedToEnded?: boolean
  /** Only where its place lies is asked yet: the unit that is named receives nothing. */
  located?: boolean
}

/** A service files at any unit. Only an officer of the unit enters what was received earlier. */
export function officerAsked(
  { id, role }: Caller,
  { received }: FilingBody,
  now: number,
): FilingAsked['officer'] {
  if (role !== 'officer') return null
  return received === undefined ? { id, desk: 'any' } : { id, desk: 'oneStop', asOfMs: now }
}

/**
 * Why the unit does not receive the filing: `invalidInput` where it did not exist; `forbidden` where the officer does not work there,
 * or may not enter for it what was received before. Null where it does.
 */
export function receptionRefusal(
  { role }: Caller,
  { received }: FilingBody,
  { exists, may }: Pick<FoundForFiling, 'exists' | 'may'>,
  { addressedToEnded = false, located = false }: Addressed = {},
): DomainError | null {
  if (located) return null
  const later = received !== undefined
  if (!exists) {
    return wrongField('/receptionUnit', later ? 'was no unit then' : 'is no unit that exists today')
  }
  if (may && (role === 'officer' || !later || addressedToEnded)) return null
  return new DomainError('forbidden', {
    hint: later
      ? 'What was received before is entered by an officer of the one-stop desk there, or of its successor.'
      : 'File at the unit you work in, or leave it to an officer there.',
  })
}
