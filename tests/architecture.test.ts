import { beforeAll, describe, expect, test } from 'vitest'
import { importCircles } from './import-circles.ts'
import { type Import, importsOf, type SourceFile, sourceFiles } from './source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

/** Who may import whom: a folder, and whether a file of it may import a target. */
interface Arrow {
  from: RegExp
  may(imported: Import): boolean
  /** A file that the rule must catch, and its text. */
  bad: readonly [path: string, text: string]
}

const isProjectFile = (target: string): boolean => target.endsWith('.ts')
const within = (...folders: string[]) =>
  new RegExp(`^(${folders.map((folder) => folder.replace('.', '\\.')).join('|')})(/|$)`)

const grammar = 'procedures/grammar'
/** The constants of the engine that code of every layer shares. */
const config = 'temporal.config.ts'

/** A layer imports packages, what is named, and itself. */
const importsOnly =
  (...folders: string[]) =>
  ({ target }: Import): boolean =>
    !isProjectFile(target) || within(...folders).test(target)

const arrows: Record<string, Arrow> = {
  'domain imports nothing': {
    from: within('domain'),
    may: ({ target }) => within('domain').test(target),
    bad: ['domain/money.ts', "import { z } from 'zod'"],
  },
  'the grammar imports the domain only': {
    from: within(grammar),
    may: ({ target }) => within(grammar, 'domain').test(target),
    bad: ['procedures/grammar/plan/plan.ts', "import type { Compiled } from '../../registry/registry.ts'"],
  },
  'routes, kit, registry and handbook import grammar and domain': {
    from: /^procedures\/(?!grammar\/)/,
    may: importsOnly('procedures', 'domain'),
    bad: ['procedures/registry/registry.ts', "import { openDatabase } from '../../db/database.ts'"],
  },
  'a definition imports the kit alone': {
    from: within('procedures/definitions'),
    may: ({ target }) => target === 'procedures/kit/kit.ts',
    bad: [
      'procedures/definitions/ho-tich/khai-sinh.ts',
      "import { article } from '../../grammar/definition/basis.ts'",
    ],
  },
  'db imports domain, grammar and reorganisations': {
    from: within('db'),
    may: importsOnly('db', 'domain', grammar, 'reorganisations'),
    bad: [
      'db/dossier/requests/requests.ts',
      "import type { DossierInput } from '../../../engine/messages.ts'",
    ],
  },
  'the engine imports domain, grammar and db': {
    from: within('engine'),
    may: importsOnly('engine', 'db', 'domain', grammar, config),
    bad: ['engine/connection.ts', "import { relayOnce } from '../relay/relay.ts'"],
  },
  'the store of files imports domain and db': {
    from: within('papers'),
    may: importsOnly('papers', 'domain', 'db'),
    bad: ['papers/store.ts', "import { openEngine } from '../engine/connection.ts'"],
  },
  'reorganisations are pure: they import the domain, and node:util to compare rows': {
    from: within('reorganisations'),
    may: ({ target }) => within('reorganisations', 'domain').test(target) || target === 'node:util',
    bad: ['reorganisations/grammar/produce.ts', "import { openDatabase } from '../../db/database.ts'"],
  },
  'placement is pure, but for the file that reads its data': {
    from: /^placement\/(?!load-placer\.ts)/,
    may: ({ target }) =>
      within('placement', 'domain', '@turf', 'flatbush').test(target) || target === 'geojson',
    bad: ['placement/placer.ts', "import { readDataFile } from '../db/load/reference-files.ts'"],
  },
  'certificates import grammar, domain and db, and no engine': {
    from: within('certificate'),
    may: importsOnly('certificate', 'db', 'procedures', 'domain'),
    bad: [
      'certificate/issue-certificate.ts',
      "import { runningRuns } from '../activities/reconcile/workflows.ts'",
    ],
  },
  'imports from other systems know neither engine nor api': {
    from: within('imports'),
    may: importsOnly('imports', 'placement', 'procedures', 'db', 'domain'),
    bad: ['imports/import-backlog.ts', "import { startOptionsOf } from '../engine/start-run.ts'"],
  },
  'workflows import grammar, domain and messages; activities as types; no package but the workflow SDK': {
    from: within('workflows'),
    may: ({ target, typeOnly }) =>
      target === '@temporalio/workflow' ||
      within('workflows', grammar, 'domain', config, 'engine/messages.ts').test(target) ||
      (typeOnly && within('activities', 'engine').test(target)),
    bad: ['workflows/dossier.ts', "import { createWrites } from '../activities/create-activities.ts'"],
  },
  'activities import what lies below them, and no workflow': {
    from: within('activities'),
    may: importsOnly('activities', 'engine', 'db', 'procedures', 'reorganisations', 'domain', config),
    bad: ['activities/start-worker.ts', "const late = await import('../workflows/due-timer.ts')"],
  },
  'the relay imports what lies below it; workflows as types': {
    from: within('relay'),
    may: (imported) =>
      importsOnly('relay', 'engine', 'db', 'papers', 'procedures', 'domain', config)(imported) ||
      (imported.typeOnly && within('workflows').test(imported.target)),
    bad: ['relay/relay.ts', "import { createWrites } from '../activities/create-activities.ts'"],
  },
  'the api imports what lies below it, and neither workflows nor activities': {
    from: within('api'),
    may: importsOnly(
      ...['api', 'relay', 'engine', 'db', 'papers', 'placement', 'imports', 'procedures', 'reorganisations'],
      ...['domain', config],
    ),
    bad: ['api/app.ts', "import type { reconcile } from '../workflows/reconcile.ts'"],
  },
  'embedded servers know the constants of the engine, and nothing of dossiers': {
    from: within('embedded'),
    may: ({ target }) =>
      !isProjectFile(target) ||
      /^(embedded\/|temporal\.config\.ts$|domain\/start-up-error\.ts$)/.test(target),
    bad: ['embedded/postgres.ts', "import { migrate } from '../db/load/migrate.ts'"],
  },
  'a rehearsal imports what lies below the api': {
    from: within('rehearsal'),
    may: importsOnly(
      ...[
        'rehearsal',
        'activities',
        'relay',
        'engine',
        'certificate',
        'embedded',
        'db',
        'papers',
        'procedures',
      ],
      ...['reorganisations', 'domain', config],
    ),
    bad: ['rehearsal/start-rehearsal.ts', "import { buildApp } from '../api/app.ts'"],
  },
  'the client is a package of its own': {
    from: within('client'),
    may: importsOnly('client'),
    bad: ['client/client.ts', "import { errorMessages } from '../domain/errors.ts'"],
  },
  'the demo imports of the commands bin/process alone': {
    from: within('demo'),
    may: ({ target }) => !/^bin\/(?!process\/)/.test(target),
    bad: ['demo/story.ts', "import { plays } from '../bin/demo.ts'"],
  },
  'bin/process imports no command and no demo': {
    from: within('bin/process'),
    may: ({ target }) => !/^(bin\/(?!process\/)|demo\/)/.test(target),
    bad: ['bin/process/run.ts', "import { tellStory } from '../../demo/story.ts'"],
  },
  'nobody imports the api but the entry points': {
    from: /^(?!(api|bin|tests|bench|demo|harness)\/)/,
    may: ({ target }) => !within('api').test(target),
    bad: ['activities/notices.ts', "import '../api/server/errors.ts'"],
  },
  'nobody imports bench or entry points but they themselves and tests': {
    from: /^(?!(tests|bench|demo|bin)\/)/,
    may: ({ target }) => !within('bench', 'demo', 'bin').test(target),
    bad: ['harness/processes.ts', "import { readSettings } from '../bin/settings.ts'"],
  },
  'commands, demo, bench and harness import no tests': {
    from: /^(?!tests\/|vitest\.config\.ts$)/,
    may: ({ target }) => !within('tests').test(target),
    bad: ['demo/story.ts', "import type { Site } from '../tests/faults/site.ts'"],
  },
  'the harness is for demo, bench and tests': {
    from: /^(?!(harness|demo|bench|tests)\/)/,
    may: ({ target }) => !within('harness').test(target),
    bad: ['relay/relay.ts', "import { until } from '../harness/until.ts'"],
  },
}

