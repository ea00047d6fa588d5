/** One fact by time, in memory: what it is from each instant on. Nothing of SQL. */

export interface Segment {
  /** ms; -Infinity: since ever. */
  from: number
  /** Null: there is none. */
  value: string | null
  /** The row that says it; one that begins again is another. */
  row: number
  /** The row of which it began again after an undo. */
  first?: number
}

/** Sorted, the first one since ever. */
export type Timeline = readonly Segment[]

export const nothing: Timeline = [{ from: Number.NEGATIVE_INFINITY, value: null, row: 0 }]

export const segmentAt = (line: Timeline, at: number): Segment | undefined =>
  line.findLast(({ from }) => from <= at)

export const valueAt = (line: Timeline, at: number): string | null => segmentAt(line, at)?.value ?? null

/** What it is until an instant, and nothing after it. */
export const before = (line: Timeline, at: number): Timeline => line.filter(({ from }) => from < at)

/** What it is from an instant on, by rows of their own. */
export const since = (line: Timeline, at: number, nextRow: () => number): Timeline => {
  const there = segmentAt(line, at)
  const first = there === undefined ? [] : [{ ...there, from: at }]
  return [...first, ...line.filter(({ from }) => from > at)].map((segment) => ({
    ...segment,
    row: nextRow(),
    first: segment.first ?? segment.row,
  }))
}

/** From an instant on something else, for good. */
export const changedAt = (line: Timeline, at: number, value: string | null, row: number): Timeline => [
  ...before(line, at),
  { from: at, value, row },
]

/** Whether it is this at the instant or at any later one. */
export const isEver = (line: Timeline, at: number, value: string): boolean =>
  valueAt(line, at) === value || line.some((segment) => segment.from > at && segment.value === value)

export const isSameLine = (a: Timeline, b: Timeline): boolean =>
  a.length === b.length &&
  a.every((segment, i) => {
    const other = b[i]
    return segment.from === other?.from && segment.value === other.value && segment.row === other.row
  })

/** Whether both say the same from an instant on, by the same rows or by what began again of them. */
export const isSameSince = (a: Timeline, b: Timeline, at: number): boolean => {
  const said = (line: Timeline) =>
    [segmentAt(line, at), ...line.filter(({ from }) => from > at)].flatMap((segment) =>
      segment === undefined
        ? []
        : [
            `${Math.max(at, segment.from)} ${segment.value} ${segment.value === null ? '' : (segment.first ?? segment.row)}`,
          ],
    )
  return said(a).join() === said(b).join()
}

/** Whether each unit that a line names from an instant on stands as long as it is named. */
export function isOnUnits(line: Timeline, at: number, unitLine: (unit: string) => Timeline): boolean {
  return line.every(({ from, value }, n) => {
    const until = line[n + 1]?.from ?? Number.POSITIVE_INFINITY
    if (value === null || until <= at) return true
    const stands = unitLine(value.replace(' keeps', ''))
    const since = Math.max(from, at)
    return (
      valueAt(stands, since) !== null &&
      !stands.some((s) => s.from > since && s.from < until && s.value === null)
    )
  })
}
