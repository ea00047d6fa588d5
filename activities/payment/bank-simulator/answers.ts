import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { Errs, Misbehaviour } from './misbehaviour.ts'

/** An answer that should be overtaken waits so long at most, in ms. */
const overtakenMs = 50

/** How calls come in and answers go out: limited, late, in another order, unreadable, or not at all. */
export class Answers {
  readonly #misbehaviour: Misbehaviour
  readonly #now: () => number
  #calls = 0
  #awayUntil = Number.NEGATIVE_INFINITY
  #second = { began: Number.NEGATIVE_INFINITY, calls: 0 }
  readonly #waiting = new Set<() => void>()

  constructor(misbehaviour: Misbehaviour, now: () => number) {
    this.#misbehaviour = misbehaviour
    this.#now = now
  }

  /** Turns a call away before anything is done for it. @returns whether it did */
  turnsAway(reply: FastifyReply): boolean {
    const { awayAfterRequests, awayForMs, requestsPerSecond } = this.#misbehaviour
    const now = this.#now()
    if (now < this.#awayUntil) return this.#breakOff(reply)
    if (now - this.#second.began >= 1_000) this.#second = { began: now, calls: 0 }
    this.#second.calls += 1
    if (this.#second.calls > requestsPerSecond) {
      void reply.code(429).header('retry-after', '1').send({ problem: 'tooManyRequests' })
      return true
    }
    this.#calls += 1
    if (this.#calls <= awayAfterRequests) return false
    this.#calls = 0
    this.#awayUntil = now + awayForMs
    return this.#breakOff(reply)
  }

  #breakOff(reply: FastifyReply): boolean {
    reply.hijack()
    reply.raw.destroy()
    return true
  }

  /** Waits before anything is done, where it errs so. */
  async beforeActing(errs: Errs): Promise<void> {
    if (errs('executeLate')) await pause(this.#misbehaviour.lateMs, undefined, { ref: false })
  }

  /** Sends an answer, or errs with it: what was done is done. */
  async send(reply: FastifyReply, status: number, body: object, errs: Errs): Promise<FastifyReply> {
    if (errs('executeThenTimeOut')) return neverAnswer(reply)
    if (errs('outOfOrder')) await this.overtaken()
    const { delayMs, lateMs } = this.#misbehaviour
    const waitMs = errs('late') ? lateMs : errs('delay') ? delayMs : 0
    if (waitMs > 0) await pause(waitMs, undefined, { ref: false })
    if (errs('garbage')) void reply.code(200).type('text/html').send('<html>Lỗi hệ thống')
    else void reply.code(status).send(body)
    this.passed()
    return reply
  }

  /** Resolves when another answer or notice has gone out, or nearly at once if none does. */
  async overtaken(): Promise<void> {
    let passed = () => {}
    const another = new Promise<void>((resolve) => {
      passed = resolve
    })
    this.#waiting.add(passed)
    await Promise.race([another, pause(overtakenMs, undefined, { ref: false })])
    this.#waiting.delete(passed)
  }

  passed(): void {
    for (const resolve of this.#waiting) resolve()
  }
}

/** Leaves the client waiting until it gives up. */
export const neverAnswer = (reply: FastifyReply): FastifyReply => reply.hijack()
