/**
 * `npm run reorganisation -- show [ID]`: reorganisations, where each is and what was done. With `--by WHO` a person acts:
 * `propose ID [--at INSTANT]`, `approve ID --rows HASH` (another person), `arm ID`, and with `--basis "…"`
 * `postpone ID --at INSTANT` and `call-off ID` (both of the two, one after the other) or `undo ID --at INSTANT` (two persons).
 * `go ID` tells what is red before its instant, and exits 1 for no-go.
 * `close ID --basis "…"` lets go on what waited for an armed one, once it has taken effect and its certificate is clean; with
 * `--despite-findings` also where it is not, and the step says so.
 * The way to arm one is a dossier of the procedure 0.000001; armed by this command it is marked as without a dossier, here and in its
 * certificate. Exits 1 where it is refused.
 */
import { type Database, openDatabase } from '../db/database.ts'
import { closeByHand, closedDespiteFindings } from '../db/reorganisations/enactment/close-by-hand.ts'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../db/reorganisations/enactment/enact.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../db/reorganisations/enactment/take-back.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { hex, type Overview, overviewOf } from '../db/reorganisations/overview.ts'
import { readGoFacts } from '../db/reorganisations/preview/go-facts.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { judgeGo } from '../domain/territory/reorganisation/go.ts'
import { zonedInstant } from '../domain/time/zoned-instant.ts'
import { desksOfRegistry } from '../procedures/registry/desks-of.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import { runCommand } from './process/command.ts'
import { databaseNow } from './process/database-now.ts'
import { readSettings } from './process/settings.ts'
import { goAsTable } from './process/terminal/go-page.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    by: { type: 'string' },
    at: { type: 'string' },
    rows: { type: 'string' },
    basis: { type: 'string' },
    'despite-findings': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

await runCommand(1, async (open) => {
  const [what = 'show', id] = positionals
  const database = open(
    openDatabase(readSettings().databaseUrl, { connections: 4, name: 'thong-suot reorganisation' }),
  )
  const known = await knownReorganisations()
  if (what === 'go') return await go(database, reorganisationOf(known, id ?? ''))
  if (what !== 'show') await act(database, what, reorganisationOf(known, id ?? ''))
  const shown = id === undefined ? known : [reorganisationOf(known, id)]
  const now = await databaseNow(database)
  const found = await Promise.all(shown.map((of) => overviewOf(database.sql, of, now)))
  process.stdout.write(
    values.json ? `${JSON.stringify(found.map(asJson), null, 2)}\n` : found.map(inWords).join('\n'),
  )
  return 0
})

/** @returns the exit code: 0 for go, 1 for no-go */
async function go(database: Database, of: Enactable): Promise<number> {
  const facts = await readGoFacts(database, of, Date.now, desksOfRegistry(await loadProcedures()))
  const judged = judgeGo(facts)
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ reorganisation: of.id, effectiveAt: new Date(facts.effectiveAt).toISOString(), ...judged }, null, 2)}\n`
      : goAsTable(of.id, facts.effectiveAt, judged),
  )
  return judged.verdict === 'go' ? 0 : 1
}

async function act(database: Database, what: string, of: Enactable): Promise<void> {
  const by = {
    actorId: given('by', 'who answers for it, by office or number and not by name'),
    at: await databaseNow(database),
  }
  switch (what) {
    case 'propose':
      return await proposeReorganisation(database, of, {
        ...by,
        ...(values.at === undefined ? {} : { effectiveAt: instant() }),
      })
    case 'approve':
      return await approveReorganisation(database, of, {
        ...by,
        rowsHash: Buffer.from(given('rows', 'the hash that show prints: what you approve'), 'hex'),
      })
    case 'arm':
      await armReorganisation(database, of, by)
      return
    case 'postpone':
      await postponeReorganisation(database, of, { ...by, basis: decision(), effectiveAt: instant() })
      return
    case 'call-off':
      await callOffReorganisation(database, of, { ...by, basis: decision() })
      return
    case 'undo':
      await undoReorganisation(database, of, { ...by, basis: decision(), effectiveAt: instant() })
      return
    case 'close':
      await closeByHand(database, of, {
        ...{ ...by, basis: decision(), despiteFindings: values['despite-findings'] },
      })
      return
    default:
      throw notUnderstood(
        `${what} is nothing that is done with a reorganisation.`,
        'Say show, go, propose, approve, arm, postpone, call-off, undo or close.',
      )
  }
}

function decision(): string {
  return given('basis', 'the decision that it rests on')
}

function instant(): number {
  const text = given('at', 'an instant with its zone')
  const at = zonedInstant(text)
  if (at !== null) return at
  throw notUnderstood(`--at ${text} is no instant.`, 'Write it with its zone, as 2027-01-01T00:00:00+07:00.')
}

function given(option: 'by' | 'at' | 'rows' | 'basis', what: string): string {
  const value = values[option]?.trim()
  if (value !== undefined && value !== '') return value
  throw notUnderstood(`--${option} is missing.`, `Add --${option} with ${what}.`)
}

function notUnderstood(what: string, remedy: string): StartUpError {
  return new StartUpError({
    what,
    why: 'What a reorganisation does is written down with who did it and why.',
    remedy,
  })
}

function asJson({ steps, effectiveAt, ...rest }: Overview): object {
  return {
    ...rest,
    effectiveAt: new Date(effectiveAt).toISOString(),
    steps: steps.map(({ rowsHash, ...step }) => ({ ...step, rowsHash: hex(rowsHash) })),
  }
}

function inWords(overview: Overview): string {
  const { id, name, status, effective, effectiveAt, rowsHash, asked, steps, withoutDossier } = overview
  return [
    `${id}: ${name}`,
    `  ${status}${effective ? ', in effect' : ''}; instant ${new Date(effectiveAt).toISOString()}`,
    ...(rowsHash === null ? [] : [`  rows ${rowsHash}`]),
    ...(asked === null ? [] : [`  ${asked}: another person has to ask the same`]),
    ...(withoutDossier ? ['  armed without a dossier of procedure 0.000001 behind it'] : []),
    ...steps.map(stepInWords),
    '',
  ].join('\n')
}

function stepInWords(step: Overview['steps'][number]): string {
  const { run, kind, actorId, validAt, change, dossierId } = step
  const wrote = change === null ? '' : `, change ${change}`
  const behind = dossierId === null ? '' : `, dossier ${dossierId}`
  return `  ${run}. ${new Date(validAt).toISOString()} ${kind} by ${actorId}${wrote}${behind}${closedDespiteFindings(step) ? ', without a clean certificate' : ''}`
}
