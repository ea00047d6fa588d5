/** Every alert that the code raises is one of the closed list, and the page for the person on call says what to do. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { alertKinds } from '../../domain/alert-kinds.ts'
import { sourceFiles } from '../source-files.ts'

interface Row {
  kinds: readonly string[]
  means: string
  remedy: string
}

/** Rows of the table under the heading «Alerts». */
async function rowsOf(page: string): Promise<readonly Row[]> {
  const [, section = ''] = page.split(/^## Alerts$/m)
  const [table = ''] = section.split(/^## /m)
  return table.split('\n').flatMap((line) => {
    const [, names = '', means = '', remedy = ''] = line.split('|').map((cell) => cell.trim())
    const kinds = [...names.matchAll(/`(\w+)`/g)].map(([, kind = '']) => kind)
    return kinds.length === 0 ? [] : [{ kinds, means, remedy }]
  })
}

const operations = () => readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8')

/** Kinds of statements that write an alert by themselves, as a literal. */
function literalKinds(text: string): readonly string[] {
  return [...text.matchAll(/insert into alert \([^)]*\)\s*select '(\w+)'/g)].map(([, kind = '']) => kind)
}

test('each kind of alert has a row in docs/operations.md with meaning and remedy, and each row is of a kind', async () => {
  const rows = await rowsOf(await operations())
  expect(rows.flatMap(({ kinds }) => kinds).sort()).toEqual([...alertKinds].sort())
  for (const { kinds, means, remedy } of rows) {
    expect(means, kinds.join()).not.toBe('')
    expect(remedy, kinds.join()).not.toBe('')
  }
})

test('each statement that writes an alert names a kind of the list, or takes one that the compiler has judged', async () => {
  const files = await sourceFiles()
  const writing = files.filter(
    ({ path, text }) => text.includes('insert into alert') && !path.startsWith('tests/'),
  )
  const literal = writing.flatMap(({ text }) => literalKinds(text))
  expect(new Set(alertKinds)).toEqual(new Set([...alertKinds, ...literal]))
  const typed = writing.filter(({ text }) => literalKinds(text).length === 0).map(({ path }) => path)
  expect(typed).toEqual(['db/engine/reconcile-rows.ts'])
})

test('a kind of alert that the page leaves out is found', async () => {
  const without = (await operations()).replace('`reconcileHeld`', 'held')
  expect((await rowsOf(without)).flatMap(({ kinds }) => kinds)).not.toContain('reconcileHeld')
  expect(literalKinds("insert into alert (kind, message)\n    select 'unknownKind', 1")).toEqual([
    'unknownKind',
  ])
})
