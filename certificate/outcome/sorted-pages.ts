/** Pages of one statement, sorted by dossier and read ahead: PostgreSQL reads while one is judged. */

/** Pages of which the next are on their way while one is used. */
export interface Ahead<T> extends AsyncIterable<T> {
  next(): Promise<IteratorResult<T>>
  /** What is on its way is waited for. */
  return(): Promise<IteratorResult<T>>
}

/** With one, the process would wait for PostgreSQL once a page: it looks up what the next needs after it has judged the last. */
const pagesAhead = 2

/** The first pages are on their way at once. */
export function readAhead<T>(pages: AsyncGenerator<T>): Ahead<T> {
  const begun = (): Promise<IteratorResult<T>> => {
    const page = pages.next()
    // Thrown where it is awaited.
    page.catch(() => undefined)
    return page
  }
  const onTheWay = Array.from({ length: pagesAhead }, begun)
  const ahead: Ahead<T> = {
    [Symbol.asyncIterator]: () => ahead,
    next() {
      onTheWay.push(begun())
      return onTheWay.shift() ?? begun()
    },
    return: () => pages.return(undefined),
  }
  return ahead
}

/** Rows beside those of another reading, read as far as that. */
export class SortedRows<Row extends { dossierId: string }> {
  #page: readonly Row[] = []
  /** The first of them that was not given yet. */
  #from = 0

  constructor(private readonly pages: Ahead<readonly Row[]>) {}

  /** What comes after what was given before, up to a dossier; all that is left where it is null. */
  async upTo(dossierId: string | null): Promise<readonly Row[]> {
    const given: Row[] = []
    for (;;) {
      for (; this.#from < this.#page.length; this.#from += 1) {
        const row = this.#page[this.#from]
        if (row === undefined || (dossierId !== null && row.dossierId > dossierId)) return given
        given.push(row)
      }
      const { done, value } = await this.pages.next()
      if (done === true) return given
      this.#page = value
      this.#from = 0
    }
  }
}
