import { importsOf, type SourceFile } from './source-files.ts'

/**
 * Generated, and types alone: it names types of every room that it takes the types of JSON columns from.
 */
const generated = 'db/row-types.ts'

/** Circles of imports, of types too, each as the files on it from its first in alphabetical order back to it; none twice. */
export function importCircles(sources: readonly SourceFile[]): readonly string[] {
  const targets = new Map(
    sources
      .filter(({ path }) => path !== generated)
      .map((file) => [file.path, new Set(importsOf(file).map(({ target }) => target))]),
  )
  const circles = new Set<string>()
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.add(inWords(way.slice(way.indexOf(path))))
    if (done.has(path) || way.includes(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...way, path])
    done.add(path)
  }
  for (const path of targets.keys()) visit(path, [])
  return [...circles]
}

function inWords(circle: readonly string[]): string {
  const first = circle.indexOf([...circle].sort()[0] ?? '')
  const turned = [...circle.slice(first), ...circle.slice(0, first)]
  return [...turned, turned[0]].join(' → ')
}
