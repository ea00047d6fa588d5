/** Keeps what was brought up, and takes it down again: whatever happens in between, and however far it had come. */
export class Upkeep {
  readonly #stops: (() => Promise<unknown>)[] = []
  readonly #coming = new Set<Promise<unknown>>()
  #end: Promise<readonly unknown[]> | undefined

  /**
   * Brings a thing up, for `stop` to take down. What is half up when the end comes is waited for and taken down too: until
   * it is up nobody knows how. After that nothing more is begun.
   */
  async bring<T>(start: () => Promise<T> | T, stop: (thing: T) => Promise<unknown> | unknown): Promise<T> {
    this.requireGoingOn()
    const coming = this.#bringing(start, stop)
    this.#coming.add(coming)
    try {
      return await coming
    } finally {
      this.#coming.delete(coming)
    }
  }

  /** @throws Error once everything is being taken down */
  requireGoingOn(): void {
    if (this.#end !== undefined) throw new Error('Everything is being taken down, and nothing more is begun')
  }

  /** Takes everything down, the newest first; may be called twice. @returns why something could not be taken down */
  end(): Promise<readonly unknown[]> {
    this.#end ??= this.#takeDown()
    return this.#end
  }

  async #bringing<T>(
    start: () => Promise<T> | T,
    stop: (thing: T) => Promise<unknown> | unknown,
  ): Promise<T> {
    const thing = await start()
    this.#stops.push(async () => await stop(thing))
    return thing
  }

  async #takeDown(): Promise<readonly unknown[]> {
    await Promise.allSettled(this.#coming)
    const failures: unknown[] = []
    for (const stop of this.#stops.reverse()) {
      await stop().catch((error: unknown) => void failures.push(error))
    }
    return failures
  }
}
