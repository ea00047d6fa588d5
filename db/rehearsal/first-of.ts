/** The first rows of a reading, and how many there are in all: a list of a million failures is counted, and not carried. */
export interface FirstOf<Row> {
  first: readonly Row[]
  inAll: number
}

/** @param rows of a statement with a limit of one at least, each with the count before it */
export const firstOf = <Row extends { inAll: number | null }>(
  rows: readonly Row[],
): FirstOf<Omit<Row, 'inAll'>> => ({
  first: rows.map(({ inAll: _, ...row }) => row),
  inAll: rows[0]?.inAll ?? 0,
})
