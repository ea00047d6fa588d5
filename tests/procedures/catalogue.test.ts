import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tiers } from '../../domain/dossier/dossier.ts'
import type { Duration } from '../../domain/time/duration.ts'
import { evidenceOf } from '../../procedures/grammar/checks/evidence.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import {
  type DefinitionFile,
  definitionsFolder,
  loadDefinitionFiles,
} from '../../procedures/registry/registry.ts'

/** `npx vitest run tests/procedures/catalogue.test.ts -u` updates the page. */
it('the page of definitions lists them all, as they are', async () => {
  const files = await loadDefinitionFiles()
  await expect(page(files)).toMatchFileSnapshot('../../docs/catalogue.md')
})

/** As docs/procedures.md gives it; a route, spread, stands where time, steps and examples would. */
const order = [
  ...[
    'code',
    'name',
    'field',
    'internal',
    'edition',
    'until',
    'transitionPolicy',
    'basis',
    'source',
    'assumed',
    'connecting',
  ],
  ...['form', 'papers', 'feeDong', 'total', 'sameDay', 'supplementWithin', 'timeGroup', '...'],
  ...['steps', 'examples'],
]
const keysIn = (text: string): readonly string[] =>
  [...text.slice(text.indexOf('export default')).matchAll(/^ {2}(\.\.\.|\w+)/gm)].map(([, key = '']) => key)
const inOrder = (keys: readonly string[]): boolean =>
  keys.every(
    (key, i) => order.includes(key) && (i === 0 || order.indexOf(keys[i - 1] ?? '') < order.indexOf(key)),
  )

it('each definition has its parts in one order', async () => {
  const files = await loadDefinitionFiles()
  const texts = await Promise.all(
    files.map(async ({ file }) => ({ file, text: await readFile(join(definitionsFolder, file), 'utf8') })),
  )
  expect(texts.filter(({ text }) => !inOrder(keysIn(text))).map(({ file }) => file)).toEqual([])
  expect(inOrder(keysIn("export default procedure({\n  name: 'a',\n  code: '1',\n})"))).toBe(false)
})

function page(files: readonly DefinitionFile[]): string {
  const rows = files.flatMap(({ file, loaded }) =>
    'procedure' in loaded ? [rowOf(file, loaded.procedure)] : [],
  )
  return `# Definitions there are

Written by \`tests/procedures/catalogue.test.ts -u\`, which also checks it; how one is written: [procedures](procedures.md).
*Known*: time, basis and papers (full), some of them (partial), the name alone (nameOnly); a time in brackets is the
route's. *Assumed* counts what no source says; it is in words in the file. Each has one edition more, for dossiers that the
old units received before 1 July 2025: derived from its first one, taken by imports alone, never offered for filing.

| field | code | procedure | known | tiers | time | route, or steps of its own | assumed |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function rowOf(file: string, procedure: Procedure): string {
  const { code, name, field, edition, until, total, totalAssumed, route, steps, assumed = [] } = procedure
  const ended = until === undefined ? '' : ` (${edition} to ${until})`
  const kinds = Object.values(steps).map((step) => step.do)
  const time = totalAssumed === undefined ? timeOf(total) : `(${timeOf(total)})`
  const cells = [
    ...[field, `[${code}](../procedures/definitions/${file})${ended}`, name],
    ...[evidenceOf(procedure), tiersOf(procedure).join(', '), time, route ?? kinds.join(' '), assumed.length],
  ]
  return `| ${cells.join(' | ')} |`
}

function tiersOf({ steps }: Procedure): readonly string[] {
  const named = Object.values(steps).flatMap((step) => {
    if (step.do === 'consult') return Object.values(step.bodies).map(({ at }) => at ?? 'commune')
    return 'by' in step ? [step.at ?? 'commune'] : []
  })
  return tiers.filter((tier) => named.includes(tier))
}

function timeOf(total: Duration): string {
  if ('days' in total) return counted(total.days, 'day')
  return 'workingDays' in total
    ? counted(total.workingDays, 'working day')
    : counted(total.workingHours, 'working hour')
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
