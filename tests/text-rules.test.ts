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
