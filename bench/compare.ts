/** Two ways of doing the same, in alternated rounds: how long one job takes in the middle, and what it costs. */
import { type CpuOfRounds, prefixed } from './cpu.ts'
import { alternate, type Figure, figure, inParallel, median, percentile, round } from './figure.ts'

export interface Side {
  job(index: number): Promise<void>
  cpu: CpuOfRounds
  /** What must be over before the other side's round, and costs neither. */
  after?(): Promise<void>
}

export interface Rounds {
  rounds: number
  jobsARound: number
  atOnce: number
  warmedUp?: () => Promise<void>
}

export interface Compared {
  /** ms, one value a round. */
  p50: { system: readonly number[]; bare: readonly number[]; ratios: readonly number[] }
  p99: { system: readonly number[]; bare: readonly number[] }
  /** CPU-ms a job, by process, over all rounds. */
  cpu: {
    system: Readonly<Record<string, number>>
    bare: Readonly<Record<string, number>>
    ratio: number
  }
}

/**
 * One round of each side is not counted: caches fill and code is compiled in it.
 * @param warmedUp runs after those rounds
 */
export async function compare(
  { rounds, jobsARound, atOnce, warmedUp }: Rounds,
  system: Side,
  bare: Side,
): Promise<Compared> {
  const p99 = new Map<Side, number[]>([
    [system, []],
    [bare, []],
  ])
  const roundOf = (side: Side) => async (): Promise<number> => {
    const took = await side.cpu.during(() => inParallel(jobsARound, atOnce, (i) => side.job(i)))
    await side.after?.()
    p99.get(side)?.push(round(percentile(took, 0.99)))
    return median(took)
  }
  await roundOf(system)()
  await roundOf(bare)()
  await warmedUp?.()
  for (const { cpu } of [system, bare]) cpu.reset()
  const p50 = await alternate(rounds, roundOf(system), roundOf(bare))
  const jobs = jobsARound * rounds
  return {
    p50,
    p99: { system: p99.get(system)?.slice(1) ?? [], bare: p99.get(bare)?.slice(1) ?? [] },
    cpu: {
      system: system.cpu.each(jobs),
      bare: bare.cpu.each(jobs),
      ratio: system.cpu.total / bare.cpu.total,
    },
  }
}

/** The figure of the time and, named `…-cpu`, that of the processor time. */
export function figuresOf(
  name: string,
  { p50, p99, cpu }: Compared,
  atMost: number,
  { what, more = {} }: { what: string; more?: Figure['detail'] },
): Figure[] {
  return [
    figure(name, median(p50.ratios), { atMost }, `${what}, p50 in ms`, {
      ...more,
      ...p50,
      'system p99': p99.system,
      'bare p99': p99.bare,
    }),
    figure(`${name}-cpu`, cpu.ratio, { atMost }, `${what}, CPU-ms`, {
      ...more,
      ...prefixed('system', cpu.system),
      ...prefixed('bare', cpu.bare),
    }),
  ]
}
