import type { SourceFile } from '../../source-files.ts'

export interface StatementInCode {
  name: string
  path: string
  /** Its text, `?` where values and fragments stand. */
  template: string
}

/** The statements that files send by name. */
export const statementsOf = ({ path, text }: SourceFile): readonly StatementInCode[] =>
  [...text.matchAll(/\btypedRows\(\s*[\w.]+,\s*'([^']+)',?\s*\)\s*`/g)].map((found) => ({
    name: found[1] ?? '',
    path,
    template: templateAt(text, found.index + found[0].length),
  }))

/** Calls of `typedRows` that `statementsOf` cannot read, for instance with a name that is not written out. */
export const unreadable = ({ text }: SourceFile): number =>
  [...text.matchAll(/(?<!function )typedRows\(/g)].length -
  [...text.matchAll(/\btypedRows\(\s*[\w.]+,\s*'([^']+)',?\s*\)\s*`/g)].length

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
