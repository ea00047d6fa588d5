import { DomainError } from '../domain/errors.ts'

/** One at a time for each key, in the order of the calls. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>()

  /**
   * Does the work when all earlier work under the key has ended.
   * @param withinMs how long to wait for the turn
   * @throws {DomainError} `tooManyPending` when it did not come by then; nothing was done
   */
  async take<T>(key: string, withinMs: number, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    let end = (): void => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const last = Promise.all([before, ended]).then(() => {
      if (this.#last.get(key) === last) this.#last.delete(key)
    })
    this.#last.set(key, last)
    try {
      if (before !== undefined) await within(before, withinMs)
      return await work()
    } finally {
      end()
    }
  }
}

async function within(turn: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('tooManyPending')), ms)
  })
  await Promise.race([turn, late]).finally(() => clearTimeout(timer))
}
