/** The one way to read typed rows: a statement has a name, and its rows the type that PostgreSQL describes for it. */
import type postgres from 'postgres'
import type { RowTypes } from './row-types.ts'

/** `<room>.<what>`; each occurs once in the code. */
export type StatementName = keyof RowTypes

/** Rows as the driver gives them, with the description that they came with. */
export type SentRows = readonly object[] & {
  columns: readonly { name: string }[]
  statement: { string: string; types: readonly number[] }
}

/** Sees each statement that is sent by name; `template` is its text in the source, `?` where values and fragments stand. */
export type StatementObserver = (name: string, template: string, statement: PromiseLike<SentRows>) => void

/** How a statement is sent that has no name: nothing is known of what its rows hold, so that nobody reads them unchecked. */
export type Unnamed = (
  text: TemplateStringsArray,
  ...values: readonly postgres.ParameterOrFragment<never>[]
) => postgres.PendingQuery<Record<string, unknown>[]>

export type Transaction = Unnamed & postgres.TransactionSql

let observer: StatementObserver | null = null

/** For tests only: they record the texts, and compare the rows with the types. */
export function observeStatements(observe: StatementObserver | null): void {
  observer = observe
}

/**
 * Sends a statement whose rows have the type that `db/row-types.ts` gives for its name. That file is generated: after a change of a
 * statement or of the schema, run `npm run db:statements`.
 */
export function typedRows<S extends StatementName>(
  sql: postgres.Sql | postgres.TransactionSql,
  name: S,
): (
  text: TemplateStringsArray,
  ...values: readonly postgres.ParameterOrFragment<never>[]
) => postgres.PendingQuery<RowTypes[S][]> {
  return (text, ...values) => {
    const statement = sql<RowTypes[S][]>(text, ...values)
    observer?.(name, text.raw.join('?'), statement)
    return statement
  }
}

/**
 * As `typedRows`, at most `rows` at a time: PostgreSQL keeps the others until they are wanted. The connection serves nothing else
 * meanwhile.
 */
export function typedPages<S extends StatementName>(
  sql: postgres.Sql | postgres.TransactionSql,
  name: S,
  rows: number,
): (
  text: TemplateStringsArray,
  ...values: readonly postgres.ParameterOrFragment<never>[]
) => AsyncGenerator<readonly RowTypes[S][]> {
  return async function* (text, ...values) {
    let observed = false
    for await (const page of sql<RowTypes[S][]>(text, ...values).cursor(rows)) {
      // Pages after the first come without their description.
      if (!observed && isSent(page)) observer?.(name, text.raw.join('?'), Promise.resolve(page))
      observed = true
      yield page
    }
  }
}

const isSent = (page: readonly object[]): page is SentRows => 'columns' in page && 'statement' in page
