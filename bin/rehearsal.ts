/**
 * `npm run rehearsal -- start ID [--in MINUTES]`: copies the live database, and lets the reorganisation take effect in the copy some
 * minutes after it is ready. `run REHEARSAL` serves it until Ctrl-C, `report REHEARSAL` says how long each phase took and what
 * failed, `list` which there are, `erase REHEARSAL` and `erase --expired` remove them. Exits 1 where it is refused or something failed.
 */
import { openDatabase } from '../db/database.ts'
import { keptMs, rehearsalsOf } from '../db/rehearsal/rehearsal-database.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { eraseExpired, eraseRehearsal } from '../rehearsal/erase-rehearsal.ts'
import { folderOf, type Phase } from '../rehearsal/rehearsal-folder.ts'
import { type RehearsalReport, reportRehearsal } from '../rehearsal/report-rehearsal.ts'
import { startRehearsal } from '../rehearsal/start-rehearsal.ts'
import { runCommand } from './process/command.ts'
import { rehearsalPlaceOf } from './process/rehearsal/rehearsal-place.ts'
import { explain, runUntilSignal } from './process/run.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    in: { type: 'string', default: '10' },
    expired: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const [what = 'list', id = ''] = positionals
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const warn = (line: string): void => void process.stderr.write(`${line}\n`)

if (what === 'run') {
  // The whole system, which no other word needs.
  const [{ logEngine }, { serveRehearsal }] = await Promise.all([
    import('./process/engine-log.ts'),
    import('./process/rehearsal/serve-rehearsal.ts'),
  ])
  logEngine()
  await runUntilSignal(async (upkeep) => {
    const { place, port } = rehearsalPlaceOf(readSettings())
    const { url, ended } = await serveRehearsal(place, id, { upkeep, port })
    say(`The rehearsal ${id} listens at ${url}; Ctrl-C stops it, and it can be run again.`)
    return { ended }
  })
} else await runCommand(1, done)

async function done(): Promise<number> {
  switch (what) {
    case 'start':
      return await start()
    case 'report':
      return await report()
    case 'list':
      return await list()
    case 'erase':
      return await erase()
    default:
      throw new StartUpError({
        what: `${what} is nothing that is done with a rehearsal.`,
        why: 'Nothing is copied or erased by a guess.',
        remedy: 'Say start, run, report, list or erase.',
      })
  }
}

async function start(): Promise<number> {
  const { place, readerUrl } = rehearsalPlaceOf(readSettings())
  const of = reorganisationOf(await knownReorganisations(), id)
  // What cannot be erased is no reason to rehearse nothing, and is said each time.
  await eraseExpired(place, warn).catch(explain)
  const rehearsal = await startRehearsal({
    ...{ ...place, of, readerUrl: readerUrl(), inMs: minutes() * 60_000 },
    say: (phase) => warn(inWords(phase)),
    leftOver: (left, error) => {
      explain(error)
      warn(`The start failed, and what it made is left over: npm run rehearsal -- erase ${left}`)
    },
  })
  const env = `${folderOf(place.rehearsals, rehearsal.id)}/env`
  say(
    values.json
      ? JSON.stringify({ ...rehearsal, databaseUrl: undefined, env })
      : [
          `Rehearsal ${rehearsal.id}: ${of.name}`,
          `takes effect at ${new Date(rehearsal.effectiveAt).toISOString()}, and is kept until ${new Date(rehearsal.madeAt + keptMs).toISOString()}`,
          `  npm run rehearsal -- run ${rehearsal.id}`,
          `  npm run rehearsal -- report ${rehearsal.id}`,
          `For other commands, such as npm run token: set -a; . ${env}; set +a`,
        ].join('\n'),
  )
  return 0
}

function minutes(): number {
  const given = Number(values.in)
  if (given > 0 && given <= 1_440) return given
  throw new StartUpError({
    what: `--in ${values.in} is no number of minutes.`,
    why: 'The reorganisation takes effect so long after the copy is ready.',
    remedy: 'Give minutes, up to a day: --in 10.',
  })
}

async function report(): Promise<number> {
  const { place } = rehearsalPlaceOf(readSettings())
  const found = await reportRehearsal(place, id)
  say(values.json ? JSON.stringify(found) : reportInWords(found))
  return found.failuresInAll === 0 ? 0 : 1
}

function reportInWords(found: RehearsalReport): string {
  const { phases, entries, requests, waits, certificate, failures, failuresInAll } = found
  const more = failuresInAll - failures.length
  return [
    `Rehearsal ${found.id} of ${found.reorganisation}, instant ${new Date(found.effectiveAt).toISOString()}`,
    ...phases.map(inWords),
    `journal: ${entries} entries`,
    ...requests.map(({ status, refusal, requests: n }) => `requests ${status} ${refusal ?? ''}: ${n}`),
    ...waits.map(
      ({ kind, requests: n, p50Ms, p95Ms }) =>
        `officers waited for ${kind}: p50 ${p50Ms} ms, p95 ${p95Ms} ms, of ${n}`,
    ),
    certificate === null ? 'certificate: after the instant' : `certificate: ${certificate}`,
    `failures: ${failuresInAll}`,
    ...failures.map(({ kind, what: of }) => `  ${kind} ${of}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n')
}

function inWords({ name, ms, done: items }: Phase): string {
  return `${name}: ${(ms / 1_000).toFixed(1)} s${items === null ? '' : `, ${items}`}`
}

async function list(): Promise<number> {
  const { place } = rehearsalPlaceOf(readSettings())
  const server = openDatabase(place.serverUrl, { connections: 1, name: 'thong-suot rehearsal' })
  try {
    for (const { id: one, reorganisation, madeAt } of await rehearsalsOf(server.sql)) {
      say(`${one} ${reorganisation || 'cut short'}, kept until ${new Date(madeAt + keptMs).toISOString()}`)
    }
    return 0
  } finally {
    await server.close()
  }
}

async function erase(): Promise<number> {
  const { place } = rehearsalPlaceOf(readSettings())
  if (values.expired) {
    if ((await eraseExpired(place, say)).length === 0) say('None has expired.')
  } else {
    await eraseRehearsal(place, id)
    say(`Erased ${id}.`)
  }
  return 0
}
