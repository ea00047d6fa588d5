/** Whether something keeps everybody else waiting: how late the event loop turned while it was done. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

/** The loop of a process, here or elsewhere. */
export interface Loop {
  reset(): void | Promise<void>
  /** The longest stall since it was reset, in ms. */
  longestMs(): number | Promise<number>
}

/**
 * Who stalls the loop computes: no stall is longer than the processor time that this process took meanwhile. A process that waits
 * for a processor on a full machine turns late too, and is not stalled by what was asked of it. What blocks and does not compute, such as
 * a file that is read synchronously from a slow disk, is not seen.
 */
export function ownLoop(): Loop & { stop(): void } {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  let before = process.cpuUsage()
  return {
    reset() {
      delays.reset()
      before = process.cpuUsage()
    },
    longestMs() {
      const { user, system } = process.cpuUsage(before)
      return Math.min(delays.max / 1e6, (user + system) / 1e3)
    },
    stop: () => void delays.disable(),
  }
}

const maxAttempts = 8
const turnMs = 3

/**
 * Does it, and says how long it stalled the loop: does it again where that is more than is bearable, and takes the least.
 * A busy machine stalls at any time, but not each time; what stalls us by itself does.
 */
export async function withStall<T>(
  loop: Loop,
  doing: () => Promise<T>,
  bearableMs: number,
): Promise<{ answer: T; stallMs: number }> {
  const first = await once(loop, doing)
  let { stallMs } = first
  for (let n = 1; n < maxAttempts && stallMs > bearableMs; n += 1) {
    stallMs = Math.min(stallMs, (await once(loop, doing)).stallMs)
  }
  return { answer: first.answer, stallMs }
}

/** @param fitting the largest request that fits: what it takes is no stall, and what takes many times as long is one */
export async function bearable(loop: Loop, fitting: () => Promise<unknown>): Promise<number> {
  const { stallMs } = await withStall(loop, fitting, 0)
  return Math.max(100, 20 * stallMs)
}

async function once<T>(loop: Loop, doing: () => Promise<T>): Promise<{ answer: T; stallMs: number }> {
  await loop.reset()
  // It reckons from its first turn on, and hears of a stall at the next.
  await pause(turnMs)
  const answer = await doing()
  await pause(turnMs)
  return { answer, stallMs: await loop.longestMs() }
}
