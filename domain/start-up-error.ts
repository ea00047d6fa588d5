import { OperatorError } from './operator-error.ts'

/**
 * Thrown when a process or a part of the embedded stack cannot start. `what` happened, `why` going on is not possible
 * or not safe, and the `remedy`: what the person at the terminal can do about it.
 */
export class StartUpError extends OperatorError {
  override readonly name = 'StartUpError'
  readonly what: string
  readonly why: string
  readonly remedy: string

  constructor(parts: { what: string; why: string; remedy: string; cause?: unknown }) {
    super(`${parts.what}\n  Why: ${parts.why}\n  What to do: ${parts.remedy}`, { cause: parts.cause })
    this.what = parts.what
    this.why = parts.why
    this.remedy = parts.remedy
  }
}
