/** Shows how far a command is, in a terminal; to a file or a pipe it writes nothing. */
export interface ProgressBar {
  /** @param done 0 to 1 */
  show(done: number, words: string): void
  /** Leaves the line empty for what comes after. */
  end(): void
}

const width = 30

/** @param out null: no bar */
export function progressBar(out: { isTTY?: boolean; write(text: string): unknown } | null): ProgressBar {
  if (out === null || out.isTTY !== true) return { show: () => {}, end: () => {} }
  return {
    show(done, words) {
      const filled = Math.round(Math.min(Math.max(done, 0), 1) * width)
      const percent = String(Math.floor(Math.min(done, 1) * 100)).padStart(3)
      out.write(`\r\x1b[2K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent}%  ${words}`)
    },
    end: () => void out.write('\r\x1b[2K'),
  }
}
