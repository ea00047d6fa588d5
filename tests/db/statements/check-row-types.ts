import { readFile, writeFile } from 'node:fs/promises'
import type postgres from 'postgres'
import { describeStatement, type RowType, readCatalogue } from './describe-statement.ts'
import { printRowTypes, type RecordedStatements, recordPath, rowTypesPath } from './recorded-statements.ts'

/** In what the declared rows differ from what this database describes: statement, column, declared, described. */
export async function checkRowTypes(
  sql: postgres.Sql,
  statements: RecordedStatements,
): Promise<readonly string[]> {
  const catalogue = await readCatalogue(sql)
  const problems: string[] = []
  for (const [name, { texts, columns }] of Object.entries(statements)) {
    try {
      problems.push(...differences(name, columns, await describeStatement(sql, catalogue, name, texts)))
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return problems
}

const differences = (name: string, declared: RowType, described: RowType): readonly string[] =>
  [...new Set([...Object.keys(declared), ...Object.keys(described)])].flatMap((column) =>
    declared[column] === described[column]
      ? []
      : [
          `${name}: ${column} is declared ${declared[column] ?? 'nowhere'}; PostgreSQL gives ${described[column] ?? 'no such column'}`,
        ],
  )

/** Describes the recorded texts, and writes `statements.json` and `db/row-types.ts`. */
export async function writeRowTypes(sql: postgres.Sql): Promise<void> {
  const catalogue = await readCatalogue(sql)
  const recorded: RecordedStatements = JSON.parse(await readFile(recordPath, 'utf8'))
  const described = await Promise.all(
    Object.entries(recorded).map(async ([name, { template, texts }]) => {
      const columns = await describeStatement(sql, catalogue, name, texts).catch((error: unknown) => {
        throw new Error(`${name} cannot be described`, { cause: error })
      })
      return [name, { template, texts, columns }] as const
    }),
  )
  const statements = Object.fromEntries(described)
  await writeFile(recordPath, `${JSON.stringify(statements, null, 2)}\n`)
  await writeFile(rowTypesPath, printRowTypes(statements))
}
