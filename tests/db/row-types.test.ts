import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import type { Querying } from '../../db/database.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { codeOf, isProduct, type SourceFile, sourceFiles } from '../source-files.ts'
import { checkRowTypes, writeRowTypes } from './statements/check-row-types.ts'
import { idleExceptions, readCatalogue } from './statements/describe-statement.ts'
import {
  printRowTypes,
  type RecordedStatements,
  readRecord,
  rowTypesPath,
} from './statements/recorded-statements.ts'
import { type StatementInCode, statementsOf, unreadable } from './statements/statements-in-code.ts'

let database: TestDatabase
let statements: RecordedStatements
let inCode: readonly StatementInCode[]

beforeAll(async () => {
  database = await testDatabase()
  if (process.env.WRITE_ROW_TYPES !== undefined) await database.asOwner(writeRowTypes)
  statements = readRecord()
  inCode = (await sourceFiles()).filter(({ path }) => !path.startsWith('tests/')).flatMap(statementsOf)
})

/** What the check finds after a change of the schema, which is taken back. */
async function problemsAfter(change: string, back: string): Promise<readonly string[]> {
  return await database.asOwner(async (sql) => {
    await sql.unsafe(change)
    try {
      return await checkRowTypes(sql, statements)
    } finally {
      await sql.unsafe(back)
    }
  })
}

describe('rows of statements', () => {
  test('every statement gives the rows that its type declares', async () => {
    expect(await database.asOwner((sql) => checkRowTypes(sql, statements))).toEqual([])
  })

  test('the file of types is what was recorded', async () => {
    const folded = (text: string) => text.replace(/[\s;]+/g, '').replaceAll(':|', ':')
    expect(folded(await readFile(rowTypesPath, 'utf8'))).toBe(folded(printRowTypes(statements)))
  })

  test('every statement in the code is recorded with the text that it has now', () => {
    const problems = inCode.flatMap(({ name, path, template }) =>
      statements[name]?.template === template
        ? []
        : [`${path}: ${name} ${statements[name] === undefined ? 'was never recorded' : 'has changed since'}`],
    )
    expect(problems).toEqual([])
  })

  test('no statement compares a column with itself: a part was given a column under an alias that it declares again', () => {
    const itself = /(?<![\w.])([a-z_]\w*\.[a-z_]\w*) = \1(?!\w)/
    const found = Object.entries(statements).filter(([, { texts }]) =>
      texts.some(({ text }) => itself.test(text)),
    )
    expect(found.map(([name]) => name)).toEqual([])
    expect(itself.test('where made.actor_id = made.actor_id or')).toBe(true)
    expect(itself.test('where made.actor_id = pending.actor_id and a.id = a.id_of')).toBe(false)
  })

  test('a name stands for one statement, and every call of typedRows is read', async () => {
    const names = inCode.map(({ name }) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(Object.keys(statements).filter((name) => !names.includes(name))).toEqual([])
    const others = (await sourceFiles()).filter(
      ({ path }) => !path.startsWith('tests/') && path !== 'db/statement.ts',
    )
    expect(others.filter((file) => unreadable(file) > 0).map(({ path }) => path)).toEqual([])
  })

  test('every exception from what PostgreSQL tells changes a type', async () => {
    const idle = await database.asOwner(async (sql) =>
      idleExceptions(sql, await readCatalogue(sql), statements),
    )
    expect(idle).toEqual([])
  })
})

/** A type given to rows by hand; a result in a form that is not typed; a value that is said to be of another type. */
const casts =
  /\w<[^<>=]*(\[\]|\})>`|\b(sql|tx|connection)<(?!=)|\.unsafe<|`\s*\.(values|raw|cursor|stream)\(|\bas (unknown|any)\b/
const castsRows = ({ text }: SourceFile): boolean => casts.test(codeOf(text))

describe('a cast of rows to a type', () => {
  test('is in no file of the product', async () => {
    const found = (await sourceFiles()).filter((file) => isProduct(file) && castsRows(file))
    expect(found.map(({ path }) => path).filter((path) => path !== 'db/statement.ts')).toEqual([])
  })

  test('is found', () => {
    const one = [
      'const [row] = await tx<{ id: string }[]>`select 1`',
      'const rows = await database.sql<Row[]>`select 1`',
      'const rows = await reserved<Row[]>`select 1`',
      'const rows = await sql`select 1`.values()',
      'const rows = (await sql`select 1`) as unknown as Row[]',
      "const rows = await sql.unsafe<Row[]>('select 1')",
    ]
    expect(one.filter((text) => !castsRows({ path: 'db/a.ts', text }))).toEqual([])
    expect(castsRows({ path: 'db/a.ts', text: '// sql<Row[]>\nconst late = sql`a < b`' })).toBe(false)
  })

  test('is refused by the compiler for a statement without a name, whose rows it does not know', () => {
    const read = async (sql: Querying) => (await sql`select 1 as one`)[0]?.one
    expectTypeOf(read).returns.resolves.toEqualTypeOf<unknown>()
  })
})

describe('a change of the schema that the code does not follow is named', () => {
  test('a renamed column', async () => {
    const problems = await problemsAfter(
      'alter table task rename column due_at to falls_due_at',
      'alter table task rename column falls_due_at to due_at',
    )
    const named = problems.map((problem) => problem.split(':')[0])
    expect(named).toEqual(
      expect.arrayContaining(['dossier.openTasks', 'search.openTasks', 'tasks.inboxPage']),
    )
    expect(problems).toContain('time.openTaskDueTimes: column task.due_at does not exist')
  })

  test('a column of another type', async () => {
    const problems = await problemsAfter(
      'alter table calendar_recount alter column moved drop default, alter column moved type text using moved::text',
      'alter table calendar_recount alter column moved type integer using moved::int, alter column moved set default 0',
    )
    expect(problems).toEqual([
      'time.recountBatch: moved is declared number; PostgreSQL gives string',
      'time.recountDueTimes: moved is declared number; PostgreSQL gives string',
    ])
  })

  test('a column that may be null', async () => {
    const problems = await problemsAfter(
      'alter table unit alter column name drop not null',
      'alter table unit alter column name set not null',
    )
    expect(problems).toEqual(
      expect.arrayContaining([
        'territory.returnUnit: name is declared string; PostgreSQL gives string | null',
        'territory.unitName: name is declared string; PostgreSQL gives string | null',
      ]),
    )
  })

  describe('in a part that stands in a row as jsonb', () => {
    test('a renamed column', async () => {
      const problems = await problemsAfter(
        'alter table unit rename column identifier to sign',
        'alter table unit rename column sign to identifier',
      )
      expect(problems).toContain('dossier.readForFiling: column "identifier" does not exist')
    })

    test('a column of another type, which JSON would give in another form', async () => {
      const problems = await problemsAfter(
        'alter table calendar_version alter column known_until type date using known_until::date',
        'alter table calendar_version alter column known_until type text using known_until::text',
      )
      const why = 'a part of it gives the type 1082, which is another value in JSON; cast it there'
      expect(problems).toEqual([`dossier.readForFiling: ${why}`, `dossier.readForWrite: ${why}`])
    })

    test('a column that may be null', async () => {
      const problems = await problemsAfter(
        'alter table decision_request alter column actor_id drop not null',
        'alter table decision_request alter column actor_id set not null',
      )
      expect(problems).toContain(
        'dossier.readForWrite: request.actorId is declared string; PostgreSQL gives string | null',
      )
    })
  })
})
