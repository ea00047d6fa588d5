/** What becomes of a run at an instant: exactly one outcome. Pure. */
import type { CutoverOutcome } from '../../domain/certificate/run-facts.ts'
import type { TaskPosition } from './desk-of-task.ts'
import { compareBytes, type FoldedRun } from './fold-revisions.ts'

/** Who has a desk at an instant, by two derivations that know nothing of each other. */
export interface Holders {
  /** From the task to the unit: the rules of responsibility. */
  byResponsibility: readonly string[]
  /** From the unit to the task: what the inbox of each unit reaches. */
  byInbox: readonly string[]
  /** The unit keeps what is not placed yet. */
  custodian: boolean
}

export interface JudgedDesk extends TaskPosition {
  /** The units responsible until the instant. */
  before: readonly string[]
  /** Null where there is no desk to ask about. */
  after: Holders | null
}

export interface Judged {
  outcome: CutoverOutcome
  /** Two units or more hold one desk, or each derivation names another. */
  doubled: boolean
}

/** Most desks have one unit. */
export const inBytes = (units: readonly string[]): readonly string[] =>
  units.length < 2 ? units : [...units].sort(compareBytes)

const unitsOf = ({ byResponsibility, byInbox }: Holders): readonly string[] =>
  [...new Set([...byResponsibility, ...byInbox])].sort(compareBytes)

/** One unit, by both. */
const isHeld = (holders: Holders | null): boolean =>
  holders !== null && holders.byResponsibility.length > 0 && holders.byInbox.length > 0

const isDoubled = (holders: Holders | null): boolean =>
  holders !== null && isHeld(holders) && unitsOf(holders).length > 1

/**
 * @param desks of the tasks that were open just before the instant
 * @returns with several desks the outcome of the worst: one without a unit is named before one that is new
 */
export function outcomeOf(
  { closed, importedLater }: Pick<FoldedRun, 'closed' | 'importedLater'>,
  desks: readonly JudgedDesk[],
): Judged {
  const doubled = desks.some(({ after }) => isDoubled(after))
  if (closed !== null) return { outcome: 'closed', doubled: false }
  if (importedLater !== null) return { outcome: 'importedLater', doubled: false }
  const atDesk = desks.filter(({ waitsFor }) => waitsFor === 'desk')
  const waiting = desks.find(({ waitsFor }) => waitsFor !== 'desk')
  if (desks.length === 0 || atDesk.some(({ after }) => !isHeld(after)))
    return { outcome: 'deskless', doubled }
  // Who comes back to a desk that nobody holds is lost as well; where the plan names none, none is missing.
  if (desks.some(({ desk, after }) => desk !== null && !isHeld(after)))
    return { outcome: 'deskless', doubled }
  if (atDesk.length === 0 && waiting !== undefined) return { outcome: waitsFor[waiting.waitsFor], doubled }
  if (atDesk.some(({ after }) => after?.custodian === true)) return { outcome: 'withCustodian', doubled }
  return { outcome: atDesk.every(staysAt) ? 'stays' : 'newDesk', doubled }
}

const waitsFor = {
  applicant: 'waitsForApplicant',
  engine: 'waitsForEngine',
  bank: 'waitsForBank',
  desk: 'stays',
} as const satisfies Record<TaskPosition['waitsFor'], CutoverOutcome>

const staysAt = ({ before, after }: JudgedDesk): boolean =>
  after !== null && inBytes(before).join() === unitsOf(after).join()

/** As a certificate has them: one list where both derivations agree, else each. */
export function holdersAsLine(holders: Holders | null): unknown {
  if (holders === null) return []
  const [one, other] = [inBytes(holders.byResponsibility), inBytes(holders.byInbox)]
  if (one.join() === other.join()) return one
  return { byResponsibility: one, byInbox: other }
}
