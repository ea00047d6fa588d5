/**
 * `npm run demo [-- --dossiers 120] [--seed 42] [--json]`: the day on which Hà Nội's districts end, on servers of its own, with kills; exits 1
 * on any mismatch, 2 when it could not run.
 */
import { tellStory } from '../demo/story.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { runOnce } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values } = readOptions({
  options: {
    dossiers: { type: 'string', default: '120' },
    seed: { type: 'string', default: '42' },
    json: { type: 'boolean', default: false },
  },
})

await runOnce({ why: 'Half a day proves nothing.', failed: 2 }, async (upkeep) => {
  const options = { seed: numberOf('seed', 0, 2 ** 31), dossiers: numberOf('dossiers', 12, 5_000), say }
  const summary = await tellStory(options, upkeep)
  process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `${verdict(summary.mismatches)}\n`)
  return summary.mismatches + summary.differences === 0 ? 0 : 1
})

function say(line: string): void {
  if (!values.json) process.stdout.write(`${process.uptime().toFixed(1).padStart(6)} s  ${line}\n`)
}

function verdict(mismatches: number): string {
  const again = `repeat with npm run demo -- --seed ${values.seed} --dossiers ${values.dossiers}`
  return mismatches === 0
    ? `Nothing was lost and nobody was paid twice; ${again}`
    : `${mismatches} mismatches; ${again}`
}

function numberOf(option: 'dossiers' | 'seed', least: number, most: number): number {
  const number = Number(values[option])
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new StartUpError({
    what: `--${option} is "${values[option]}".`,
    why: 'The day could not be run or repeated with it.',
    remedy: `Give a whole number from ${least} to ${most}.`,
  })
}
