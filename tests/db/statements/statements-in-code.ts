import type { SourceFile } from '../../source-files.ts'

export interface StatementInCode {
  name: string
  path: string
  /** Its text, `?` where values and fragments stand. */
  template: string
}

const called = /\btyped(?:Rows\(\s*[\w.]+,\s*'([^']+)'|Pages\(\s*[\w.]+,\s*'([^']+)',\s*\w+),?\s*\)\s*`/g

/** The statements that files send by name. */
export const statementsOf = ({ path, text }: SourceFile): readonly StatementInCode[] =>
  [...text.matchAll(called)].map((found) => ({
    name: found[1] ?? found[2] ?? '',
    path,
    template: templateAt(text, found.index + found[0].length),
  }))

/** Calls of `typedRows` and `typedPages` that `statementsOf` cannot read, for instance with a name that is not written out. */
export const unreadable = ({ text }: SourceFile): number =>
  [...text.matchAll(/(?<!function )typed(?:Rows|Pages)\(/g)].length - [...text.matchAll(called)].length

/** A template literal, from behind its first backtick. */
function templateAt(text: string, start: number): string {
  let literal = ''
  for (let at = start; at < text.length && text[at] !== '`'; ) {
    if (text.startsWith('${', at)) {
      at = endOfHole(text, at + 2)
      literal += '?'
    } else {
      const length = text[at] === '\\' ? 2 : 1
      literal += text.slice(at, at + length)
      at += length
    }
  }
  return literal
}

/** Behind the brace that closes a `${…}`. */
function endOfHole(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]
    if (char === '`') {
      at += 1
      while (at < text.length && text[at] !== '`') {
        if (text.startsWith('${', at)) at = endOfHole(text, at + 2)
        else at += text[at] === '\\' ? 2 : 1
      }
    } else if (char === "'") {
      at = text.indexOf("'", at + 1)
    } else if (char === '{') depth += 1
    else if (char === '}') {
      if (depth === 0) return at + 1
      depth -= 1
    }
  }
  return text.length
}
