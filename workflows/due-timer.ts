import { sleep } from '@temporalio/workflow'
import type { DossierEvent, DossierState } from '../procedures/grammar/run/event.ts'

/**
 * One timer for a dossier, at its earliest due time. A timer already running for an earlier instant is left
 * alone (two events saved): it wakes, finds nothing due and sleeps on. So does one that an earlier timer went
 * before. No cancellation scope: its pending promises, each with a stack kept by the SDK, would be a tenth of
 * the heap of a cached dossier.
 */
export class DueTimer {
  woke = false
  #wakesAt = Number.POSITIVE_INFINITY

  set(state: DossierState): void {
    const earliest = Math.min(...Object.values(state.tasks).map((task) => waitsUntil(task)))
    if (state.ending !== null || earliest >= this.#wakesAt) return
    this.#wakesAt = earliest
    const wake = (): void => {
      if (this.#wakesAt === earliest) this.#wakesAt = Number.POSITIVE_INFINITY
      this.woke = true
    }
    // When the workflow itself is cancelled there is nothing left to wake for.
    void sleep(Math.max(earliest - Date.now(), 1)).then(wake, () => {})
  }

  /** Events for the tasks that have come due, once after each waking. */
  dueEvents(state: DossierState, now: number): readonly DossierEvent[] {
    if (!this.woke) return []
    this.woke = false
    return Object.entries(state.tasks)
      .filter(([, task]) => waitsUntil(task) <= now)
      .map(([key]) => ({ kind: 'due', key: `due:${key}`, at: now, task: key }))
  }
}

const waitsUntil = (task: DossierState['tasks'][string]): number =>
  task.dueAt === null || task.late ? Number.POSITIVE_INFINITY : task.dueAt
