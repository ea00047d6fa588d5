/** Rows summed by key. Pure. */

export class Sums<Row> {
  readonly #rows = new Map<string, Row>()

  /** The row of the key; `first` makes it where there is none. */
  of(key: string, first: () => Row): Row {
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = first()
    this.#rows.set(key, row)
    return row
  }

  /** In the order of the keys, so that the same work gives the same list. */
  rows(): readonly Row[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }
}
