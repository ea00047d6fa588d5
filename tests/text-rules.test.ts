import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type SourceFile, sourceFiles, templatesOf } from './source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

const within = (...folders: string[]) =>
  new RegExp(`^(${folders.map((folder) => folder.replace('.', '\\.')).join('|')})(/|$)`)

/** Rules on the text of single files: what they must not contain, and where they may. */
interface Ban {
  among: RegExp
  except?: RegExp
  finds(text: string): boolean
  caught: string
}

const machineTime =
  /\b(now\s*\(\s*\)|current_(timestamp|date|time)\b|localtime(stamp)?\b|(clock|statement|transaction)_timestamp)/i
/** Facts of recording, no legal time: a row's insertion, and when a request was applied or refused. */
const recordingTime = /\b(recorded_at|settled_at)\b[^,;]*?clock_timestamp\(\)/gi

const bans: Record<string, Ban> = {
  'business SQL never asks the machine for the time': {
    among: within('db', 'engine', 'relay', 'activities', 'api'),
    // Defaults of recorded_at.
    except: within('db/schema'),
    finds: (text) => templatesOf(text).some((sql) => machineTime.test(sql.replace(recordingTime, ''))),
    caught: `const rows = await sql\`select 1 from task where area_id = \${area(\`x\`)} and due_at < now()\``,
  },
  'SQL is in db/': {
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
  'time-outs and retries are in workflows/proxies.ts': {
    among: within('workflows'),
    except: /^workflows\/proxies\.ts$/,
    finds: (text) => /\b\w+Timeout\s*:|\b(maximumAttempts|(initial|maximum)Interval)\s*:/.test(codeOf(text)),
    caught: "proxyActivities({ startToCloseTimeout: '5s' })",
  },
  'workflow code reads no clock, no chance and no environment of the process': {
    among: within('workflows', 'procedures/grammar', 'domain', 'engine/messages.ts'),
    finds: (text) => /\bprocess\.|\bperformance\.|\bcrypto\.|\bsetImmediate\b/.test(codeOf(text)),
    caught: "const zone = process.env.TZ ?? 'UTC'",
  },
  'no any': {
    among: /./,
    // The pattern below finds itself.
    except: /^tests\/text-rules\.test\.ts$/,
    finds: (text) => /\bas any\b|:\s*any\b(?!\w)|<any>/.test(withoutText(text)),
    caught: 'const plan = row.plan as any',
  },
  'a route calls an exported handler, and maps its answer in a dozen lines at most': {
    among: /^api\/.*-routes\.ts$/,
    finds: (text) => /^( {6,8})async \([^)]*\) => \{\n(?:(?!\1\}).*\n){13,}/m.test(text),
    caught: `      async (request) => {\n${'        await step(request)\n'.repeat(13)}      },\n`,
  },
  'a hook is not registered inside another, where it would never run': {
    among: within('tests'),
    finds: (text) =>
      /^( *)before(All|Each)\(.*\{\n(?:(?!\1\}).*\n)*?\1 +(before|after)(All|Each)\(/m.test(codeOf(text)),
    caught: 'beforeAll(async () => {\n  bank = await start()\n  afterAll(() => bank.close())\n})\n',
  },
  // The module waits at its `await`: a constant after it does not exist yet for what the command calls.
  'a command has no constant after the line that runs it': {
    among: /^bin\/[\w-]+\.ts$/,
    finds: (text) => /^await run[\s\S]*^(const|let|class) /m.test(codeOf(text)),
    caught: 'await runCommand(1, async () => inWords())\n\nconst inWords = () => 0\n',
  },
  'no compiler message is silenced': {
    among: /./,
    finds: (text) => /^\s*\/\/ *@ts-(ignore|nocheck)/m.test(text),
    caught: '  // @ts-ignore\n  x()',
  },
}

/** Code without what is in quotes. */
const withoutText = (text: string): string =>
  codeOf(text).replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`[^`]*`/g, "''")

describe('a rule on the text of files:', () => {
  for (const [rule, { among, except, finds, caught }] of Object.entries(bans)) {
    test(rule, () => {
      const inQuestion = files.filter(({ path }) => among.test(path) && !except?.test(path))
      expect(inQuestion.length).toBeGreaterThan(0)
      expect(inQuestion.filter(({ text }) => finds(text)).map(({ path }) => path)).toEqual([])
      expect(finds(caught)).toBe(true)
    })
  }
})

/** Words that stop a reader whose English is technical, and what to say instead. */
const bannedWords: Readonly<Record<string, RegExp>> = {
  'again, not: anew': /\banew\b/i,
  'so that … not, not: lest': /\blest\b/i,
  'name the person, not: whoever': /\bwhoever\b/i,
  'without a decision, not: nobody’s': /\bnobody['’]s\b/i,
  'name the side (system, ledger, workflow), not: ours, theirs': /\b(ours|theirs)\b/i,
  'confirms, not: bears out': /\b(bears?|bore) (\w+ ){0,3}out\b/i,
  'reaches, results in, not: comes to': /\b(comes?|came) to\b/i,
  'open, pending, in progress, not: under way': /\bunder way\b/i,
  'requested, required, not: asked for': /\basked for\b/i,
  'prevails over, not: goes before': /\bgoes before\b/i,
  'recently, not: of late': /\b(?<!\()of late\b(?!\))/i,
  'again, not: once more': /\bonce more\b/i,
  'nevertheless, also, still, not: all the same': /\ball the same\b/i,
  'is, is paused, lags, not: stands at, stands behind, stands still':
    /\bstands (at|behind|before|nowhere|under)\b/i,
  'notified, answered, sent, said, not: told': /\b(un)?told\b/i,
  'transition policy, not: pinning': /\bpinning\b/i,
}

const wordsIn = (texts: readonly SourceFile[]): readonly string[] =>
  texts.flatMap(({ path, text }) =>
    Object.entries(bannedWords)
      .filter(([, word]) => word.test(text))
      .map(([say]) => `${path}: say ${say}`),
  )

describe('words', () => {
  /** This list, and keys of definitions, which are frozen in the plans of dossiers. */
  const except = /^(tests\/text-rules\.test\.ts$|procedures\/definitions\/|client\/schema\.d\.ts$)/

  test('names, comments, titles and messages use plain technical English', () => {
    expect(wordsIn(files.filter(({ path }) => !except.test(path)))).toEqual([])
  })

  test('pages do too', async () => {
    expect(wordsIn(await sourceFiles('.md'))).toEqual([])
  })

  /** What a patch takes out and puts in is code of a build, right or wrong. */
  const heads = (patches: readonly SourceFile[]): readonly SourceFile[] =>
    patches.map(({ path, text }) => ({ path, text: text.slice(0, text.search(/^(---|diff) /m)) }))

  test('known-bad builds are named in them, and the script of the build too', async () => {
    const patches = heads(await sourceFiles('.patch'))
    expect(patches.length).toBeGreaterThan(100)
    expect(patches.filter(({ text }) => !text.startsWith('Title: '))).toEqual([])
    const script = { path: '.ci/run', text: await readFile(new URL('../.ci/run', import.meta.url), 'utf8') }
    expect(wordsIn([...patches, script])).toEqual([])
  })

  test('each banned word is found', () => {
    const bad = [
      [
        'judged anew',
        'lest it change',
        'whoever signs',
        'nobody’s decision',
        'ours/bare',
        'bears the refusal out',
      ],
      ['what it came to', 'is under way', 'the desks asked for', 'goes before the field', 'written of late'],
      [
        'sent once more',
        'filed all the same',
        'stands at a step',
        'pinning: byDecree()',
        'the portal is told',
      ],
    ].flat()
    expect(bad).toHaveLength(Object.keys(bannedWords).length)
    expect(wordsIn(bad.map((text) => ({ path: 'x.ts', text })))).toHaveLength(bad.length)
  })
})
