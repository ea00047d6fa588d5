/** One measured figure; `target` reads with the sign: `>= 0.8`, `<= 25`. */
export interface Figure {
  name: string
  value: number
  target: string
  unit: string
  ok: boolean
  /** What the figure was made from, so that it can be judged. */
  detail: Readonly<Record<string, number | string | readonly number[]>>
}

export function figure(
  name: string,
  value: number,
  bound: { atLeast: number } | { atMost: number },
  unit: string,
  detail: Figure['detail'] = {},
): Figure {
  const atLeast = 'atLeast' in bound
  const limit = atLeast ? bound.atLeast : bound.atMost
  const rounded = round(value)
  return {
    name,
    value: rounded,
    target: `${atLeast ? '>=' : '<='} ${limit}`,
    unit,
    ok: atLeast ? rounded >= limit : rounded <= limit,
    detail,
  }
}

export const round = (value: number): number => Number(value.toPrecision(4))

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The value that `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Runs both sides in turn, `rounds` times, beginning with the other one each time: drift meets both alike. */
export async function alternate(
  rounds: number,
  system: (round: number) => Promise<number>,
  bare: (round: number) => Promise<number>,
): Promise<{ system: number[]; bare: number[]; ratios: number[] }> {
  const results = { system: [] as number[], bare: [] as number[], ratios: [] as number[] }
  for (let i = 0; i < rounds; i += 1) {
    const first = i % 2 === 0 ? await system(i) : await bare(i)
    const second = i % 2 === 0 ? await bare(i) : await system(i)
    const [o, b] = i % 2 === 0 ? [first, second] : [second, first]
    results.system.push(round(o))
    results.bare.push(round(b))
    results.ratios.push(round(o / b))
  }
  return results
}

/** Runs `total` jobs, `atOnce` at a time; answers with each one's duration in ms. */
export async function inParallel(
  total: number,
  atOnce: number,
  job: (index: number) => Promise<void>,
): Promise<number[]> {
  const durations: number[] = []
  let next = 0
  const runner = async (): Promise<void> => {
    for (let index = next++; index < total; index = next++) {
      const began = performance.now()
      await job(index)
      durations.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  return durations
}
