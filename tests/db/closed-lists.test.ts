/** A closed list of words is declared once, in the room that it belongs to; tables, schemas and types take it from there. */
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf, isProduct, type SourceFile, sourceFiles } from '../source-files.ts'
import { closedLists } from './statements/closed-lists.ts'

interface Written {
  path: string
  /** Sorted, with commas. */
  words: string
  declares: boolean
}

const word = String.raw`'\w+'`
/** `['a', 'b']`, but not an array of SQL or one that has a type; and `'a' | 'b'`. */
const lists = new RegExp(
  String.raw`(?<declares>export const \w+ = )?(?<!array|\[\] = )\[\s*(?<array>${word}(?:,\s*${word})+),?\s*\]|(?<union>${word}(?:\s*\|\s*${word})+)`,
  'g',
)

/** Words that choose some keys of a type. */
const picked = /\b(Pick|Omit)<[^<>]*>/g

const writtenIn = ({ path, text }: SourceFile): readonly Written[] =>
  [...codeOf(text).replace(picked, '').matchAll(lists)].map(({ groups }) => ({
    path,
    words: [...new Set((groups?.array ?? groups?.union ?? '').match(/\w+/g))].sort().join(),
    declares: groups?.declares !== undefined,
  }))

/** Lists of a table that are written out besides their declaration, or of three words and more that are written out twice. */
function writtenAgain(files: readonly SourceFile[]): readonly string[] {
  const ofTables = new Set(
    [...closedLists.values()].map((type) => [...(type.match(/\w+/g) ?? [])].sort().join()),
  )
  const all = files.flatMap(writtenIn)
  return [...new Set(all.map(({ words }) => words))].flatMap((words) => {
    const places = all.filter((one) => one.words === words)
    const closed = ofTables.has(words) || (words.split(',').length > 2 && places.length > 1)
    const others = places.filter(({ declares }) => !declares)
    return closed && (others.length > 0 || places.length > 1)
      ? [`${words}: ${places.map(({ path }) => path).join(', ')}`]
      : []
  })
}

let files: readonly SourceFile[]

beforeAll(async () => {
  // Routes list their own steps.
  const without = /^(db\/row-types\.ts|procedures\/(definitions|routes)\/)/
  files = (await sourceFiles()).filter((file) => isProduct(file) && !without.test(file.path))
})

describe('a closed list', () => {
  test('of a column is imported by db/schema, not written out there', () => {
    const schema = files.filter(({ path }) => path.startsWith('db/schema/'))
    expect(schema.filter(({ text }) => /\benum: \[\s*'/.test(codeOf(text))).map(({ path }) => path)).toEqual(
      [],
    )
  })

  test('is written out in one place', () => {
    expect(writtenAgain(files)).toEqual([])
  })

  test('that is written out again is found, as a type and as a list', () => {
    const declared = { path: 'domain/a.ts', text: "export const statuses = ['open', 'closed'] as const" }
    const again = [
      { path: 'db/b.ts', text: "status: 'closed' | 'open'" },
      { path: 'api/c.ts', text: "z.enum(['open', 'closed'])" },
    ]
    expect(writtenAgain([declared])).toEqual([])
    expect(again.flatMap((file) => writtenAgain([declared, file]))).toEqual([
      'closed,open: domain/a.ts, db/b.ts',
      'closed,open: domain/a.ts, api/c.ts',
    ])
  })
})
