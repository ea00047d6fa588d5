/**
 * `npm run -s procedure:adopt -- CODE NEWER`: which open dossiers of older editions would take this one, by the
 * policy that it declares, and why the others would not. `--apply --by WHO` lets them adopt it, page by page, and prints the outcome
 * of each; one without an answer after `--wait` seconds (60) continues without the command. `--folder` takes other definitions, `--json`.
 */
import { followDatabaseClock } from '../db/connection/database-clock.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { adoptOpen } from '../db/editions/adopt-editions.ts'
import type { AdoptionOutcome } from '../db/editions/adoption-outcomes.ts'
import { type Editions, type Judged, judgeOpen } from '../db/editions/judge-open-dossiers.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { localDate } from '../domain/time/local-day.ts'
import { cite } from '../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { type Change, compareEditions } from '../procedures/grammar/editions/edition-diff.ts'
import { effects } from '../procedures/grammar/editions/edition-effect.ts'
import {
  outcomeInWords,
  transitionPolicyInWords,
  verdictInWords,
} from '../procedures/handbook/adoption-words.ts'
import { changesInWords, effectsInWords } from '../procedures/handbook/edition-diff-words.ts'
import { planHash } from '../procedures/registry/plan-hash.ts'
import { loadProcedures, type Registry } from '../procedures/registry/registry.ts'
import { databaseNow } from './process/database-now.ts'
import { explain } from './process/run.ts'
import { readSettings } from './process/settings.ts'
import { noSuchEdition } from './process/terminal/no-such-edition.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    apply: { type: 'boolean', default: false },
    by: { type: 'string' },
    wait: { type: 'string', default: '60' },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

try {
  const registry = await loadProcedures(values.folder)
  const editions = editionsIn(registry)
  const database = openDatabase(readSettings().databaseUrl, { connections: 2, name: 'thong-suot adopt' })
  try {
    const today = localDate(await databaseNow(database))
    if (values.apply) await apply(database, { ...editions, today })
    else await preview(database, { ...editions, today })
  } finally {
    await database.close()
  }
} catch (error) {
  explain(error)
  process.exitCode = 1
}

async function preview({ sql }: Database, editions: Asked): Promise<void> {
  const judged: Judged[] = []
  for await (const page of judgeOpen(sql, editions.of)) judged.push(...page)
  say(values.json ? json(asJson(editions, judged)) : pageOf(editions, judged))
}

/** Prints each page as it ends; with `--json` everything at the end. */
async function apply(database: Database, editions: Asked): Promise<void> {
  const by = whoAsks(editions)
  const outcomes: AdoptionOutcome[] = []
  const clock = await followDatabaseClock(database.clockMs)
  const adopting = { database, now: clock.now, hashOf: planHash, waitMs: secondsToWait() * 1_000 }
  if (!values.json) say(headOf(editions).join('\n'))
  for await (const page of adoptOpen(adopting, editions.of, by)) {
    outcomes.push(...page)
    if (!values.json) say(page.map((one) => `${one.code}: ${outcomeInWords(one)}`).join('\n'))
  }
  clock.stop()
  const counts = { adopted: 0, kept: 0, refused: 0, pending: 0 }
  for (const { outcome } of outcomes) counts[outcome] += 1
  const totals = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`)
  say(values.json ? json({ ...headJson(editions), counts, dossiers: outcomes }) : totals.join(', '))
  process.exitCode = counts.refused + counts.pending === 0 ? 0 : 1
}

function say(text: string): void {
  process.stdout.write(text === '' || text.endsWith('\n') ? text : `${text}\n`)
}

function json(value: object): string {
  return JSON.stringify(value, null, 2)
}

function secondsToWait(): number {
  const seconds = Number(values.wait)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds
  throw new StartUpError({
    what: `--wait ${values.wait} is no number of seconds.`,
    why: 'A page of dossiers is waited for so long before the next is asked.',
    remedy: 'Give seconds, 0 or more.',
  })
}

/** The journal of each dossier names who asked; nobody is asked what the edition does not say, or before it is law. */
function whoAsks({ newer, today }: Asked): string {
  if (!isInForce({ newer, today })) {
    throw new StartUpError({
      what: `${newer.code} of ${newer.edition} is not in force yet; today is ${today}.`,
      why: 'Until its first day dossiers run under the rules before it, and so do their due dates.',
      remedy: `Apply it on ${newer.edition} or later; without --apply the command previews it now.`,
    })
  }
  if (newer.transitionPolicy === undefined) {
    throw new StartUpError({
      what: `${newer.code} of ${newer.edition} does not say what becomes of older dossiers.`,
      why: 'A dossier keeps the law of its filing unless a text says otherwise.',
      remedy: 'Give the definition a `transitionPolicy`; docs/procedures.md says how.',
    })
  }
  if (values.by !== undefined && values.by.trim() !== '') return values.by
  throw new StartUpError({
    what: '--apply names nobody.',
    why: 'The journal of each dossier says who asked it to take the edition.',
    remedy: 'Add --by with who answers for it, by office or number and not by name.',
  })
}

interface Asked {
  /** Date in Vietnam, by the clock of the database. */
  today: string
  newer: Procedure
  /** Of each edition before it, what the newer says otherwise. */
  changes: readonly { from: string; changes: readonly Change[] }[]
  of: Editions
}

function editionsIn(registry: Registry): Omit<Asked, 'today'> {
  const [code = '', edition] = positionals
  const all = registry.byCode(code)
  const newer = all.find((one) => one.edition === edition)
  const before = all.filter((one) => edition !== undefined && one.edition < edition)
  if (newer === undefined || before.length === 0 || positionals.length !== 2) {
    throw noSuchEdition(code, all, {
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

function isInForce({ newer, today }: Pick<Asked, 'newer' | 'today'>): boolean {
  return newer.edition <= today
}

function headOf({ newer, changes, today }: Asked): readonly string[] {
  const lines = changes.flatMap(({ from, changes }) => [
    `${newer.code} ${newer.name}: ${from} → ${newer.edition}`,
    ...changesInWords(changes),
  ])
  const from = isInForce({ newer, today })
    ? []
    : [`It may be applied from ${newer.edition}, its first day; today is ${today}`]
  return [...lines, `Of ${newer.edition}: ${transitionPolicyInWords(newer.transitionPolicy)}`, ...from]
}

function pageOf(editions: Asked, judged: readonly Judged[]): string {
  const { adopt, keep, byEffect } = countsOf(judged)
  return [
    ...headOf(editions),
    `Open dossiers: ${judged.length}, of which ${adopt} would adopt it and ${keep} keep the one they have`,
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

function headJson({ newer, changes, today }: Asked) {
  const { transitionPolicy } = newer
  return {
    ...{
      code: newer.code,
      name: newer.name,
      to: newer.edition,
      inForce: isInForce({ newer, today }),
      changes,
    },
    policy:
      transitionPolicy === undefined
        ? null
        : { name: transitionPolicy.policy, basis: cite(transitionPolicy.basis) },
  }
}

function asJson(editions: Asked, judged: readonly Judged[]) {
  return {
    ...headJson(editions),
    counts: countsOf(judged),
    dossiers: judged.map(({ dossierId, code, edition, open, verdict }) => ({
      ...{ id: dossierId, code, edition, open, effect: verdict.effect, verdict: verdict.verdict },
      ...(verdict.verdict === 'adopt'
        ? { better: verdict.better }
        : { reason: verdict.reason, what: verdict.what }),
    })),
  }
}
