import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SourceFile {
  /** From the project's root, e.g. `workflows/dossier.ts`. */
  path: string
  text: string
}

export interface Import {
  /** Path from the root for a file of the project, else the name of the package or `node:` module. */
  target: string
  typeOnly: boolean
}

const root = fileURLToPath(new URL('../', import.meta.url))
const skipped = new Set(['node_modules', '.data', '.git'])

/** Every TypeScript file of the project, or every page, or every patch of a known-bad build. */
export async function sourceFiles(ending: '.ts' | '.md' | '.patch' = '.ts'): Promise<readonly SourceFile[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => !skipped.has(entry.name))
  const paths = await Promise.all(
    folders.map(async (entry) =>
      entry.isDirectory()
        ? (await readdir(join(root, entry.name), { recursive: true })).map((path) => join(entry.name, path))
        : [entry.name],
    ),
  )
  // The client is a package of its own and has a node_modules of its own.
  const files = paths.flat().filter((path) => !path.split('/').some((part) => skipped.has(part)))
  const code = files.filter((path) => path.endsWith(ending))
  return Promise.all(
    code.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  )
}

/** What runs in operation: all but tests, what is measured, the demo day, and the client, a package of its own. */
export const isProduct = ({ path }: Pick<SourceFile, 'path'>): boolean =>
  path.includes('/') && !/^(tests|bench|demo|harness|client|docs)\//.test(path)

const importsRead = new WeakMap<SourceFile, readonly Import[]>()

/** What a file imports, re-exports or loads by a literal name. Read once: a walk over imports asks for the same files many times. */
export function importsOf(file: SourceFile): readonly Import[] {
  const read = importsRead.get(file) ?? readImports(file)
  importsRead.set(file, read)
  return read
}

function readImports({ path, text }: SourceFile): readonly Import[] {
  const code = codeOf(text)
  const clauses = code.matchAll(/^\s*(?:import|export)\b([^'"`;]*?)\bfrom\s*(['"])([^'"]+)\2/gm)
  // The word in quotes is a value.
  const bare = code.matchAll(/(?<!['"])\bimport\s*\(?\s*(['"])([^'"]+)\1/g)
  return [
    ...[...clauses].map(([, names = '', , name = '']) => ({
      target: targetOf(path, name),
      typeOnly: isTypeOnly(names),
    })),
    ...[...bare].map(([, , name = '']) => ({ target: targetOf(path, name), typeOnly: false })),
  ]
}

const targetOf = (path: string, name: string): string =>
  name.startsWith('.') ? normalize(join(dirname(path), name)) : name

function isTypeOnly(names: string): boolean {
  if (/^\s*type\b/.test(names)) return true
  const inner = /\{([^}]*)\}/.exec(names)?.[1]
  if (inner === undefined || /^[^{]*\w/.test(names)) return false
  const parts = inner.split(',').map((part) => part.trim())
  return parts.every((part) => part === '' || part.startsWith('type '))
}

/** The text without its comments. */
export const codeOf = (text: string): string => parse(text).code

/** The text of template literals, their `${…}` left out: where SQL stands. */
export const templatesOf = (text: string): readonly string[] => parse(text).templates

/** Good enough for formatted code: it knows strings, templates and comments, not regular expressions. */
function parse(text: string): { code: string; templates: readonly string[] } {
  const templates: string[] = []
  let code = ''
  let at = 0
  const take = (length: number): string => {
    const taken = text.slice(at, at + length)
    at += length
    code += taken
    return taken
  }
  const template = (): void => {
    let literal = ''
    take(1)
    while (at < text.length && text[at] !== '`') {
      if (text[at] === '\\') literal += take(2)
      else if (text.startsWith('${', at)) {
        take(2)
        outside(true)
        literal += '?'
      } else literal += take(1)
    }
    take(1)
    templates.push(literal)
  }
  const outside = (inHole: boolean): void => {
    let depth = 0
    while (at < text.length) {
      const rest = /^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(text.slice(at, at + 5_000))?.[0]
      if (rest !== undefined) at += rest.length
      else if (text[at] === '`') template()
      else if (text[at] === "'" || text[at] === '"') {
        const quoted = /^(['"])(?:\\.|(?!\1)[^\\\n])*\1?/.exec(text.slice(at, at + 5_000))?.[0] ?? "'"
        take(quoted.length)
      } else {
        const char = take(1)
        if (char === '{') depth += 1
        if (char === '}') depth -= 1
        if (inHole && depth < 0) return
      }
    }
  }
  outside(false)
  return { code, templates }
}

/** What a file imports by value, and what that imports: paths and names of packages. */
export function reachedFrom(
  path: string,
  sources: readonly SourceFile[],
  seen = new Set<string>(),
): string[] {
  const file = sources.find((source) => source.path === path)
  for (const { target, typeOnly } of file === undefined ? [] : importsOf(file)) {
    if (typeOnly || seen.has(target)) continue
    seen.add(target)
    reachedFrom(target, sources, seen)
  }
  return [...seen]
}
