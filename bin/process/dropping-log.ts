import { write, writeSync } from 'node:fs'

/** What may wait to be written. A disk that is full or a reader that stands still must not take the memory too. */
const mostWaitingBytes = 1024 * 1024

/**
 * A destination for the log that the work never waits for: lines that cannot be written, or that come faster than they are
 * written, are dropped and counted, and the next line that is written is preceded by how many were.
 * @param fd file descriptor @defaultValue 1, stdout
 */
export class DroppingLog {
  readonly #fd: number
  #waiting: string[] = []
  #waitingBytes = 0
  #writing = false
  #dropped = 0

  constructor(fd = 1) {
    this.#fd = fd
    // The last lines say why the process ends.
    process.once('exit', () => this.#writeRest())
  }

  /** Lines dropped and not reported yet. */
  get dropped(): number {
    return this.#dropped
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line)
    if (this.#waitingBytes + bytes > mostWaitingBytes) {
      this.#dropped += 1
      return
    }
    this.#waiting.push(line)
    this.#waitingBytes += bytes
    this.#writeNext()
  }

  #writeNext(): void {
    if (this.#writing || this.#waiting.length === 0) return
    this.#writing = true
    const lines = this.#waiting
    const reported = this.#dropped
    const chunk = Buffer.from(this.#take())
    this.#writeFrom(chunk, 0, (error) => {
      this.#writing = false
      if (error !== null) this.#dropped += lines.length
      else this.#dropped -= reported
      // An error comes back at once: without a pause a full disk would keep a processor busy.
      if (error === null) this.#writeNext()
      else setTimeout(() => this.#writeNext(), 100).unref()
    })
  }

  #writeFrom(chunk: Buffer, from: number, done: (error: NodeJS.ErrnoException | null) => void): void {
    write(this.#fd, chunk, from, chunk.length - from, null, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(() => this.#writeFrom(chunk, from, done), 20).unref()
      } else if (error !== null || from + written === chunk.length) done(error)
      else this.#writeFrom(chunk, from + written, done)
    })
  }

  /** Everything that waits, after a line that says what was dropped before it. */
  #take(): string {
    const report =
      this.#dropped === 0 ? '' : `{"level":40,"dropped":${this.#dropped},"msg":"log lines dropped"}\n`
    const text = report + this.#waiting.join('')
    this.#waiting = []
    this.#waitingBytes = 0
    return text
  }

  #writeRest(): void {
    if (this.#waiting.length === 0) return
    try {
      writeSync(this.#fd, this.#take())
    } catch {
      // Nobody is left to report to.
    }
  }
}
