/**
 * `npm run -s procedure:diff -- CODE OLDER NEWER`, two editions by their first days: what the newer edition says otherwise, and what it would do to
 * a dossier of the older one at each step. `--open` counts those in the database, `--folder` takes other definitions, `--json`.
 */
import { openDatabase } from '../db/database.ts'
import { readOpenPositions } from '../db/editions/open-positions.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { type Change, compareEditions } from '../procedures/grammar/editions/edition-diff.ts'
import { type EditionEffect, effectOn, effects } from '../procedures/grammar/editions/edition-effect.ts'
import { stepsInOrder } from '../procedures/grammar/plan/plan.ts'
import { changesInWords, effectsInWords } from '../procedures/handbook/edition-diff-words.ts'
import { loadProcedures, type Registry } from '../procedures/registry/registry.ts'
import { explain } from './process/run.ts'
import { readSettings } from './process/settings.ts'
import { noSuchEdition } from './process/terminal/no-such-edition.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    open: { type: 'boolean', default: false },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

interface AtStep extends EditionEffect {
  step: string
  name: string
}

type Counts = Record<EditionEffect['effect'], number>

interface Found {
  code: string
  name: string
  from: string
  to: string
  changes: readonly Change[]
  atSteps: readonly AtStep[]
  /** Null without `--open`. */
  open: Counts | null
}

try {
  const registry = await loadProcedures(values.folder)
  const [older, newer] = editionsIn(registry)
  const [was, is] = [registry.compiled(older).plan, registry.compiled(newer).plan]
  const order = stepsInOrder(was)
  const atSteps = order.map((step, index) => ({
    ...{ step, name: was.steps[step]?.name ?? step },
    ...effectOn(was, is, { open: [step], done: order.slice(0, index) }),
  }))
  const found: Found = {
    ...{ code: newer.code, name: newer.name, from: older.edition, to: newer.edition },
    ...{ changes: compareEditions(older, newer), atSteps },
    open: values.open ? await countOpen(older, newer, registry) : null,
  }
  process.stdout.write(values.json ? `${JSON.stringify(found, null, 2)}\n` : pageOf(found))
} catch (error) {
  explain(error)
  process.exitCode = 1
}

function editionsIn(registry: Registry): readonly [Procedure, Procedure] {
  const [code = '', ...asked] = positionals
  const all = registry.byCode(code)
  const [older, newer] = asked.map((edition) => all.find((one) => one.edition === edition))
  if (older !== undefined && newer !== undefined && asked.length === 2) return [older, newer]
  throw noSuchEdition(code, all, {
    why: 'Two editions of one code are compared, the older one first.',
    remedy: 'Give a code and two of its editions; docs/procedures.md says how to add one.',
  })
}

/** Each plan as its dossiers run it, whatever the file says by now. */
async function countOpen(older: Procedure, newer: Procedure, registry: Registry): Promise<Counts> {
  const { plan } = registry.compiled(newer)
  const database = openDatabase(readSettings().databaseUrl, { connections: 1, name: 'thong-suot diff' })
  try {
    const counts: Counts = { standsOnRemovedStep: 0, gainsStep: 0, changesAhead: 0, unaffected: 0 }
    for (const at of await readOpenPositions(database.sql, older)) {
      counts[effectOn(at.plan, plan, at).effect] += at.dossiers
    }
    return counts
  } finally {
    await database.close()
  }
}

function pageOf({ code, name, from, to, changes, atSteps, open }: Found): string {
  const steps = atSteps.map(
    ({ step, name, effect, steps }) => `  ${step} “${name}”: ${effectsInWords[effect]}${named(steps)}`,
  )
  const counted = effects.map((effect) => `  ${open?.[effect]} ${effectsInWords[effect]}`)
  return [
    `${code} ${name}: ${from} → ${to}`,
    ...changesInWords(changes),
    `A dossier of ${from} keeps its plan. Under that of ${to} it would, open at`,
    ...steps,
    ...(open === null ? [] : ['Open dossiers', ...counted]),
    '',
  ].join('\n')
}

function named(steps: readonly string[]): string {
  return steps.length === 0 ? '' : ` (${steps.join(', ')})`
}
