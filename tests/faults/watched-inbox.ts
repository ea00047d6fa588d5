import { setTimeout as pause } from 'node:timers/promises'
import type { Caller } from './counter.ts'
import type { Run } from './run.ts'
import type { Site } from './site.ts'
import type { Reviewed } from './walk.ts'

interface Reading {
  from: number
  until: number
  tasks: string
  /** Nothing is left for a next page. */
  whole: boolean
}

/** An inbox that is looked at again and again; the tasks are its own from an instant until another. */
export class WatchedInbox {
  readonly #readings: Reading[] = []
  #open = true

  constructor(
    private readonly site: Site,
    private readonly holds: { officer: Caller; from: number; until: number },
  ) {}

  stop(): void {
    this.#open = false
  }

  async watch(): Promise<void> {
    while (this.#open) {
      const from = Date.now()
      const answer = await this.site.counter.read('/inbox', this.holds.officer).catch(() => null)
      if (answer?.status === 200)
        this.#readings.push({
          ...{ from, until: Date.now(), tasks: JSON.stringify(answer.body) },
          whole: answer.body.next === null,
        })
      await pause(20)
    }
  }

  /** How long it took to read, ms, where that began from one instant until another, ms. */
  tookMs(from: number, until: number): readonly number[] {
    const within = this.#readings.filter((reading) => reading.from >= from && reading.from < until)
    return within.map((reading) => reading.until - reading.from)
  }

  /**
   * G5, at every instant at which somebody looked: a task is in the inbox of its unit, and in no other.
   * @param asked when the first decision of each task was sent, ms; until then it is open
   */
  judge(run: Run, dossiers: readonly Reviewed[], asked: ReadonlyMap<string, number>): void {
    const { from, until } = this.holds
    const outside = this.#readings.filter((reading) => reading.until < from || reading.from >= until)
    const inside = this.#readings.filter((reading) => reading.from >= from && reading.until < until)
    run.check(
      'inboxes are read before and after the instant',
      outside.length > 0 && inside.length > 0,
      `${inside.length} and ${outside.length} readings`,
    )
    for (const { task } of dossiers) {
      run.check(
        'G5 no task is in two inboxes at an instant',
        !outside.some(({ tasks }) => tasks.includes(task)),
        `${task} is in an inbox that is not its own`,
      )
      const openUntil = asked.get(task) ?? Infinity
      const missing = inside.filter((one) => one.whole && one.until < openUntil && !one.tasks.includes(task))
      run.check(
        'G5 no task is in no inbox at an instant',
        missing.length === 0,
        `${task} is missing in ${missing.length} readings of the inbox that is its own`,
      )
    }
    run.check(
      'an inbox has tasks while they are its unit’s',
      inside.some(({ tasks }) => dossiers.some(({ task }) => tasks.includes(task))),
    )
  }
}
