/**
 * `npm run faults -- [--seed 7] [--only F01,F05] [--long] [--known-bad] [--json]`: kills the product's processes
 * and cuts their links by a schedule drawn from the seed, and judges what is left. Its servers are its own.
 */
import { parseArgs } from 'node:util'
import { explain } from '../../bin/process/run.ts'
import { describeReport } from './describe-report.ts'
import { knownBadBuilds, runKnownBad } from './known-bad.ts'
import { type Report, type RunOptions, runScenario, violationsOf } from './run.ts'
import { scenarios } from './scenarios.ts'
import { startServers } from './servers.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string' },
    long: { type: 'boolean', default: false },
    'known-bad': { type: 'boolean', default: false },
    'settle-within': { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
    /** A stopped PostgreSQL with the schema, as `loadedFiles` gives it; without it the schema is loaded first. */
    loaded: { type: 'string' },
  },
})

// An exit in good order takes what it started along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  const only = values.only?.split(',')
  const wanted = <T extends { id: string }>(all: readonly T[]) =>
    all.filter(({ id }) => only?.includes(id) ?? true)
  const holds = values['known-bad']
    ? await catchAll(wanted(await knownBadBuilds()))
    : await runAll(wanted(scenarios))
  process.exitCode = holds ? 0 : 1
} catch (error) {
  explain(error)
  process.exitCode = 2
}

async function runAll(chosen: typeof scenarios): Promise<boolean> {
  if (chosen.length === 0)
    throw new RangeError(`--only names none of ${scenarios.map(({ id }) => id).join(', ')}`)
  const options: RunOptions = {
    seed: Number(values.seed),
    long: values.long,
    settleWithinMs: Number(values['settle-within']) * 1000,
  }
  const reports: Report[] = []
  const servers = await startServers({ loaded: values.loaded })
  try {
    for (const scenario of chosen) {
      const report = await runScenario(servers, scenario, options)
      reports.push(report)
      if (!values.json) process.stdout.write(`${describeReport(report)}\n\n`)
    }
  } finally {
    await servers.stop()
  }
  const violations = reports.flatMap(violationsOf)
  if (values.json) process.stdout.write(`${JSON.stringify(reports)}\n`)
  else
    process.stdout.write(
      `${reports.length} scenarios, ${violations.length} violations; repeat with --seed ${values.seed}\n`,
    )
  return violations.length === 0
}

/** A bad build that is not caught by the violation it names is the violation here. */
async function catchAll(builds: Awaited<ReturnType<typeof knownBadBuilds>>): Promise<boolean> {
  let missed = 0
  for (const build of builds) {
    const { caught, by } = await runKnownBad(build)
    if (!caught) missed += 1
    process.stdout.write(`${caught ? '✓ caught' : '✗ MISSED'}  ${build.id}: ${build.title}\n`)
    process.stdout.write(`    ${build.caughtBy.join(' ')} must find: ${build.violation}\n`)
    for (const line of by.slice(0, 3)) process.stdout.write(`    ${line}\n`)
  }
  process.stdout.write(`${builds.length} known-bad builds, ${missed} missed\n`)
  return missed === 0
}
