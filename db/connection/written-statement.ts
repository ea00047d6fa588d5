/**
 * Statements that we write out. The driver makes a promise of each part that a statement is put together from, 3 µs each, and a page of the
 * inbox has a hundred: more than all the rest of it. Here a part is its text and its values, and the driver gets one text.
 */

/** A statement of the driver (postgres.js 3.4.9) as it hands itself over to be sent. */
export interface Statement extends PromiseLike<unknown> {
  handler: (statement: Statement) => void
  reject(reason: unknown): void
  catch(caught: (reason: unknown) => void): unknown
  execute(): unknown
  cursor(rows: number): AsyncIterable<object[]>
}

/** What makes statements of the driver. */
export interface Maker {
  ofText(text: string, values: readonly unknown[]): Statement
  ofTemplate(strings: TemplateStringsArray, values: readonly unknown[]): Statement
}

interface Written {
  text: string
  values: unknown[]
}

/**
 * A statement, or a part of one: it is a statement once it is awaited, is sent then, and only once. To the driver it is one of its own
 * (`isOf`), so that it may stand in what the driver writes out.
 */
export class WrittenStatement implements PromiseLike<unknown> {
  /** The two that the driver reads of a part. */
  readonly strings: TemplateStringsArray
  readonly args: readonly unknown[]
  readonly #maker: Maker | null
  #made: Statement | undefined

  /** @param maker null: never a statement of its own */
  constructor(maker: Maker | null, strings: TemplateStringsArray, args: readonly unknown[]) {
    this.#maker = maker
    this.strings = strings
    this.args = args
  }

  static isKnown = false

  /** Tells the driver, which asks for its own class, that these are parts. @param statement one of the driver's */
  static isOf(statement: object): void {
    Object.setPrototypeOf(WrittenStatement.prototype, Object.getPrototypeOf(statement))
    WrittenStatement.isKnown = true
  }

  // biome-ignore lint/suspicious/noThenProperty: it is awaited as the driver's own statements are
  then<A, B>(
    done?: ((rows: unknown) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.#statement().then(done, failed)
  }

  catch<B>(failed: (reason: unknown) => B | PromiseLike<B>): PromiseLike<unknown> {
    return this.then((rows) => rows, failed)
  }

  async finally(ended: () => void): Promise<unknown> {
    try {
      return await this
    } finally {
      ended()
    }
  }

  /** Sends it now, whether or not it is awaited later. */
  execute(): this {
    this.#statement().execute()
    return this
  }

  /** Sends it, and asks for so many of its rows at a time. */
  cursor(rows: number): AsyncIterable<object[]> {
    return this.#statement().cursor(rows)
  }

  #statement(): Statement {
    if (this.#made !== undefined) return this.#made
    if (this.#maker === null) throw new TypeError('a name is no statement')
    const written: Written = { text: '', values: [] }
    this.#made = this.#writeTo(written)
      ? this.#maker.ofText(written.text, written.values)
      : this.#maker.ofTemplate(this.strings, this.args)
    return this.#made
  }

  /** @returns false where a part is of the driver's own making, which only the driver can write out */
  #writeTo(written: Written): boolean {
    written.text += this.strings[0]
    return this.args.every((value, i) => {
      const writable = WrittenStatement.#write(written, value)
      written.text += this.strings[i + 1]
      return writable
    })
  }

  static #write(written: Written, value: unknown): boolean {
    if (value instanceof WrittenStatement) return value.#writeTo(written)
    if (Array.isArray(value) && value[0] instanceof WrittenStatement)
      return value.every((part) => {
        written.text += ' '
        return WrittenStatement.#write(written, part)
      })
    written.text += `$${written.values.push(value)}`
    return !isDrivers(value)
  }
}

/** Builders of columns, typed values, parts made by `unsafe`, lists of parts: all can be awaited. Values cannot. */
const isDrivers = (value: unknown): boolean =>
  Array.isArray(value) ? isDrivers(value[0]) : typeof value === 'object' && value !== null && 'then' in value

const names = new Map<string, WrittenStatement>()

/** A name of a table or column as a part of a statement. Kept: there are as many as the code has. */
export function writtenName(name: string): WrittenStatement {
  const kept = names.get(name)
  if (kept !== undefined) return kept
  const text = `"${name.replaceAll('"', '""').replaceAll('.', '"."')}"`
  const made = new WrittenStatement(null, Object.assign([text], { raw: [text] }), [])
  names.set(name, made)
  return made
}
