/** The driver's own transactions and reservations send statements to closed sockets; those of db/connection do not. */
import { beforeAll, expect, test } from 'vitest'
import { codeOf, isProduct, type SourceFile, sourceFiles } from '../source-files.ts'

let files: readonly SourceFile[]
beforeAll(async () => {
  files = await sourceFiles()
})

interface Rule {
  forbids: RegExp
  /** Where it is rightly. */
  home: readonly string[]
}

const rules: Readonly<Record<string, Rule>> = {
  'a transaction is begun by transaction() alone': {
    forbids: /(?:sql|tx|client)\s*\.\s*begin\s*\(/,
    home: ['db/connection/transaction.ts'],
  },
  'a connection is reserved by Database.reserve() alone': {
    forbids: /sql\s*\.\s*reserve\s*\(/,
    home: [],
  },
  'savepoints, cursors and copies go past the protection, and are used by commands alone': {
    forbids: /\.\s*(?:savepoint|cursor|readable|writable|subscribe)\s*\(/,
    // A rehearsal and a certificate are commands of their own, in whose pools nobody else waits.
    home: ['db/connection/copy-rows.ts', 'db/connection/written-statement.ts', 'db/statement.ts'],
  },
  'what is read page by page is what a certificate is made of': {
    forbids: /typedPages\s*\(/,
    home: ['db/statement.ts', 'db/certificate/runs-page.ts'],
  },
  'the driver is opened by openDatabase alone': {
    forbids: /(?<![\w.])postgres\(/,
    home: ['db/database.ts', 'db/migrate.ts', 'embedded/postgres.ts'],
  },
}

const breaking = ({ forbids, home }: Rule, sources: readonly SourceFile[]): readonly string[] =>
  sources
    .filter((file) => isProduct(file) && !home.includes(file.path))
    .filter((file) => forbids.test(codeOf(file.text)))
    .map(({ path }) => path)

test.each(Object.entries(rules))('the driver is used in one way only: %s', (_, rule) => {
  expect(breaking(rule, files)).toEqual([])
})

test.each([
  ['a transaction is begun by transaction() alone', 'await database.sql.begin(async (tx) => {})'],
  ['a connection is reserved by Database.reserve() alone', 'const sql = await deps.database.sql.reserve()'],
  [
    'savepoints, cursors and copies go past the protection, and are used by commands alone',
    'tx.savepoint(() => {})',
  ],
  ['what is read page by page is what a certificate is made of', 'typedPages(sql, name, 10)'],
  ['the driver is opened by openDatabase alone', 'const sql = postgres(url)'],
])('a use of the driver that breaks the rule is found: %s', (name, text) => {
  const rule = rules[name]
  expect(rule && breaking(rule, [{ path: 'db/bad.ts', text }])).toEqual(['db/bad.ts'])
})
