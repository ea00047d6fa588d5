import { beforeAll, describe, expect, test } from 'vitest'
import { reachedFrom, type SourceFile, sourceFiles } from './source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

describe('servers of a test run', () => {
  /** As modules are loaded: what a module imports later, when it is needed, is left out. */
  const atLoad = (sources: readonly SourceFile[]): readonly SourceFile[] =>
    sources.map(({ path, text }) => ({ path, text: text.replace(/\bimport\(/g, 'later(') }))
  const servers = /^(postgres|@temporalio\/.*|embedded\/.*|db\/database\.ts)$/
  /** Through it alone a test file asks for a server of the run. */
  const sharedServer = /^tests\/shared-server\.ts$/
  const pure =
    /^tests\/(domain|placement|procedures\/(definitions|grammar|handbook|registry)|reorganisations\/(checks|grammar|preview))\/.*\.test\.ts$/

  test('no server is loaded for a run or before a test file that asks for none', () => {
    const config = files.find(({ path }) => path === 'vitest.config.ts')?.text ?? ''
    const loaded = [...config.matchAll(/'(tests\/[\w/-]+\.ts)'/g)].map(([, path = '']) => path)
    expect(loaded).toHaveLength(4)
    const sources = atLoad(files)
    const reached = loaded.flatMap((path) => reachedFrom(path, sources))
    expect(reached.filter((target) => servers.test(target) || sharedServer.test(target))).toEqual([])
    const bad = { path: 'tests/setup.ts', text: "import { startPostgres } from '../embedded/postgres.ts'" }
    expect(reachedFrom(bad.path, [bad]).filter((target) => servers.test(target))).toHaveLength(1)
  })

  test('a test file of a pure layer can reach no server', () => {
    const asks = (path: string, sources: readonly SourceFile[]): boolean =>
      reachedFrom(path, sources).some((target) => sharedServer.test(target))
    const sources = atLoad(files)
    const found = files.map(({ path }) => path).filter((path) => pure.test(path))
    expect(found.length).toBeGreaterThan(60)
    expect(found.filter((path) => asks(path, sources))).toEqual([])
    const bad = [
      { path: 'tests/domain/money.test.ts', text: "import { anyDossier } from '../story.ts'" },
      { path: 'tests/story.ts', text: "import { testDatabase } from './database.ts'" },
      { path: 'tests/database.ts', text: "import { sharedServer } from './shared-server.ts'" },
    ]
    expect(asks('tests/domain/money.test.ts', bad)).toBe(true)
  })
})
