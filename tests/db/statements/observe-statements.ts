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
  const shape = shapes.get(type) ?? shapeOf(type)
  shapes.set(type, shape)
  const given = result.columns.map((column) => column.name).join()
  return [
    ...named(name, given, shape.columns.join()),
    ...result.flatMap((row) => [...filled(name, row, shape), ...partsOf(name, row, shape)]),
  ]
}

/** What the rows of a statement are held against. */
interface Shape {
  columns: readonly string[]
  /** Those that are never null. */
  filled: ReadonlySet<string>
  /** Rows that stand in a row as jsonb, by column. */
  parts: ReadonlyMap<string, Shape>
}

/** A file sends the same statement thousands of times. */
const shapes = new WeakMap<RowType, Shape>()

function shapeOf(type: RowType): Shape {
  const own = Object.entries(type).filter(([column]) => !column.includes('.'))
  return {
    columns: own.map(([column]) => column),
    filled: new Set(
      own.flatMap(([column, declared]) =>
        declared !== 'unknown' && !/\bnull$/.test(declared) ? [column] : [],
      ),
    ),
    parts: new Map(
      own.flatMap(([column]) => {
        const part = columnsOf(type, column)
        return part.length === 0 ? [] : [[column, shapeOf(Object.fromEntries(part))] as const]
      }),
    ),
  }
}

const named = (name: string, given: string, declared: string): readonly string[] =>
  given === declared ? [] : [`${name} gives ${given}; its type has ${declared}`]

const filled = (name: string, row: object, shape: Shape): readonly string[] =>
  Object.entries(row).flatMap(([column, value]) =>
    value === null && shape.filled.has(column)
      ? [`${name} gives null in ${column}, which its type excludes`]
      : [],
  )

/** The same of the rows that stand in a row as jsonb, which has its keys in an order of its own. */
const partsOf = (name: string, row: object, { parts }: Shape): readonly string[] =>
  parts.size === 0
    ? []
    : Object.entries(row).flatMap(([column, value]) => {
        const part = parts.get(column)
        if (part === undefined || value === null) return []
        const declared = part.columns.toSorted().join()
        return [value]
          .flat()
          .flatMap((each: object) => [
            ...named(`${name}.${column}`, Object.keys(each).sort().join(), declared),
            ...filled(`${name}.${column}`, each, part),
          ])
      })

afterAll(() => {
  if (folder !== undefined && sent.size > 0)
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify([...sent.values()]))
  if (problems.size > 0)
    throw new Error(`Rows differ from db/row-types.ts (npm run db:statements):\n${[...problems].join('\n')}`)
})
