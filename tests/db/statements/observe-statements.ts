/**
 * Runs in every test file: each statement that is sent by name must give the columns that its type has, and no null where the type has
 * none. With RECORD_STATEMENTS, a folder, the texts are recorded instead.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { observeStatements } from '../../../db/statement.ts'
import type { SentText } from './describe-statement.ts'
import { type RecordedStatements, readRecord } from './recorded-statements.ts'

const folder = process.env.RECORD_STATEMENTS
const sent = new Map<string, { name: string; template: string } & SentText>()
const problems = new Set<string>()
let record: RecordedStatements | undefined

observeStatements((name, template, statement) => {
  statement.then(
    (result) => {
      const { string: text, types } = result.statement
      if (folder !== undefined)
        sent.set(`${name} ${text}`, { name, template, text, parameters: types.join(' ') })
      else {
        record ??= readRecord()
        for (const problem of problemsOf(name, result, record)) problems.add(problem)
      }
    },
    // Who sent it hears of it.
    () => {},
  )
})

/** In what the rows of a statement differ from their type. */
export function problemsOf(
  name: string,
  result: readonly object[] & { columns: readonly { name: string }[] },
  statements: RecordedStatements,
): readonly string[] {
  const type = statements[name]?.columns
  if (type === undefined) return [`${name} is not recorded`]
  const [given, declared] = [result.columns.map((column) => column.name).join(), Object.keys(type).join()]
  if (given !== declared) return [`${name} gives ${given}; its type has ${declared}`]
  const filled = Object.entries(type).filter(([, column]) => column !== 'unknown' && !/\bnull$/.test(column))
  return filled.flatMap(([column]) =>
    result.some((row) => Object.entries(row).some(([key, value]) => key === column && value === null))
      ? [`${name} gives null in ${column}, which its type excludes`]
      : [],
  )
}

afterAll(() => {
  if (folder !== undefined && sent.size > 0)
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify([...sent.values()]))
  if (problems.size > 0)
    throw new Error(`Rows differ from db/row-types.ts (npm run db:statements):\n${[...problems].join('\n')}`)
})
