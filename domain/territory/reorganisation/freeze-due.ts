/** When the list of open runs is frozen before an instant. Pure. */

/** From then on a list is due, ms before the instant: so early that what fails is made up for. */
export const listDueMs = 10 * 60_000

/** Then another so late that little is filed after it. */
const freezeFrom = [listDueMs, 2 * 60_000] as const

/**
 * Whether a list is to be frozen now: none was since the last of the times at which one is due. Before an instant that is set later than that
 * one is due at once.
 * @param frozenAt when the last list of the instant was frozen, ms; null where none was
 */
export function isFreezeDue({
  effectiveAt,
  now,
  frozenAt,
}: {
  effectiveAt: number
  now: number
  frozenAt: number | null
}): boolean {
  if (now >= effectiveAt) return false
  const due = freezeFrom.map((before) => effectiveAt - before).findLast((from) => from <= now)
  return due !== undefined && (frozenAt === null || frozenAt < due)
}
