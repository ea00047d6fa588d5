import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow'
import type { DossierState, Item } from '../procedures/grammar/item.ts'

/**
 * One timer for a dossier, at its earliest due time. A timer already running for an earlier instant is left
 * alone (two events saved); it wakes, finds nothing due and sleeps on.
 */
export class DueTimer {
  woke = false
  #wakesAt = Number.POSITIVE_INFINITY
  #scope: CancellationScope | null = null

  set(state: DossierState): void {
    const earliest = Math.min(...Object.values(state.tasks).map((task) => waitsUntil(task)))
    if (state.ending !== null || earliest >= this.#wakesAt) return
    this.#scope?.cancel()
    this.#wakesAt = earliest
    this.#scope = new CancellationScope()
    void this.#scope
      .run(() => this.#wake(earliest))
      .catch((error) => {
        if (!isCancellation(error)) throw error
      })
  }

  async #wake(at: number): Promise<void> {
    await sleep(Math.max(at - Date.now(), 1))
    this.#wakesAt = Number.POSITIVE_INFINITY
    this.#scope = null
    this.woke = true
  }

  /** Items for the tasks that have come due, once after each waking. */
  dueItems(state: DossierState, now: number): readonly Item[] {
    if (!this.woke) return []
    this.woke = false
    return Object.entries(state.tasks)
      .filter(([, task]) => waitsUntil(task) <= now)
      .map(([key]) => ({ kind: 'due', key: `due:${key}`, at: now, task: key }))
  }
}

const waitsUntil = (task: DossierState['tasks'][string]): number =>
  task.dueAt === null || task.late ? Number.POSITIVE_INFINITY : task.dueAt
