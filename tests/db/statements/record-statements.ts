/**
 * `npm run db:statements [-- test files]`: runs the suite, or these files, records the texts of the statements that are sent by name,
 * and writes `statements.json` and `db/row-types.ts`. With test files, what was
 * recorded before is kept where the statement's own text is the same.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sourceFiles } from '../../source-files.ts'
import type { SentText } from './describe-statement.ts'
import { type RecordedStatement, readRecord, recordPath, rowTypesPath } from './recorded-statements.ts'
import { statementsOf } from './statements-in-code.ts'

const files = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'thong-suot-statements-'))
try {
  const ran = vitest(files, { RECORD_STATEMENTS: folder })
  writeFileSync(recordPath, `${JSON.stringify(await merged(folder, files.length > 0), null, 2)}\n`)
  const described = vitest(['tests/db/row-types.test.ts'], { WRITE_ROW_TYPES: '1' })
  spawnSync('npx', ['biome', 'format', '--write', recordPath, rowTypesPath], { stdio: 'inherit' })
  if (!ran || !described) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function vitest(args: readonly string[], env: Readonly<Record<string, string>>): boolean {
  const { status } = spawnSync('npx', ['vitest', 'run', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status === 0
}

/** What was recorded just now, and of statements that are still in the code what was recorded before. */
async function merged(from: string, keep: boolean): Promise<Record<string, RecordedStatement>> {
  const inCode = new Map(
    (await sourceFiles()).flatMap(statementsOf).map(({ name, template }) => [name, template]),
  )
  const before = keep ? readRecord() : {}
  const sent = readdirSync(from).flatMap((file): (SentText & { name: string; template: string })[] =>
    JSON.parse(readFileSync(join(from, file), 'utf8')),
  )
  return Object.fromEntries(
    [...inCode].sort().flatMap(([name, template]) => {
      const kept = before[name]?.template === template ? before[name].texts : []
      const now = sent.filter((one) => one.name === name && one.template === template)
      const all = new Map([...kept, ...now].map(({ text, parameters }) => [text, { text, parameters }]))
      const texts = [...all.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
      return texts.length === 0 ? [] : [[name, { template, texts, columns: {} }]]
    }),
  )
}
