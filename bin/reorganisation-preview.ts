/**
 * `npm run -s reorganisation:preview -- hanoi-2025-07-01 [--at 2026-07-01T00:00:00+07:00] [--by unit|procedure|step] [--load 40]
 * [--standing] [--json | --csv [--list items|units|needsPerson|desks|officers|waiting|readiness]]`: what a declared reorganisation would do to the work that is open now. It changes nothing.
 */
import { openDatabase } from '../db/database.ts'
import { knownReorganisations, reorganisationOf } from '../db/reorganisations/known-reorganisations.ts'
import { previewReorganisation } from '../db/reorganisations/preview/preview.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { zonedInstant } from '../domain/time/zoned-instant.ts'
import { type PreviewGrouping, previewGroupings } from '../reorganisations/preview/preview.ts'
import { type PreviewList, previewListAsCsv, previewLists } from '../reorganisations/preview/preview-lists.ts'
import { previewAsPage } from '../reorganisations/preview/preview-words.ts'
import { runCommand } from './process/command.ts'
import { databaseNow } from './process/database-now.ts'
import { readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    at: { type: 'string' },
    by: { type: 'string', default: 'unit' },
    load: { type: 'string' },
    standing: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
    list: { type: 'string', default: 'items' },
  },
})

await runCommand(2, async (open) => {
  const [id = ''] = positionals
  const shown = list()
  const of = reorganisationOf(await knownReorganisations(), id)
  const { databaseUrl } = readSettings()
  const database = open(openDatabase(databaseUrl, { connections: 1, name: 'thong-suot preview' }))
  const preview = await previewReorganisation(database, of, {
    ...{ asOfMs: await databaseNow(database), by: grouping(), load: load(), at: instant() },
    ...(values.standing ? { standing: true } : {}),
  })
  if (values.json) process.stdout.write(`${JSON.stringify(preview, null, 2)}\n`)
  else process.stdout.write(values.csv ? previewListAsCsv(preview, shown) : previewAsPage(preview))
  return preview.problems.length === 0 ? 0 : 1
})

function grouping(): PreviewGrouping {
  const found = previewGroupings.find((one) => one === values.by)
  if (found === undefined)
    throw refused(`--by ${values.by} is no grouping.`, `Give one of: ${previewGroupings.join(', ')}.`)
  return found
}

function list(): PreviewList {
  const found = previewLists.find((one) => one === values.list)
  if (found === undefined)
    throw refused(`--list ${values.list} is no list.`, `Give one of: ${previewLists.join(', ')}.`)
  return found
}

function load(): number | null {
  if (values.load === undefined) return null
  const tasks = Number(values.load)
  if (!(tasks > 0))
    throw refused(
      `--load ${values.load} is no number of tasks.`,
      'Give how many open tasks an officer may have.',
    )
  return tasks
}

function instant(): number | undefined {
  if (values.at === undefined) return undefined
  const at = zonedInstant(values.at)
  if (at === null) {
    throw refused(`--at ${values.at} is no instant.`, 'Write it with its zone, as 2026-07-01T00:00:00+07:00.')
  }
  return at
}

function refused(what: string, remedy: string): StartUpError {
  return new StartUpError({ what, why: 'Nothing is previewed by a guess.', remedy })
}
