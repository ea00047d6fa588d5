import { basename } from 'node:path'
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
  },
  'the grammar imports the domain only': {
    from: within(grammar),
    may: ({ target }) => within(grammar, 'domain').test(target),
  },
  'routes, kit, registry and handbook import grammar and domain': {
    from: /^procedures\/(?!grammar\/)/,
    may: importsOnly('procedures', 'domain'),
  },
  'a definition imports the kit alone': {
    from: within('procedures/definitions'),
    may: ({ target }) => target === 'procedures/kit/kit.ts',
  },
  'db imports domain, grammar and reorganisations': {
    from: within('db'),
    may: importsOnly('db', 'domain', grammar, 'reorganisations'),
  },
  'the engine imports domain, grammar and db': {
    from: within('engine'),
    may: importsOnly('engine', 'db', 'domain', grammar, config),
  },
  'the store of files imports domain and db': {
    from: within('papers'),
    may: importsOnly('papers', 'domain', 'db'),
  },
  'reorganisations are pure: they import the domain, and node:util to compare rows': {
    from: within('reorganisations'),
    may: ({ target }) => within('reorganisations', 'domain').test(target) || target === 'node:util',
  },
  'placement is pure, but for the file that reads its data': {
    from: /^placement\/(?!load-placer\.ts)/,
    may: ({ target }) =>
      within('placement', 'domain', '@turf', 'flatbush').test(target) || target === 'geojson',
  },
  'certificates import grammar, domain and db, and no engine': {
    from: within('certificate'),
    may: importsOnly('certificate', 'db', 'procedures', 'domain'),
  },
  'imports from other systems know neither engine nor api': {
    from: within('imports'),
    may: importsOnly('imports', 'placement', 'procedures', 'db', 'domain'),
  },
  'workflows import grammar, domain and messages; activities as types; no package but the workflow SDK': {
    from: within('workflows'),
    may: ({ target, typeOnly }) =>
      target === '@temporalio/workflow' ||
      within('workflows', grammar, 'domain', config, 'engine/messages.ts').test(target) ||
      (typeOnly && within('activities', 'engine').test(target)),
  },
  'activities import what lies below them, and no workflow': {
    from: within('activities'),
    may: importsOnly('activities', 'engine', 'db', 'procedures', 'reorganisations', 'domain', config),
  },
  'the relay imports what lies below it; workflows as types': {
    from: within('relay'),
    may: (imported) =>
      importsOnly('relay', 'engine', 'db', 'papers', 'procedures', 'domain', config)(imported) ||
      (imported.typeOnly && within('workflows').test(imported.target)),
  },
  'the api imports what lies below it, and neither workflows nor activities': {
    from: within('api'),
    may: importsOnly(
      ...['api', 'relay', 'engine', 'db', 'papers', 'placement', 'imports', 'procedures', 'reorganisations'],
      ...['domain', config],
    ),
  },
  'nobody imports the api but the entry points': {
    from: /^(?!(api|bin|tests|bench|demo|harness)\/)/,
    may: ({ target }) => !within('api').test(target),
  },
  'nobody imports bench or entry points but they themselves and tests': {
    from: /^(?!(tests|bench|demo|bin)\/)/,
    may: ({ target }) => !within('bench', 'demo', 'bin').test(target),
  },
  'commands, demo, bench and harness import no tests': {
    from: /^(?!tests\/|vitest\.config\.ts$)/,
    may: ({ target }) => !within('tests').test(target),
  },
  'the harness is for demo, bench and tests': {
    from: /^(?!(harness|demo|bench|tests)\/)/,
    may: ({ target }) => !within('harness').test(target),
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
  const bad: Record<keyof typeof arrows, SourceFile> = {
    'domain imports nothing': { path: 'domain/money.ts', text: "import { z } from 'zod'" },
    'the grammar imports the domain only': {
      path: 'procedures/grammar/plan/plan.ts',
      text: "import type { Compiled } from '../../registry/registry.ts'",
    },
    'routes, kit, registry and handbook import grammar and domain': {
      path: 'procedures/registry/registry.ts',
      text: "import { openDatabase } from '../../db/database.ts'",
    },
    'a definition imports the kit alone': {
      path: 'procedures/definitions/ho-tich/khai-sinh.ts',
      text: "import { article } from '../../grammar/definition/basis.ts'",
    },
    'db imports domain, grammar and reorganisations': {
      path: 'db/dossier/requests.ts',
      text: "import type { DossierInput } from '../../engine/messages.ts'",
    },
    'the engine imports domain, grammar and db': {
      path: 'engine/connection.ts',
      text: "import { relayOnce } from '../relay/relay.ts'",
    },
    'the store of files imports domain and db': {
      path: 'papers/store.ts',
      text: "import { openEngine } from '../engine/connection.ts'",
    },
    'reorganisations are pure: they import the domain, and node:util to compare rows': {
      path: 'reorganisations/grammar/produce.ts',
      text: "import { openDatabase } from '../../db/database.ts'",
    },
    'placement is pure, but for the file that reads its data': {
      path: 'placement/placer.ts',
      text: "import { readDataFile } from '../db/load/reference-files.ts'",
    },
    'certificates import grammar, domain and db, and no engine': {
      path: 'certificate/issue-certificate.ts',
      text: "import { runningRuns } from '../activities/reconcile/workflows.ts'",
    },
    'imports from other systems know neither engine nor api': {
      path: 'imports/import-backlog.ts',
      text: "import { startOptionsOf } from '../engine/start-run.ts'",
    },
    'workflows import grammar, domain and messages; activities as types; no package but the workflow SDK': {
      path: 'workflows/dossier.ts',
      text: "import { createWrites } from '../activities/create-activities.ts'",
    },
    'activities import what lies below them, and no workflow': {
      path: 'activities/start-worker.ts',
      text: "const late = await import('../workflows/due-timer.ts')",
    },
    'the relay imports what lies below it; workflows as types': {
      path: 'relay/relay.ts',
      text: "import { createWrites } from '../activities/create-activities.ts'",
    },
    'the api imports what lies below it, and neither workflows nor activities': {
      path: 'api/app.ts',
      text: "import type { reconcile } from '../workflows/reconcile.ts'",
    },
    'nobody imports the api but the entry points': {
      path: 'activities/notices.ts',
      text: "import '../api/server/errors.ts'",
    },
    'nobody imports bench or entry points but they themselves and tests': {
      path: 'harness/processes.ts',
      text: "import { readSettings } from '../bin/settings.ts'",
    },
    'commands, demo, bench and harness import no tests': {
      path: 'demo/story.ts',
      text: "import type { Site } from '../tests/faults/site.ts'",
    },
    'the harness is for demo, bench and tests': {
      path: 'relay/relay.ts',
      text: "import { until } from '../harness/until.ts'",
    },
  }

  for (const [rule, arrow] of Object.entries(arrows)) {
    test(rule, () => {
      expect(crossing(arrow, files)).toEqual([])
      expect(crossing(arrow, [bad[rule] ?? { path: '', text: '' }])).toHaveLength(1)
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

  test('whatever the bundle reaches by value is fit for the sandbox', () => {
    expect(reachedFrom('workflows/bundle.ts', files).filter((target) => !isFitForSandbox(target))).toEqual([])
    const slip = [
      { path: 'a.ts', text: "import { b } from './b.ts'" },
      { path: 'b.ts', text: "import { hash } from 'node:crypto'" },
    ]
    expect(reachedFrom('a.ts', slip)).toEqual(['b.ts', 'node:crypto'])
    expect(isFitForSandbox('node:crypto')).toBe(false)
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
})
