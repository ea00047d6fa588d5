/**
 * Runs in every test file: each statement that is sent by name must give the columns that its type has, and no null where the type has
 * none. With RECORD_STATEMENTS, a folder, the texts are recorded instead.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { observeStatements } from '../../../db/statement.ts'
import type { RowType, SentText } from './describe-statement.ts'
import { columnsOf, type RecordedStatements, readRecord } from './recorded-statements.ts'

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
  const own = Object.fromEntries(Object.entries(type).filter(([column]) => !column.includes('.')))
  const given = result.columns.map((column) => column.name)
  return [
    ...named(name, given, Object.keys(own)),
    ...filled(name, result, own),
    ...partsOf(name, result, type),
  ]
}

const named = (name: string, given: readonly string[], declared: readonly string[]): readonly string[] =>
  given.join() === declared.join() ? [] : [`${name} gives ${given}; its type has ${declared}`]

const filled = (name: string, rows: readonly object[], type: RowType): readonly string[] =>
  Object.entries(type).flatMap(([column, declared]) =>
    declared !== 'unknown' &&
    !/\bnull$/.test(declared) &&
    rows.some((row) => Object.entries(row).some(([key, value]) => key === column && value === null))
      ? [`${name} gives null in ${column}, which its type excludes`]
      : [],
  )

/** The same of the rows that stand in a row as jsonb, which has its keys in an order of its own. */
const partsOf = (name: string, result: readonly object[], type: RowType): readonly string[] =>
  Object.keys(type).flatMap((column) => {
    const part = columnsOf(type, column)
    const rows = result
      .flatMap((row) => Object.entries(row))
      .flatMap(([key, value]) => (key === column && part.length > 0 && value !== null ? [value] : []))
    const sorted = (keys: Iterable<string>) => [...keys].sort()
    return rows.flatMap((row) => [
      ...named(`${name}.${column}`, sorted(Object.keys(row)), sorted(part.map(([key]) => key))),
      ...filled(`${name}.${column}`, [row], Object.fromEntries(part)),
    ])
  })

afterAll(() => {
  if (folder !== undefined && sent.size > 0)
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify([...sent.values()]))
  if (problems.size > 0)
    throw new Error(`Rows differ from db/row-types.ts (npm run db:statements):\n${[...problems].join('\n')}`)
})
