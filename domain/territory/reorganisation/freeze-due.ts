/** When the list of open runs is frozen before an instant. Pure. */

/** First so early that two failed rounds are made up for, then so late that little is filed after it. Ms before the instant. */
const freezeFrom = [10 * 60_000, 2 * 60_000] as const

/**
 * Whether a list is to be frozen now: none was since the last of the times at which one is due.
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
