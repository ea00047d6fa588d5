import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits for a condition: asks again every few milliseconds until it answers with something, and fails with
 * what was waited for. An error counts as «not yet», and is the cause when time runs out.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 60_000,
): Promise<T> {
  const end = performance.now() + withinMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== null && answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    if (performance.now() > end)
      throw new Error(`waited ${withinMs} ms in vain until ${what}`, { cause: last })
    await pause(20)
  }
}
