import { appendFileSync } from 'node:fs'

/** `unknown`: the caller cannot tell whether it was done; it may have been, and must prove to be once or never. */
export type Phase = 'invoke' | 'ok' | 'fail' | 'unknown'

export interface Act {
  kind: 'file' | 'decide' | 'reassign' | 'supplement' | 'correct'
  /** The Idempotency-Key: one key is one operation, however often it is sent. */
  key: string
  caller: string
  task?: string
  outcome?: string
}

/** How an operation ended, as its caller knows it. */
export interface Operation extends Act {
  phase: Phase
  /** How often it was sent. */
  sent: number
  /** Answer to the last time that it was sent, where there was one. */
  answer?: Answer
  /** Instants of the last `ok`, in ms. */
  okAt?: number
}

export interface Answer {
  status: number
  body: Readonly<Record<string, unknown>>
}

/** What clients did and were answered, kept outside the system under test; one JSON line for each event. */
export class History {
  readonly #operations = new Map<string, Operation>()
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  invoke(act: Act): void {
    const before = this.#operations.get(act.key)
    // What was acknowledged once stays acknowledged, whatever a later repetition meets.
    const phase = before?.phase === 'ok' ? 'ok' : 'invoke'
    this.#operations.set(act.key, { ...act, ...before, phase, sent: (before?.sent ?? 0) + 1 })
    this.#write('invoke', act.key)
  }

  end(key: string, phase: Exclude<Phase, 'invoke'>, answer?: Answer): void {
    const operation = this.#operations.get(key)
    if (operation === undefined) throw new Error(`${key} ended before it began`)
    this.#write(phase, key, answer)
    if (operation.phase === 'ok' && phase !== 'ok') return
    const okAt = phase === 'ok' ? Date.now() : operation.okAt
    this.#operations.set(key, { ...operation, phase, answer: answer ?? operation.answer, okAt })
  }

  get operations(): readonly Operation[] {
    return [...this.#operations.values()]
  }

  acknowledged(kind: Act['kind']): readonly Operation[] {
    return this.operations.filter((operation) => operation.kind === kind && operation.phase === 'ok')
  }

  count(): Record<'ok' | 'fail' | 'unknown', number> {
    const of = (phase: Phase) => this.operations.filter((operation) => operation.phase === phase).length
    return { ok: of('ok'), fail: of('fail'), unknown: of('unknown') + of('invoke') }
  }

  #write(phase: Phase, key: string, answer?: Answer): void {
    const { kind, task, outcome } = this.#operations.get(key) ?? {}
    const line = { at: Date.now(), phase, kind, key, task, outcome, status: answer?.status }
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }
}
