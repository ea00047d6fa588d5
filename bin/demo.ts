/**
 * `npm run demo [-- --dossiers 120] [--seed 42] [--json]`: the day on which Hà Nội's districts end, on servers of its own, with kills; exits 1
 * on any mismatch, 2 when it could not run. `npm run demo -- payout [--beneficiaries 82000]`: two months paid to all beneficiaries, as strictly.
 */
import { isRight, tellPayout } from '../demo/payout/story.ts'
import { tellStory } from '../demo/story.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import type { Upkeep } from '../embedded/upkeep.ts'
import { runOnce } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    beneficiaries: { type: 'string', default: '82000' },
    dossiers: { type: 'string', default: '120' },
    seed: { type: 'string', default: '42' },
    json: { type: 'boolean', default: false },
  },
})

await runOnce({ why: 'Half a day proves nothing.', failed: 2 }, async (upkeep) => {
  const seed = numberOf('seed', 0, 2 ** 31)
  if (isPayout()) return await payout(seed, upkeep)
  const options = { seed, dossiers: numberOf('dossiers', 12, 5_000), say }
  const summary = await tellStory(options, upkeep)
  process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `${verdict(summary.mismatches)}\n`)
  return summary.mismatches + summary.differences === 0 ? 0 : 1
})

async function payout(seed: number, upkeep: Upkeep): Promise<number> {
  const beneficiaries = numberOf('beneficiaries', 200, 1_000_000)
  const paid = await tellPayout({ beneficiaries, seed, kills: 'all', say }, upkeep)
  const { payout, problems, seconds } = paid
  for (const problem of problems.slice(0, 20)) say(`  ✗ ${problem}`)
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ seed, payout, problems: problems.length, seconds })}\n`
      : `${isRight(paid) ? 'Everybody got what is owed, once' : `${problems.length} mismatches`}: ${JSON.stringify(payout)}, in ${seconds} s\n`,
  )
  return isRight(paid) ? 0 : 1
}

function isPayout(): boolean {
  if (positionals.length === 0) return false
  if (positionals.length === 1 && positionals[0] === 'payout') return true
  throw new StartUpError({
    what: `"${positionals.join(' ')}" is nothing that can be shown.`,
    why: 'There is the day of the cut-over, which needs no word, and the payout of two months.',
    remedy: 'Give nothing, or the word payout.',
  })
}

function say(line: string): void {
  if (!values.json) process.stdout.write(`${process.uptime().toFixed(1).padStart(6)} s  ${line}\n`)
}

function verdict(mismatches: number): string {
  const again = `repeat with npm run demo -- --seed ${values.seed} --dossiers ${values.dossiers}`
  return mismatches === 0
    ? `Nothing was lost and nobody was paid twice; ${again}`
    : `${mismatches} mismatches; ${again}`
}

function numberOf(option: 'beneficiaries' | 'dossiers' | 'seed', least: number, most: number): number {
  const number = Number(values[option])
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new StartUpError({
    what: `--${option} is "${values[option]}".`,
    why: 'The day could not be run or repeated with it.',
    remedy: `Give a whole number from ${least} to ${most}.`,
  })
}
