/**
 * `npm run test:days -- [--day 2027-02-06 …] [parts of test file names]`: runs the suite, or these files, at other days, one after the other:
 * at those given, else at all of `other-days.ts`. Exits with 1 when a test failed, with 2 when it could not run.
 */
import { parseArgs } from 'node:util'
import { explain } from '../../bin/process/run.ts'
import { otherDays, startOf } from './other-days.ts'
import { runDay } from './run-day.ts'

// What runs is ended with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  const { values, positionals } = parseArgs({
    options: { day: { type: 'string', multiple: true } },
    allowPositionals: true,
  })
  const whys = new Map(otherDays.map(({ day, why }) => [day, why]))
  const days = values.day ?? [...whys.keys()]
  days.forEach(startOf)
  for (const day of days) {
    const { passed, skipped, failures } = await runDay(day, positionals)
    const counts = `${passed} passed, ${failures.length} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
    const why = whys.get(day)
    process.stdout.write(`${day}: ${counts}${why === undefined ? '' : ` (${why})`}\n`)
    for (const failure of failures) process.stdout.write(`    ${failure}\n`)
    if (failures.length > 0) process.exitCode = 1
  }
} catch (error) {
  explain(error)
  process.exitCode = 2
}
