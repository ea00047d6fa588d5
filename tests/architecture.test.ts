import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { importCircles } from './import-circles.ts'
import { type Import, importsOf, reachedFrom, type SourceFile, sourceFiles } from './source-files.ts'

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

/** Rows of the README's table: a layer, and what it imports. */
const table = readFileSync(new URL('../README.md', import.meta.url), 'utf8').matchAll(
  /^\| `([a-z]+(?:\/[a-z]+)?)` \| ((?:`|no|nothing).*) \|$/gm,
)
const spansOf = (text: string): string[] =>
  [...text.matchAll(/`([a-z][\w./-]+)`/g)].map(([, name = '']) => name)
const layers = new Map([...table].map(([, layer = '', imports = '']) => [layer, imports]))

/** What a layer imports by its row, up to the first semicolon: what follows is a rule of its own. */
const rowOf = (layer: string): string[] => spansOf(layers.get(layer)?.split(';')[0] ?? '')

/** A layer imports packages, what its row names, and itself. */
const importsByRow =
  (layer: string) =>
  ({ target }: Import): boolean =>
    !isProjectFile(target) || within(layer, ...rowOf(layer)).test(target)

/** A layer imports what its row names, and itself; of packages these alone. */
const importsByRowAndNo =
  (layer: string, ...packages: string[]) =>
  ({ target }: Import): boolean =>
    within(layer, ...rowOf(layer), ...packages).test(target)

/** What the sandbox of workflows can load; what else a workflow imports is gone when it runs. */
const isFitForSandbox = importsByRowAndNo('workflows', '@temporalio/workflow')

const ofRow = (layer: string, ...bad: Arrow['bad']): Arrow => ({
  from: within(layer),
  may: importsByRow(layer),
  bad,
})

const arrows: Record<string, Arrow> = {
  'domain imports nothing': {
    from: within('domain'),
    may: importsByRowAndNo('domain'),
    bad: ['domain/money.ts', "import { z } from 'zod'"],
  },
  'the grammar imports the domain only': {
    from: within(grammar),
    may: importsByRowAndNo(grammar),
    bad: ['procedures/grammar/plan/plan.ts', "import type { Compiled } from '../../registry/registry.ts'"],
  },
  'routes, kit, registry and handbook import grammar and domain': {
    from: /^procedures\/(?!grammar\/)/,
    may: importsByRow('procedures'),
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
  'db, by its row': ofRow(
    'db',
    'db/dossier/requests/requests.ts',
    "import type { DossierInput } from '../../../engine/messages.ts'",
  ),
  'the engine, by its row': ofRow(
    'engine',
    'engine/connection.ts',
    "import { relayOnce } from '../relay/relay.ts'",
  ),
  'the store of files, by its row': ofRow(
    'papers',
    'papers/store.ts',
    "import { openEngine } from '../engine/connection.ts'",
  ),
  'reorganisations are pure: they import the domain, and node:util to compare rows': {
    from: within('reorganisations'),
    may: importsByRowAndNo('reorganisations', 'node:util'),
    bad: ['reorganisations/grammar/produce.ts', "import { openDatabase } from '../../db/database.ts'"],
  },
  'placement is pure, but for the file that reads its data': {
    from: /^placement\/(?!load-placer\.ts)/,
    may: importsByRowAndNo('placement', '@turf', 'flatbush', 'geojson'),
    bad: ['placement/placer.ts', "import { readDataFile } from '../db/load/reference-files.ts'"],
  },
  'the file that reads the data of placement imports db too, and nothing above it': {
    from: /^placement\/load-placer\.ts$/,
    may: ({ target }) => !isProjectFile(target) || within('placement', 'domain', 'db').test(target),
    bad: ['placement/load-placer.ts', "import { openEngine } from '../engine/connection.ts'"],
  },
  'certificates, by their row: no engine': ofRow(
    'certificate',
    'certificate/issue-certificate.ts',
    "import { runningRuns } from '../activities/reconcile/workflows.ts'",
  ),
  'imports from other systems, by their row: neither engine nor api': ofRow(
    'imports',
    'imports/import-backlog.ts',
    "import { startOptionsOf } from '../engine/start-run.ts'",
  ),
  'workflows, by their row: activities as types; no package but the workflow SDK': {
    from: within('workflows'),
    may: (imported) =>
      isFitForSandbox(imported) ||
      (imported.typeOnly && within('activities', 'engine').test(imported.target)),
    bad: ['workflows/dossier.ts', "import { createWrites } from '../activities/create-activities.ts'"],
  },
  'activities, by their row: no workflow': ofRow(
    'activities',
    'activities/start-worker.ts',
    "const late = await import('../workflows/due-timer.ts')",
  ),
  'the relay, by its row; workflows as types': {
    from: within('relay'),
    may: (imported) =>
      importsByRow('relay')(imported) || (imported.typeOnly && within('workflows').test(imported.target)),
    bad: ['relay/relay.ts', "import { createWrites } from '../activities/create-activities.ts'"],
  },
  'the api, by its row: neither workflows nor activities': ofRow(
    'api',
    'api/app.ts',
    "import type { reconcile } from '../workflows/reconcile.ts'",
  ),
  'embedded servers, by their row: nothing of dossiers': ofRow(
    'embedded',
    'embedded/postgres.ts',
    "import { migrate } from '../db/load/migrate.ts'",
  ),
  'a rehearsal, by its row: what lies below the api': ofRow(
    'rehearsal',
    'rehearsal/start-rehearsal.ts',
    "import { buildApp } from '../api/app.ts'",
  ),
  'the client is a package of its own': ofRow(
    'client',
    'client/client.ts',
    "import { errorMessages } from '../domain/errors.ts'",
  ),
  'demo and bench import of the commands bin/process alone': {
    from: within('demo', 'bench'),
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
  'nobody imports commands but they themselves, demo, bench and tests': {
    from: /^(?!(tests|bench|demo|bin)\/)/,
    may: ({ target }) => !within('bin').test(target),
    bad: ['harness/processes.ts', "import { readSettings } from '../bin/settings.ts'"],
  },
  'nobody imports the demo but commands': {
    from: /^(?!(demo|bin|tests)\/)/,
    may: ({ target }) => !within('demo').test(target),
    bad: ['harness/story.ts', "import { tellStory } from '../demo/story.ts'"],
  },
  'nobody imports the bench but it and tests': {
    from: /^(?!(bench|tests)\/)/,
    may: ({ target }) => !within('bench').test(target),
    bad: ['demo/story.ts', "import { alternate } from '../bench/figure.ts'"],
  },
  'the harness is for demo, bench and tests': {
    from: /^(?!(harness|demo|bench|tests)\/)/,
    may: ({ target }) => !within('harness').test(target),
    bad: ['bin/start.ts', "import { until } from '../harness/until.ts'"],
  },
  'commands, demo, bench and harness import no tests': {
    from: /^(?!tests\/|vitest\.config\.ts$)/,
    may: ({ target }) => !within('tests').test(target),
    bad: ['demo/story.ts', "import type { Site } from '../tests/faults/site.ts'"],
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

  test('each layer has its row in the README, and each row its rule', () => {
    const folders = [...layers.keys()]
    expect(folders).toHaveLength(17)
    const named = (layer: string) =>
      Object.values(arrows).some(({ from, may }) => {
        const path = `${layer}/any-file.ts`
        return (
          from.test(path) &&
          !may({ target: 'tests/any-file.ts', typeOnly: false }) &&
          !may({ target: 'bin/worker.ts', typeOnly: false })
        )
      })
    expect(folders.filter((layer) => !named(layer))).toEqual([])
  })

  test('a type may come from where a value may not', () => {
    const arrow = arrows['the relay, by its row; workflows as types']
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
    const isUnfit = (target: string) => !isFitForSandbox({ target, typeOnly: false })
    expect(reachedFrom('workflows/bundle.ts', files).filter(isUnfit)).toEqual([])
    const slip = [
      { path: 'a.ts', text: "import { b } from './b.ts'" },
      { path: 'b.ts', text: "import { hash } from 'node:crypto'" },
    ]
    expect(reachedFrom('a.ts', slip)).toEqual(['b.ts', 'node:crypto'])
    expect(isUnfit('node:crypto')).toBe(true)
  })
})
