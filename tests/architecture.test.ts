import { basename } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { importCircles } from './import-circles.ts'
import { codeOf, type Import, importsOf, type SourceFile, sourceFiles, templatesOf } from './source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

/** Who may import whom: a folder, and whether a file of it may import a target. */
interface Arrow {
  from: RegExp
  may(imported: Import): boolean
}

const isOurs = (target: string): boolean => target.endsWith('.ts')
const within = (...folders: string[]) =>
  new RegExp(`^(${folders.map((folder) => folder.replace('.', '\\.')).join('|')})(/|$)`)

const grammar = 'procedures/grammar'
/** The constants of the engine that code of every layer shares. */
const config = 'temporal.config.ts'

/** A layer imports packages, what is named, and itself. */
const importsOnly =
  (...folders: string[]) =>
  ({ target }: Import): boolean =>
    !isOurs(target) || within(...folders).test(target)

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
  'db imports domain and grammar': {
    from: within('db'),
    may: importsOnly('db', 'domain', grammar),
  },
  'the engine imports domain, grammar and db': {
    from: within('engine'),
    may: importsOnly('engine', 'db', 'domain', grammar, config),
  },
  'the store of files imports domain and db': {
    from: within('papers'),
    may: importsOnly('papers', 'domain', 'db'),
  },
  'placement is pure, but for the file that reads its data': {
    from: /^placement\/(?!load-placer\.ts)/,
    may: ({ target }) =>
      within('placement', 'domain', '@turf', 'flatbush').test(target) || target === 'geojson',
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
    may: importsOnly('activities', 'engine', 'db', 'papers', 'placement', 'procedures', 'domain', config),
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
      ...['api', 'relay', 'engine', 'db', 'papers', 'placement', 'imports', 'procedures', 'domain', config],
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
    from: /^(?!tests\/)/,
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
    'db imports domain and grammar': {
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
    'placement is pure, but for the file that reads its data': {
      path: 'placement/placer.ts',
      text: "import { readDataFile } from '../db/load/reference-files.ts'",
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

/** Rules on the text of single files: what must not stand there, and where it may all the same. */
interface Ban {
  among: RegExp
  except?: RegExp
  finds(text: string): boolean
  caught: string
}

const machineTime =
  /\b(now\s*\(\s*\)|current_(timestamp|date|time)\b|localtime(stamp)?\b|(clock|statement|transaction)_timestamp)/i
/** Facts of recording, no legal time: a row's insertion, and when a request was settled. */
const recordingTime = /\b(recorded_at|settled_at)\b[^,;]*?clock_timestamp\(\)/gi

const bans: Record<string, Ban> = {
  'business SQL never asks the machine for the time': {
    among: within('db', 'engine', 'relay', 'activities', 'api'),
    // Defaults of recorded_at.
    except: within('db/schema'),
    finds: (text) => templatesOf(text).some((sql) => machineTime.test(sql.replace(recordingTime, ''))),
    caught: `const rows = await sql\`select 1 from task where area_id = \${area(\`x\`)} and due_at < now()\``,
  },
  'SQL stands in db/': {
    // Tests, bench and demo look at rows themselves; `embedded` makes the cluster and its roles, before there is a schema.
    among: /^(?!(db|tests|bench|demo|harness|embedded)\/)/,
    finds: (text) => /\b(sql|tx)(<[^`;]*>)?`|\bsql\.(unsafe|file)\(/.test(codeOf(text)),
    caught: `const [row] = await database.sql<{ id: string }[]>\`select id from area\``,
  },
  'a schema uses PostgreSQL’s clock for recorded_at alone': {
    among: within('db/schema'),
    finds: (text) =>
      /(?<!recordedAt: instant\('recorded_at'\)[^\n]*)clock_timestamp|\bnow\(/.test(codeOf(text)),
    caught: "dueAt: instant('due_at').default(sql`clock_timestamp()`)",
  },
  'time-outs and retries stand in workflows/proxies.ts': {
    among: within('workflows'),
    except: /^workflows\/proxies\.ts$/,
    finds: (text) => /\b\w+Timeout\s*:|\b(maximumAttempts|(initial|maximum)Interval)\s*:/.test(codeOf(text)),
    caught: "proxyActivities({ startToCloseTimeout: '5s' })",
  },
  'workflow code reads no clock, no chance and no environment of the process': {
    among: within('workflows', grammar, 'domain', 'engine/messages.ts'),
    finds: (text) => /\bprocess\.|\bperformance\.|\bcrypto\.|\bsetImmediate\b/.test(codeOf(text)),
    caught: "const zone = process.env.TZ ?? 'UTC'",
  },
  'no any': {
    among: /./,
    // The pattern below finds itself.
    except: /^tests\/architecture\.test\.ts$/,
    finds: (text) => /\bas any\b|:\s*any\b(?!\w)|<any>/.test(withoutText(text)),
    caught: 'const plan = row.plan as any',
  },
  'a route calls an exported handler, and maps its answer in a dozen lines at most': {
    among: /^api\/.*-routes\.ts$/,
    except: /^api\/(filing\/filing|requests\/request-status|tasks\/(task|bulk-task))-routes\.ts$/,
    finds: (text) => /^( {6,8})async \([^)]*\) => \{\n(?:(?!\1\}).*\n){13,}/m.test(text),
    caught: `      async (request) => {\n${'        await step(request)\n'.repeat(13)}      },\n`,
  },
  'comments and messages use no literary words': {
    among: /^(?!(tests|procedures\/definitions)\/)/,
    finds: (text) => /\b(anew|lest|(bears?|bore) (\w+ ){0,3}out)\b/i.test(text),
    caught: '// A task that is judged anew, lest its officer has changed.',
  },
  'no compiler message is silenced': {
    among: /./,
    finds: (text) => /^\s*\/\/ *@ts-(ignore|nocheck)/m.test(text),
    caught: '  // @ts-ignore\n  x()',
  },
}

/** Code without what stands in quotes. */
const withoutText = (text: string): string =>
  codeOf(text).replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`[^`]*`/g, "''")

describe('what stands in no file', () => {
  for (const [rule, { among, except, finds, caught }] of Object.entries(bans)) {
    test(rule, () => {
      const inQuestion = files.filter(({ path }) => among.test(path) && !except?.test(path))
      expect(inQuestion.length).toBeGreaterThan(0)
      expect(inQuestion.filter(({ text }) => finds(text)).map(({ path }) => path)).toEqual([])
      expect(finds(caught)).toBe(true)
    })
  }
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
