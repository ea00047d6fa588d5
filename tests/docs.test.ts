import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const notOurs = new Set(['node_modules', '.data', '.git'])

interface Page {
  /** From the project's root, e.g. `docs/events.md`. */
  path: string
  text: string
}

/** Paths of all files below a folder, from the root. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const below = entries
    .filter(({ name }) => !notOurs.has(name))
    .map(async (entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    )
  return (await Promise.all(below)).flat()
}

const files = await filesBelow('')
const fileNames = new Set(files.map((file) => basename(file)))
const topFolders = new Set(
  files.flatMap((file) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : [])),
)
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8')
const pages: readonly Page[] = await Promise.all(
  files
    .filter((file) => /^(README|CONTRIBUTING)\.md$|^(docs|data)\/.*\.md$/.test(file))
    .map(async (path) => ({ path, text: await read(path) })),
)

/** Commands and their output are no prose: what a block names need not be here. */
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')
const withoutSpans = (text: string): string => text.replace(/`[^`\n]*`/g, '')

/** The anchors of a page, by GitHub's rule. */
const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

async function brokenLinks({ path, text }: Page): Promise<readonly string[]> {
  const links = withoutSpans(withoutBlocks(text)).matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g)
  const broken = [...links].map(async ([, name = '', anchor]) => {
    const target = name === '' ? path : normalize(join(dirname(path), name))
    if (!existsSync(join(root, target))) return [`${path} links to ${target}, which does not exist`]
    if (anchor === undefined || anchorsOf(await read(target)).has(anchor)) return []
    return [`${path} links to ${target}#${anchor}, which has no such heading`]
  })
  return (await Promise.all(broken)).flat()
}

/** A code span names a path where a word of it begins with a folder of the root, or is the bare name of a source file. */
function missingPaths({ path, text }: Page): readonly string[] {
  const spans = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  const words = spans.flatMap((span) => span.split(/\s+/))
  const paths = words.filter((word) => word.includes('/') && topFolders.has(word.split('/')[0] ?? ''))
  const names = spans.filter((span) => /^[a-z0-9-]+(\.test)?\.ts$/.test(span))
  return [
    // `procedures/definitions/<field>/…` and `known-bad/*.patch` are judged up to their first gap.
    ...paths.map((name) => name.replace(/[<*…{].*$/, '')).filter((name) => !existsSync(join(root, name))),
    ...names.filter((name) => !fileNames.has(name)),
  ].map((name) => `${path} names ${name}, which does not exist`)
}

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(await read('package.json'))

/** A command names a script, and a command about a procedure one that there is. */
function failingCommands({ path, text }: Page): readonly string[] {
  const runs = [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
  const codes = [...text.matchAll(/procedure:[a-z]+ -- (\d\.\d+)\b/g)].map(([, code = '']) => code)
  return [
    ...runs.filter((name) => scripts[name] === undefined).map((name) => `npm run ${name}`),
    ...codes.filter((code) => !files.some((file) => basename(file).startsWith(`${code}-`))),
  ].map((what) => `${path} names ${what}, which does not exist`)
}

describe('README, CONTRIBUTING and docs', () => {
  test('link to pages and headings that exist', async () => {
    expect(pages.length).toBeGreaterThan(30)
    expect((await Promise.all(pages.map(brokenLinks))).flat()).toEqual([])
  })

  test('name files and folders that exist', () => {
    expect(pages.flatMap(missingPaths)).toEqual([])
  })

  test('name commands and procedures that exist', () => {
    expect(pages.flatMap(failingCommands)).toEqual([])
    const bad = { path: 'README.md', text: '`npm run -s gone`, `npm run -s procedure:show -- 9.999999`' }
    expect(failingCommands(bad)).toEqual([
      'README.md names npm run gone, which does not exist',
      'README.md names 9.999999, which does not exist',
    ])
  })

  test('a wrong link, heading, path or file name is found', async () => {
    const bad: Page = {
      path: 'docs/bad.md',
      text: 'See [one](../db/gone.ts) and [two](events.md#gone).\n\n# Here\n`db/read/inbox.ts`, `npm test -- tests/gone.test.ts`, `filing-of.ts`, `procedures/gone/<field>/x.ts`\n```\n`api/gone.ts`\n```\n',
    }
    expect((await brokenLinks(bad)).map((line) => line.split(', ')[0])).toEqual([
      'docs/bad.md links to db/gone.ts',
      'docs/bad.md links to docs/events.md#gone',
    ])
    expect(missingPaths(bad).map((line) => line.split(', ')[0])).toEqual([
      'docs/bad.md names db/read/inbox.ts',
      'docs/bad.md names tests/gone.test.ts',
      'docs/bad.md names procedures/gone/',
      'docs/bad.md names filing-of.ts',
    ])
  })
})
