/** Two persons of the demo, who agree on an instant some seconds ahead. */
import { setTimeout as pause } from 'node:timers/promises'
import { ProblemError } from '../client/client.ts'
import type { TakenBack } from '../db/reorganisations/enactment/take-back.ts'
import { DomainError } from '../domain/errors.ts'

export const persons = { proposes: 'demo-cutover-1', approves: 'demo-cutover-2' } as const

const tries = 6

/** So far may a process be from the clock of the database, by which an instant is judged, ms. */
export const clocksMs = 100

/**
 * Does something at an instant that both agree on. On a slow machine it has passed before the second has agreed: then they take one
 * twice as far ahead.
 * @returns the instant, ms
 */
export async function agreeAhead(leadMs: number, doing: (at: number) => Promise<unknown>): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    // In whole ms: what the second confirms is compared with what the database keeps of the first.
    const at = Math.ceil(Date.now() + leadMs * 2 ** tried)
    try {
      await doing(at)
      return at
    } catch (error) {
      if (tried + 1 === tries || codeOf(error) !== 'instantPassed') throw error
    }
  }
}

/** One asks for it and the other confirms it. @throws Error where that was not the same */
export async function byBoth(doing: (actorId: string) => Promise<TakenBack>): Promise<void> {
  await doing(persons.proposes)
  if ((await doing(persons.approves)) !== 'done') throw new Error('the second person has confirmed nothing')
}

/** Why something was refused, by the API or by what it calls; null of any other error. */
export const codeOf = (error: unknown): string | null =>
  error instanceof ProblemError ? error.problem.code : error instanceof DomainError ? error.code : null

/** Until an instant, ms, has passed by both clocks. */
export const reached = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()) + 50)
