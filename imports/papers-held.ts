/** Which papers a row names: those that the procedure requires, by their keys, and others by the name that the row gives them. Pure. */
import { searchable } from '../domain/vietnamese.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import type { ImportRow } from './import-row.ts'
import type { SourceMapping } from './source-mapping.ts'

export interface PapersNamed {
  kinds: readonly string[]
  /** Names, in NFC; no two are equal when folded. */
  others: readonly string[]
}

/**
 * Names have commas and semicolons of their own, and exports divide names by the same signs. So the longest run of pieces that is a
 * known name is one paper. What is left between two of them is one other paper, since a comma may be part of it; a semicolon or a bar ends it.
 */
export function papersNamed(
  { code, papers }: Pick<Procedure, 'code' | 'papers'>,
  { papersHeld }: Pick<ImportRow, 'papersHeld'>,
  mapping: Pick<SourceMapping, 'paperOf'>,
): PapersNamed {
  const names = Object.entries(papers).map(([kind, { name }]) => ({ kind, name: searchable(name) }))
  const own = new Map(
    names.flatMap(({ kind, name }) => [[searchable(kind), kind] as const, [name, kind] as const]),
  )
  const known = (name: string): string | undefined =>
    own.get(searchable(name)) ?? mapping.paperOf(code, name, names) ?? undefined
  const kinds = new Set<string>()
  const others = new Map<string, string>()
  const keepOther = (name: string): void => {
    const trimmed = name.trim().replace(/[,;|\s]+$/u, '')
    if (searchable(trimmed) !== '' && !others.has(searchable(trimmed)))
      others.set(searchable(trimmed), trimmed)
  }
  for (const entry of typeof papersHeld === 'string' ? papersHeld.split(/[\r\n]+/) : papersHeld) {
    const pieces = entry.split(/(?<=[,;|])/)
    let left = ''
    for (let from = 0; from < pieces.length; ) {
      const run = longestKnown(pieces.slice(from), known)
      if (run === null) {
        left += pieces[from] ?? ''
        from += 1
        if (!/[;|]\s*$/.test(left)) continue
      } else {
        kinds.add(run.kind)
        from += run.pieces
      }
      keepOther(left)
      left = ''
    }
    keepOther(left)
  }
  return { kinds: [...kinds], others: [...others.values()] }
}

function longestKnown(
  pieces: readonly string[],
  known: (name: string) => string | undefined,
): { kind: string; pieces: number } | null {
  for (let many = pieces.length; many > 0; many -= 1) {
    const kind = known(pieces.slice(0, many).join(''))
    if (kind !== undefined) return { kind, pieces: many }
  }
  return null
}
