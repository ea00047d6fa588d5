/**
 * `npm run -s procedure:adopt -- 1.000894 2027-01-01`: which open dossiers of older editions would take this one, by the
 * policy that it declares, and why the others would not. `--folder` takes other definitions, `--json`.
 */
import { openDatabase } from '../db/database.ts'
import { type Editions, type Judged, judgeOpen } from '../db/judge-adoption.ts'
import { StartUpError } from '../embedded/start-up-error.ts'
import { pinningInWords, verdictInWords } from '../procedures/adoption-words.ts'
import { changeInWords, effectsInWords } from '../procedures/edition-diff-words.ts'
import { cite } from '../procedures/grammar/basis.ts'
import { type Change, compareEditions } from '../procedures/grammar/edition-diff.ts'
import { effects } from '../procedures/grammar/edition-effect.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import { loadProcedures, type Registry } from '../procedures/index.ts'
import { readOptions } from './options.ts'
import { explain } from './run.ts'
import { readSettings } from './settings.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: { folder: { type: 'string' }, json: { type: 'boolean', default: false } },
})

try {
  const registry = await loadProcedures(values.folder)
  const editions = editionsIn(registry)
  const database = openDatabase(readSettings().databaseUrl, { connections: 2, name: 'thong-suot adopt' })
  try {
    const judged: Judged[] = []
    for await (const page of judgeOpen(database.sql, editions.of)) judged.push(...page)
    process.stdout.write(
      values.json ? `${JSON.stringify(asJson(editions, judged), null, 2)}\n` : pageOf(editions, judged),
    )
  } finally {
    await database.close()
  }
} catch (error) {
  explain(error)
  process.exitCode = 1
}

interface Asked {
  newer: Procedure
  /** Of each edition before it, what the newer says otherwise. */
  changes: readonly { from: string; changes: readonly Change[] }[]
  of: Editions
}

function editionsIn(registry: Registry): Asked {
  const [code = '', edition] = positionals
  const all = registry.byCode(code)
  const newer = all.find((one) => one.edition === edition)
  const before = all.filter((one) => edition !== undefined && one.edition < edition)
  if (newer === undefined || before.length === 0 || positionals.length !== 2) {
    throw new StartUpError({
      what:
        all.length === 0
          ? `No procedure has the code “${code}”.`
          : `${code} has the editions ${all.map((one) => one.edition).join(', ')}.`,
      why: 'An edition is adopted by the dossiers of those before it.',
      remedy: 'Give a code and an edition that follows another; docs/procedures.md says how to add one.',
    })
  }
  return {
    newer,
    changes: before.map((older) => ({ from: older.edition, changes: compareEditions(older, newer) })),
    of: {
      newer,
      older: (of) => all.find((one) => one.edition === of),
      planOn: (date) => registry.compiled(newer, date).plan,
    },
  }
}

function pageOf({ newer, changes }: Asked, judged: readonly Judged[]): string {
  const told = changes.flatMap(({ from, changes }) => [
    `${newer.code} ${newer.name}: ${from} → ${newer.edition}`,
    ...(changes.length === 0
      ? ['  nothing is otherwise']
      : changes.map((change) => `  ${changeInWords(change)}`)),
  ])
  const { adopt, keep, byEffect } = countsOf(judged)
  return [
    ...told,
    `Of ${newer.edition}: ${pinningInWords(newer.pinning)}`,
    `Open dossiers: ${judged.length}, of which ${adopt} would adopt it and ${keep} keep theirs`,
    ...effects.map((effect) => `  ${byEffect[effect]} ${effectsInWords[effect]}`),
    ...judged.map(
      ({ code, open, verdict }) => `${code} at ${open.join(', ') || 'no step'}: ${verdictInWords(verdict)}`,
    ),
    '',
  ].join('\n')
}

function countsOf(judged: readonly Judged[]) {
  const byEffect = { standsOnRemovedStep: 0, gainsStep: 0, changesAhead: 0, unaffected: 0 }
  for (const { verdict } of judged) byEffect[verdict.effect] += 1
  const adopt = judged.filter(({ verdict }) => verdict.verdict === 'adopt').length
  return { adopt, keep: judged.length - adopt, byEffect }
}

function asJson({ newer, changes }: Asked, judged: readonly Judged[]) {
  const { pinning } = newer
  return {
    ...{ code: newer.code, name: newer.name, to: newer.edition, changes },
    policy: pinning === undefined ? null : { name: pinning.policy, basis: cite(pinning.basis) },
    counts: countsOf(judged),
    dossiers: judged.map(({ dossierId, code, edition, open, verdict }) => ({
      ...{ id: dossierId, code, edition, open, effect: verdict.effect, verdict: verdict.verdict },
      ...(verdict.verdict === 'adopt'
        ? { better: verdict.better }
        : { reason: verdict.reason, what: verdict.what }),
    })),
  }
}
