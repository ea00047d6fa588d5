import type { Span } from '../../domain/territory/span.ts'

/** The first day of the 526 communes that existed until the two tiers: nothing is known here of the time before. */
export const KNOWN_FROM = '2025-01-01'
/** Mergers of the city's departments. */
export const DEPARTMENTS_FROM = '2025-03-01'
/** Districts end, 526 communes become 126 (Nghị quyết 1656/NQ-UBTVQH15, Luật 72/2025/QH15). */
export const TWO_TIERS_FROM = '2025-07-01'

/** A validity from the start of one local date to the start of another, in PostgreSQL's text form; null is open. */
export function during(from: string | null, until: string | null): string {
  return `[${from === null ? '' : startOf(from)},${until === null ? '' : startOf(until)})`
}

/** The same as a row of reference data has it. */
export const spanBetween = (from: string | null, until: string | null): readonly [Span] => [
  {
    from: from === null ? -Infinity : startOfDay(from),
    until: until === null ? Infinity : startOfDay(until),
  },
]

/** A line of law as it stood before the two tiers: what ends with them went on, and what began with them was not there. */
export const before = <Line extends { from: string | null; until: string | null }>(
  lines: readonly Line[],
): readonly Line[] =>
  lines
    .filter(({ from }) => from !== TWO_TIERS_FROM)
    .map((line) => (line.until === TWO_TIERS_FROM ? { ...line, until: null } : line))

/** The instant in ms at which a local date begins. */
export const startOfDay = (date: string): number => Date.parse(startOf(date))

function startOf(date: string): string {
  return `${date}T00:00:00+07:00`
}
