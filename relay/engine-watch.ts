/** What the relay does while the engine is away: nothing that needs it, and it hears within seconds that the engine is back. */

import { errorTrace } from '../domain/error-trace.ts'
import { type Engine, isEngineAway } from '../engine/connection.ts'
import type { RelayLog } from './loop.ts'

/**
 * A start or a signal of a round. Without it the client tries for twenty seconds, and for thirty where the connection is taken and nothing is said:
 * everything else of the round waits behind it.
 */
export const engineCallMs = 5_000

/** Runs a call to the engine that is cut after `engineCallMs`. */
export const withinCall = <T>(engine: Engine, call: () => Promise<T>): Promise<T> =>
  engine.connection.withDeadline(Date.now() + engineCallMs, call)

const probeMs = 2_000

/**
 * After a call that an absent engine did not answer, rounds take nothing until it answers a probe. So what waits is not put off further and further,
 * and is due when the engine is back. One for all loops of a relay.
 */
export class EngineWatch {
  #suspected = false
  #away = false
  #probing: Promise<boolean> | null = null
  constructor(
    private readonly engine: Engine,
    private readonly log: RelayLog,
  ) {}

  /** For each call that failed. The probe shows whether it was one dossier alone that did not answer. */
  failed(error: unknown): void {
    if (isEngineAway(error)) this.#suspected = true
  }

  /** Whether a round may begin. Waits two seconds at most; loops that ask at the same time share the probe. */
  async answers(): Promise<boolean> {
    if (!this.#suspected) return true
    this.#probing ??= this.#look().finally(() => {
      this.#probing = null
    })
    return await this.#probing
  }

  async #look(): Promise<boolean> {
    const away = await this.#probe()
    if (away !== null && !this.#away)
      this.log.warn({ failure: errorTrace(away) }, 'relay waits until Temporal answers')
    this.#away = away !== null
    this.#suspected = this.#away
    return !this.#away
  }

  /** @returns why it is away; null where it answers, whatever it says */
  async #probe(): Promise<unknown> {
    try {
      await this.engine.connection.withDeadline(Date.now() + probeMs, () =>
        this.engine.connection.workflowService.getSystemInfo({}),
      )
      return null
    } catch (error) {
      return isEngineAway(error) ? error : null
    }
  }
}
