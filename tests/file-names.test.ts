import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
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

  /** Whether `npm run lint` refuses a function of a file of `db` for its length. */
  const refuses = async (lines: readonly string[]): Promise<boolean> =>
    await new Promise((resolve, reject) => {
      const only = '--only=complexity/noExcessiveLinesPerFunction'
      const linter = execFile(
        'node_modules/.bin/biome',
        ['lint', only, '--stdin-file-path=db/bad.ts'],
        (error, _, diagnostics) => {
          if (error === null) return resolve(false)
          return error.code === 1 ? resolve(true) : reject(new Error(diagnostics, { cause: error }))
        },
      )
      linter.stdin?.end(`export function bad() {\n${lines.join('\n')}\n}\n`)
    })

  // Lint counts neither closing brackets nor the text of a statement: 60 are some 70 lines of a file.
  test('lint refuses a function of more than 60 lines, and counts a statement of SQL as one', async () => {
    const calls = (count: number): string[] => Array(count).fill('  x()')
    expect(await refuses(calls(60))).toBe(false)
    expect(await refuses(calls(61))).toBe(true)
    expect(await refuses(['  sql`', ...calls(61), '  `'])).toBe(false)
  })
})
