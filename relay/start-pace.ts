/**
 * Keeps the relay from starting workflows faster than workers take them. A workflow that was just started does nothing until its first task has had its
 * turn behind all others, and a decision on it waits as long; one that is not started yet is started by the decision itself, at once.
 */
import { setTimeout as pause } from 'node:timers/promises'

/** So many starts are made before the next look: a second's work of a small worker. Twice as many may wait at most, and a round more. */
export const startsAhead = 50
/** Between two looks at first; each time twice as long, since a busy machine pays for every look. */
const lookAgainMs = 25
/** What else the relay carries waits no longer than this, and is then carried without starts. */
const holdMs = 500

export class StartPace {
  #sinceLook: string[] = []
  #next = -1
  readonly #taken: (workflowId: string) => Promise<boolean>

  /** @param taken whether a worker has taken the first task of a workflow: tasks are given out in the order of their starts */
  constructor(taken: (workflowId: string) => Promise<boolean>) {
    this.#taken = taken
  }

  /** For each round of starts. */
  made(workflowIds: readonly string[]): void {
    this.#sinceLook.push(...workflowIds)
  }

  /** Whether more may be started; waits half a second at most until the workers have caught up. Asks nobody while little is started. */
  async allows(): Promise<boolean> {
    if (this.#sinceLook.length < startsAhead) return true
    const until = performance.now() + holdMs
    for (let waitMs = lookAgainMs; ; waitMs *= 2) {
      // One after the other, the last first: the first task of any one may never be taken, as where it is lost.
      this.#next += 1
      const workflowId = this.#sinceLook.at(-1 - (this.#next % this.#sinceLook.length))
      if (workflowId === undefined || (await this.#taken(workflowId))) {
        this.#sinceLook = []
        this.#next = -1
        return true
      }
      const leftMs = until - performance.now()
      if (leftMs <= 0) return false
      await pause(Math.min(waitMs, leftMs))
    }
  }
}
