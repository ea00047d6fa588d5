/** Rows summed by key, in the order of the keys, so that the same work gives the same list. Pure. */

/** @param first makes a row of the first of its key; @param add changes that row by each one, also the first */
export function sumBy<From, Row>(
  all: Iterable<From>,
  {
    key,
    first,
    add,
  }: { key: (one: From) => string; first: (one: From) => Row; add: (row: Row, one: From) => void },
): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const one of all) {
    const of = key(one)
    const row = rows.get(of) ?? first(one)
    rows.set(of, row)
    add(row, one)
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
