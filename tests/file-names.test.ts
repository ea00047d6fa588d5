import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve as resolvePath } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type SourceFile, sourceFiles } from './source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

describe('names', () => {
  const misnamed = (paths: readonly string[]): readonly string[] =>
    paths.filter(
      (path) =>
        basename(path) === 'index.ts' ||
        /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(path) ||
        !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(basename(path)),
    )

  test('files are named after what they hold; no barrel but the kit, no drawers', () => {
    expect(misnamed(files.map(({ path }) => path))).toEqual([])
    expect(misnamed(['db/index.ts', 'api/utils/dates.ts', 'db/outboxQueries.ts'])).toEqual([
      'db/index.ts',
      'api/utils/dates.ts',
      'db/outboxQueries.ts',
    ])
  })
})

describe('rooms', () => {
  const mostFiles = 16
  /** Lists with one file a thing, which are looked up by name; of tests one file has several. */
  const flat = /^(bin|bench|demo|db\/schema|tests(\/.*)?|procedures\/definitions\/.*)$/

  const crowded = (paths: readonly string[]): readonly string[] => {
    const folders = paths.map(dirname).filter((folder) => !flat.test(folder))
    return [...new Set(folders)].filter(
      (one) => folders.filter((folder) => folder === one).length > mostFiles,
    )
  }

  test('no folder but a list keeps more than sixteen files loose', () => {
    expect(crowded(files.map(({ path }) => path))).toEqual([])
    const of = (folder: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${folder}/f${at}.ts`)
    expect(crowded([...of('db/dossier', 17), ...of('db/tasks', 16), ...of('db/schema', 30)])).toEqual([
      'db/dossier',
    ])
  })
})

describe('lengths', () => {
  const mostLines = 300
  /** Written by a command, and read by nobody from end to end. */
  const generated = ['client/schema.d.ts', 'db/row-types.ts']

  const tooLong = (sources: readonly SourceFile[]): readonly string[] =>
    sources
      .filter(({ path, text }) => text.trimEnd().split('\n').length > mostLines && !generated.includes(path))
      .map(({ path }) => path)

  test('no file has more than 300 lines but those that are generated, which say so', () => {
    expect(tooLong(files)).toEqual([])
    const longLines = (count: number) => 'x()\n'.repeat(count)
    const bad = [
      { path: 'db/inbox.ts', text: longLines(301) },
      { path: 'db/short.ts', text: longLines(300) },
      { path: 'db/row-types.ts', text: longLines(301) },
    ]
    expect(tooLong(bad)).toEqual(['db/inbox.ts'])
    for (const path of generated) {
      expect(files.find((file) => file.path === path)?.text.slice(0, 300), path).toMatch(
        /generated|written by/i,
      )
    }
  })

  /** Files among these that `npm run lint` refuses for the length of a function, by its own configuration. */
  async function refusedByLint(sources: readonly SourceFile[]): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'thong-suot-lint-'))
    try {
      const config: unknown = JSON.parse(await readFile('biome.json', 'utf8'))
      // The folder is no repository.
      const here = { ...z.record(z.string(), z.unknown()).parse(config), vcs: { enabled: false } }
      await writeFile(join(folder, 'biome.json'), JSON.stringify(here))
      for (const { path, text } of sources) await writeFile(join(folder, path), text)
      const only = '--only=complexity/noExcessiveLinesPerFunction'
      const said = await new Promise<string>((resolve) => {
        execFile(resolvePath('node_modules/.bin/biome'), ['lint', only], { cwd: folder }, (_, out, err) =>
          resolve(out + err),
        )
      })
      return sources.map(({ path }) => path).filter((path) => said.includes(`${path}:`))
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  // Lint counts neither closing brackets nor the text of a statement: 60 are some 70 lines of a file.
  test('lint refuses a function of more than 60 lines, and counts a statement of SQL as one', async () => {
    const calls = (count: number): string => '  x()\n'.repeat(count)
    const files = [
      { path: 'short.ts', text: calls(60) },
      { path: 'long.ts', text: calls(61) },
      { path: 'statement.ts', text: `  sql\`\n${calls(61)}  \`\n` },
    ].map(({ path, text }) => ({ path, text: `export function of() {\n${text}}\n` }))
    expect(await refusedByLint(files)).toEqual(['long.ts'])
  })
})
