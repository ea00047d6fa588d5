import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../harness/random.ts'

/** Something that can go wrong, and be over again. */
export interface FaultKind {
  name: string
  begin(): Promise<void>
  end(): Promise<void>
}

export interface Planned {
  fault: string
  /** Since the faults began. */
  atMs: number
  lastsMs: number
}

export interface ScheduleOptions {
  /** How many faults. */
  faults: number
  /** Quiet before each, from and to. */
  everyMs: readonly [number, number]
  lastsMs: readonly [number, number]
}

/** Seed → schedule: which fault when and for how long, one at a time. Each kind comes before any comes again. */
export function schedule(
  random: Random,
  names: readonly string[],
  options: ScheduleOptions,
): readonly Planned[] {
  let left: string[] = []
  let atMs = 0
  return Array.from({ length: options.faults }, () => {
    if (left.length === 0) left = [...names]
    const [fault = ''] = left.splice(random.whole(0, left.length - 1), 1)
    atMs += random.whole(...options.everyMs)
    const lastsMs = random.whole(...options.lastsMs)
    const planned = { fault, atMs, lastsMs }
    atMs += lastsMs
    return planned
  })
}

/** Carries a schedule out. `over` is called when a fault has ended, with the instant; every fault has ended in the end. */
export async function carryOut(
  planned: readonly Planned[],
  kinds: readonly FaultKind[],
  over: (fault: string, at: number) => void,
): Promise<void> {
  const began = Date.now()
  for (const { fault, atMs, lastsMs } of planned) {
    const kind = kinds.find((one) => one.name === fault)
    if (kind === undefined) throw new Error(`nobody knows how to do ${fault}`)
    await pause(Math.max(0, began + atMs - Date.now()))
    await kind.begin()
    try {
      await pause(lastsMs)
    } finally {
      await kind.end()
      over(fault, Date.now())
    }
  }
}
