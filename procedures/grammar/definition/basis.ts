/** An article of law, or another source that a definition rests on. An alias: it is part of plans, which are compared value by value. */
export type Basis = {
  /** Number of the document, e.g. `60/2014/QH13`. */
  document: string
  article?: number
  clause?: number
  /** What is taken from it, where the document alone does not say. */
  note?: string
}

/** `article('60/2014/QH13', 18, 1)`: Điều 18 khoản 1 of the law. */
export function article(document: string, number: number, clause?: number): Basis {
  return clause === undefined ? { document, article: number } : { document, article: number, clause }
}

/** A whole document, where no single article carries the rule. */
export function document(number: string, note?: string): Basis {
  return note === undefined ? { document: number } : { document: number, note }
}

/** Whole documents, as a published page lists them: laws first. */
export const documents = (...numbers: readonly string[]): readonly Basis[] =>
  numbers.map((number) => document(number))

/** `Điều 18 khoản 1, 60/2014/QH13`, as officials cite it. */
export function cite(basis: Basis): string {
  const clause = basis.clause === undefined ? '' : ` khoản ${basis.clause}`
  return basis.article === undefined ? basis.document : `Điều ${basis.article}${clause}, ${basis.document}`
}
