/** Stretches of time of rows that have validity. */

/** Half-open, ms since the epoch; infinite where open. */
export interface Span {
  from: number
  until: number
}

/** What two spans share: one span or none. */
export function common(a: Span, b: Span): readonly Span[] {
  const span = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
  return span.from < span.until ? [span] : []
}

/** What of `spans` none of `holes` covers; each stretch once. */
export function without(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  const left = holes.reduce<readonly Span[]>(
    (rest, hole) =>
      rest.flatMap((span) => [
        ...common(span, { from: -Infinity, until: hole.from }),
        ...common(span, { from: hole.until, until: Infinity }),
      ]),
    spans,
  )
  const distinct = new Map(
    left.map((span) => [`${span.from} ${span.until}`, { from: span.from, until: span.until }]),
  )
  return [...distinct.values()]
}

/** Sorted, with neighbours that touch or overlap joined. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const done: Span[] = []
  for (const span of spans.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from)) {
    const last = done.at(-1)
    if (last === undefined || last.until < span.from) done.push({ from: span.from, until: span.until })
    else last.until = Math.max(last.until, span.until)
  }
  return done
}

export const holdsAt = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, until }) => from <= at && at < until)

/** What is valid before an instant stays; the rest goes. */
export const endedAt = (spans: readonly Span[], at: number): readonly Span[] =>
  spans.flatMap((span) => common(span, { from: -Infinity, until: at }))

/** What is valid before an instant stays, and from it on it is valid for good. */
export const begunAt = (spans: readonly Span[], at: number): readonly Span[] =>
  joined([...endedAt(spans, at), { from: at, until: Infinity }])
