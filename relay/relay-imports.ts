/** Starts the workflows of dossiers taken over from other systems: so many a second, and only while nothing of today waits. */
import { lanes, todayWaits } from '../db/engine/outbox.ts'
import { type MessageDeps, relayLane } from './relay-messages.ts'

/** What may be started now: it fills with time, to a second's worth at most. */
export class StartBudget {
  readonly #perSecond: number
  readonly #clock: () => number
  #left: number
  #filledAt: number

  /** @param clock monotonic, ms */
  constructor(perSecond: number, clock: () => number = () => performance.now()) {
    this.#perSecond = perSecond
    this.#clock = clock
    this.#left = 0
    this.#filledAt = clock()
  }

  /** Whole starts that may be made now. */
  get left(): number {
    const now = this.#clock()
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#filledAt) / 1_000) * this.#perSecond)
    this.#filledAt = now
    return Math.floor(this.#left)
  }

  spend(starts: number): void {
    this.#left -= starts
  }
}

/** One round; what is left of the budget stays for the next. @returns how many messages were carried; null where none waits */
export async function relayImports(deps: MessageDeps, budget: StartBudget): Promise<number | null> {
  const limit = budget.left
  if (limit < 1 || (await todayWaits(deps.database.sql, deps.now()))) return 0
  const taken = await relayLane(deps, lanes.imports, limit)
  budget.spend(taken)
  return taken === 0 ? null : taken
}
