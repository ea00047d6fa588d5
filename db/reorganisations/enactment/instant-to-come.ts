/** Nothing is dated back: the rows of an instant are there before it. */
import { DomainError, wrongField } from '../../../domain/errors.ts'
import type { Elapsed } from '../../connection/elapsed.ts'

/**
 * What a commit may still take after the last statement: a flush of the log, and the answer of a standby where it is waited for. And a process is
 * reported by `/ready` only when its clock is off by more than this.
 */
export const commitMs = 1_000

/**
 * What a second person asks is compared with what is kept of the first, and instants cross in whole milliseconds.
 * @throws {DomainError} `invalidInput`
 */
export function requireWholeMs(effectiveAt: number): void {
  if (!Number.isSafeInteger(effectiveAt))
    throw wrongField('/effectiveAt', 'is no instant in whole milliseconds')
}

/** @throws {DomainError} `instantPassed` */
export function refusePassed(effectiveAt: number, at: number): void {
  if (effectiveAt <= at) throw new DomainError('instantPassed')
}

/**
 * Asked again as the last statement: to write the rows of a whole city takes seconds, in which an instant can pass.
 * @param at when the act began, ms
 * @throws {DomainError} `instantPassed`; its transaction has to be rolled back
 */
export async function refuseLate(effectiveAt: number, at: number, elapsed: Elapsed): Promise<void> {
  const tookMs = await elapsed()
  if (at + tookMs + commitMs < effectiveAt) return
  throw new DomainError('instantPassed', {
    hint: `Its rows took ${seconds(tookMs)} to write, and nothing of them is kept: name an instant more than ${seconds(tookMs + commitMs)} ahead.`,
  })
}

/**
 * As `refuseLate`, for what may only be done before an instant that rows have already: once it has come, others have read them as true.
 * @throws {DomainError} `reorganisationStatus`; its transaction has to be rolled back
 */
export async function refuseTakenEffect(effectiveAt: number, at: number, elapsed: Elapsed): Promise<void> {
  if (at + (await elapsed()) + commitMs < effectiveAt) return
  throw new DomainError('reorganisationStatus', {
    hint: 'It takes effect before its rows could be taken back, and nothing was changed: undo it, from an instant to come.',
  })
}

const seconds = (ms: number): string => `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`
