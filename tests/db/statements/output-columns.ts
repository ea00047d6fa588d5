/** Reads from the text of a statement what PostgreSQL's description of its result leaves out: how each column is made. */

export interface OutputColumn {
  /** The expression without its name. */
  expression: string
  /** Where the expression is in the text. */
  start: number
}

/** The text with what is in brackets, quotes and comments replaced by `#`: what is left are the words of the outermost statement. */
export function outermost(text: string): string {
  let depth = 0
  let kept = ''
  for (let at = 0; at < text.length; ) {
    const skipped = /^(?:'(?:[^']|'')*'|--[^\n]*)/.exec(text.slice(at))?.[0]
    if (skipped !== undefined) {
      kept += '#'.repeat(skipped.length)
      at += skipped.length
      continue
    }
    const char = text[at] ?? ''
    if (char === ')') depth -= 1
    kept += depth === 0 ? char : '#'
    if (char === '(') depth += 1
    at += 1
  }
  return kept.toLowerCase()
}

/** The columns that a statement gives, in their order; empty where the text does not tell, as for a union. */
export function outputColumns(text: string): readonly OutputColumn[] {
  // A column may be named `from`.
  const words = outermost(text).replace(/\bas\s+"?\w+"?/g, (name) => '#'.repeat(name.length))
  if (/\b(union|intersect|except)\b/.test(words)) return []
  const begin =
    /^[\s\S]*\breturning\b/.exec(words)?.[0].length ??
    /^[\s\S]*?\bselect\b(\s+distinct\b)?/.exec(words)?.[0].length
  if (begin === undefined) return []
  const next = words.slice(begin).search(/\b(from|where|group|having|order|limit|offset|window|for)\b/)
  const end = next === -1 ? words.length : begin + next
  const columns: OutputColumn[] = []
  let start = begin
  for (let at = begin; at <= end; at += 1) {
    if (at < end && words[at] !== ',') continue
    const item = text.slice(start, at)
    const expression = item.replace(/\s+as\s+("\w+"|\w+)\s*$/i, '').trim()
    columns.push({ expression, start: start + item.indexOf(expression) })
    start = at + 1
  }
  return columns
}

/** The column whose null alone makes an expression null: `epoch_ms(t.due_at)`, `amount::text`, `status = 'open'`; null for other expressions. */
export const strictOn = (expression: string): string | null =>
  /^epoch_ms\(((?:\w+\.)?\w+)\)(?:::\w+)?$/i.exec(expression)?.[1] ??
  /^((?:\w+\.)?[a-z_]\w*)::\w+$/i.exec(expression)?.[1] ??
  /^((?:\w+\.)?[a-z_]\w*) (?:=|<>) '[^']*'$/i.exec(expression)?.[1] ??
  null

/** `null`, written out. */
export const isLiteralNull = (expression: string): boolean => /^null(::\w+(\[\])?)?$/i.test(expression)

/** The statement whose one row an expression gives as jsonb, `(select to_jsonb(r) from (…) r)`; null for other expressions. */
export function partIn(expression: string): string | null {
  const begin = /^\(\s*select to_jsonb\((\w+)\) from \(/i.exec(expression)
  const end = new RegExp(`\\) ${begin?.[1]}\\s*\\)$`).exec(expression)
  return begin === null || end === null ? null : expression.slice(begin[0].length, end.index)
}

const neverNull = [
  /^count\(#*\)( filter \(#*\))?( over \(#*\))?(::\w+)?$/,
  /^(not )?exists ?\(#*\)$/,
  /^array\(#*\)$/,
  /^jsonb_build_(object|array)\(#*\)$/,
  /^[\w.]+ is (not )?null$/,
  /^(true|false|\d+)$/,
]

/** Whether an expression gives a value whatever its operands are. */
export const isNeverNull = (expression: string): boolean =>
  neverNull.some((form) => form.test(outermost(expression))) ||
  /^'[^']*'(::\w+)?$/.test(expression) ||
  (/^\(select count\(\*\)(::\w+)? from\b/.test(expression) && !/\bgroup by\b/.test(expression)) ||
  (/^coalesce\(#*\)(::\w+)?$/.test(outermost(expression)) &&
    /,\s*('[^']*'|-?\d+|true|false)(::\w+(\[\])?)?\)(::\w+)?$/i.test(expression))

/**
 * Whether a plain column may be null because an outer join found no row.
 * @param reference the column as the statement writes it, where known
 * @param table of which it is a column
 */
export function isBehindOuterJoin(text: string, reference: string | null, table: string): boolean {
  const words = outermost(text)
  const joined = (kinds: string, among: string): string[] =>
    [...among.matchAll(new RegExp(`\\b(?:${kinds})(?: outer)? join\\s+(?:lateral\\s+)?`, 'g'))].map((found) =>
      among.slice(found.index + found[0].length),
    )
  const alias = /^(\w+)\.\w+$/.exec(reference ?? '')?.[1] ?? (/\bjoin\b/.test(words) ? null : table)
  if (alias !== null) {
    const named = new RegExp(`^(\\w+|\\(#*\\))\\s+(as\\s+)?${alias}\\b|^${alias}\\s+(on|using)\\b`)
    if (joined('left', words).some((rest) => named.test(rest))) return true
    const plain = new RegExp(`\\b(from|join|update|into)\\s+${table}(\\s+(as\\s+)?${alias}\\b|\\b)`)
    if (plain.test(words) && joined('right|full', words).length === 0) return false
  }
  // Through a query within the statement: the table may be behind any of its outer joins, also by the name of a `with`.
  const lower = text.toLowerCase()
  if (joined('right|full', lower).length > 0) return true
  const queries = [...lower.matchAll(/\b(\w+)\s*(?:\([\w\s,]*\))?\s+as\s+(?:not\s+)?(?:materialized\s+)?\(/g)]
  const names = [table, ...queries.map((query) => query[1])].join('|')
  const read = new RegExp(`^(${names})$|\\b(from|join)\\s+(${names})\\b`)
  return joined('left', lower).some((rest) => read.test(operandOf(rest)))
}

/** A table, or all that is in the brackets. */
function operandOf(rest: string): string {
  if (!rest.startsWith('(')) return /^\w+/.exec(rest)?.[0] ?? ''
  const words = outermost(rest)
  return rest.slice(0, words.indexOf(')') + 1)
}
