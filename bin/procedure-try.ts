/**
 * `npm run -s procedure:try -- 1.000894`: one invented dossier through servers of its own, answered at the keyboard, or by
 * `--answers "accepted approved signed"` or a pipe. `--seed 7` invents another. Ctrl-C stops everything.
 */
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Dossier } from '../client/client.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import { openCity, openEngineOf } from '../demo/city.ts'
import { drawCommunes } from '../demo/communes.ts'
import { type Answers, Trial } from '../demo/trial.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { instantInShort } from '../domain/time/date-words.ts'
import { localDate } from '../domain/time/local-day.ts'
import type { Upkeep } from '../embedded/upkeep.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { loadProcedures, type Registry } from '../procedures/registry/registry.ts'
import { runOnce } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: { answers: { type: 'string' }, seed: { type: 'string', default: '42' } },
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)
await runOnce({ why: 'The dossier has not ended.', failed: 1 }, tryOut)

async function tryOut(upkeep: Upkeep): Promise<number> {
  const registry = await loadProcedures()
  const procedure = inForce(registry, positionals[0] ?? '')
  const { plan } = registry.compiled(procedure, localDate(Date.now()))
  const seed = seedOf(values.seed)
  say(`${procedure.code} ${procedure.name}, edition ${procedure.edition}`)
  say('Bringing up PostgreSQL, Temporal, a bank, worker, relay and API in a folder that goes with them …')
  const city = await openCity(upkeep, { seed, bank: [] })
  const engine = await openEngineOf(city, upkeep)
  const rows = await readReferenceRows(city.database.sql)
  const [commune] = await drawCommunes(rows, { count: 1, seed, at: Date.now() })
  if (commune === undefined) throw new Error('there is no commune today')
  const trial = await Trial.open({ city, engine, answers: answers(), say }, plan)
  const dossier = await trial.go(procedure, commune, seed)
  say(await lastWords(procedure, dossier, await trial.slip(dossier.id)))
  return 0
}

function answers(): Answers {
  const words = values.answers === undefined ? spoken() : given(values.answers)
  return {
    patient: values.answers === undefined && process.stdin.isTTY === true,
    next: async () => {
      const { value, done } = await words.next()
      return done === true ? null : value
    },
  }
}

async function* given(text: string): AsyncGenerator<string, void> {
  yield* text.split(/\s+/).filter((word) => word !== '')
}

/** An empty line takes the first of what may be answered. */
async function* spoken(): AsyncGenerator<string, void> {
  const lines = createInterface({ input: process.stdin, terminal: false })
  for await (const line of lines) yield* line.trim().split(/\s+/)
}

async function lastWords(
  { code }: Procedure,
  { code: number, ending, result, dueAt }: Dossier,
  slip: string | null,
): Promise<string> {
  const file = join(tmpdir(), `thong-suot-slip-${number}.html`)
  if (slip !== null) await writeFile(file, slip)
  return [
    `Ended: ${ending?.name ?? 'not'} (${ending?.code})${result === null ? '' : `, ${result.name}`}`,
    dueAt === null ? 'Its clock never started' : `It was owed by ${instantInShort(Date.parse(dueAt))}`,
    ...(slip === null ? [] : [`Its slip, to print: ${file}`]),
    `The page of the procedure: npm run -s procedure:show -- ${code}`,
  ].join('\n')
}

function inForce(registry: Registry, code: string): Procedure {
  const today = localDate(Date.now())
  const found = registry.inForce(code, today)
  if (found !== undefined) return found
  const editions = registry.byCode(code).map(({ edition }) => edition)
  throw new StartUpError({
    what: editions.length === 0 ? `No procedure has the code “${code}”.` : `${code} is not in force today.`,
    why:
      editions.length === 0
        ? 'One dossier of one procedure is filed.'
        : `Its editions begin ${editions.join(', ')}.`,
    remedy: 'Give a code of docs/catalogue.md; npm run procedure:show finds one by its name.',
  })
}

function seedOf(text: string): number {
  const seed = Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed
  throw new StartUpError({
    what: `--seed is "${text}".`,
    why: 'Nothing can be invented with it.',
    remedy: 'Give a whole number.',
  })
}