function crossing({ from, may }: Arrow, sources: readonly SourceFile[]): readonly string[] {
  return sources
    .filter(({ path }) => from.test(path))
    .flatMap((file) =>
      importsOf(file)
        .filter((imported) => !may(imported))
        .map(({ target }) => `${file.path} imports ${target}`),
    )
}

describe('imports', () => {
  for (const [rule, arrow] of Object.entries(arrows)) {
    test(rule, () => {
      expect(crossing(arrow, files)).toEqual([])
      const [path, text] = arrow.bad
      expect(crossing(arrow, [{ path, text }])).toHaveLength(1)
    })
  }

  test('a type may come from where a value may not', () => {
    const arrow = arrows['the relay imports what lies below it; workflows as types']
    const text = "import type { reconcile } from '../workflows/reconcile.ts'"
    expect(arrow && crossing(arrow, [{ path: 'relay/schedule-rounds.ts', text }])).toEqual([])
  })

  test('no file imports itself by way of others, types included', () => {
    expect(importCircles(files)).toEqual([])
    const circle = [
      { path: 'db/a.ts', text: "import { b } from './b.ts'" },
      { path: 'db/b.ts', text: "import type { C } from './c.ts'\nimport 'node:fs'" },
      { path: 'db/c.ts', text: "export { a } from './a.ts'" },
      { path: 'db/d.ts', text: "import { a } from './a.ts'" },
    ]
    expect(importCircles(circle)).toEqual(['db/a.ts → db/b.ts → db/c.ts → db/a.ts'])
  })

  test('every module that the bundle of workflows reaches by value is fit for the sandbox', () => {
    expect(reachedFrom('workflows/bundle.ts', files).filter((target) => !isFitForSandbox(target))).toEqual([])
    const slip = [
      { path: 'a.ts', text: "import { b } from './b.ts'" },
      { path: 'b.ts', text: "import { hash } from 'node:crypto'" },
    ]
    expect(reachedFrom('a.ts', slip)).toEqual(['b.ts', 'node:crypto'])
    expect(isFitForSandbox('node:crypto')).toBe(false)
  })
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
    expect(loaded).toHaveLength(3)
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

const isFitForSandbox = (target: string): boolean =>
  target === '@temporalio/workflow' ||
  within('workflows', grammar, 'domain', config, 'engine/messages.ts').test(target)

function reachedFrom(path: string, sources: readonly SourceFile[], seen = new Set<string>()): string[] {
  const file = sources.find((source) => source.path === path)
  for (const { target, typeOnly } of file === undefined ? [] : importsOf(file)) {
    if (typeOnly || seen.has(target)) continue
    seen.add(target)
    reachedFrom(target, sources, seen)
  }
  return [...seen]
}
