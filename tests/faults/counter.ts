import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, History, Operation } from '../../harness/history.ts'

export interface FilingBody {
  procedure: string
  receptionUnit: string
  parties: readonly { role: string; kind: string; name: string; identityNumber?: string; phone?: string }[]
  places: readonly { kind: string; area: string; address?: string }[]
  form: Readonly<Record<string, unknown>>
  papers?: readonly { kind: string; originals: number; copies: number }[]
}

export interface Decision {
  /** Also the Idempotency-Key, where none is given: a task is decided once. */
  task: string
  outcome: string
  key?: string
  note?: string
}

/** What may be called over HTTP, and who calls. */
export interface Caller {
  id: string
  token: string
}

const bodySchema = z.record(z.string(), z.unknown())
const answerWithinMs = 12_000
const repeatAfterMs = 250
/** Long enough for a worker's sticky queue, a server's return and the relay's back-off together. */
const giveUpAfterMs = 90_000

/**
 * Citizens and officers at the HTTP API. Every call is in the history, whatever becomes of it. Not through the client,
 * whose own repeats would hide what a single call was answered.
 */
export class Counter {
  constructor(
    private readonly url: () => string,
    private readonly history: History,
    private readonly service: Caller,
  ) {}

  /** Files once; what came back, or null where the caller cannot tell. */
  file(key: string, body: FilingBody): Promise<Answer | null> {
    const { id: caller, token } = this.service
    const path = '/dossiers'
    return this.#call({ kind: 'file', key, caller }, token, path, { channel: 'online', papers: [], ...body })
  }

  decide(officer: Caller, { task, outcome, key = task, note }: Decision): Promise<Answer | null> {
    const act = { kind: 'decide', key, caller: officer.id, task, outcome } as const
    return this.#call(act, officer.token, `/tasks/${task}/decisions`, { outcome, note })
  }

  reassign(supervisor: Caller, key: string, task: string, officer: string | null): Promise<Answer | null> {
    const act = { kind: 'reassign', key, caller: supervisor.id, task } as const
    return this.#call(act, supervisor.token, `/tasks/${task}/reassignment`, { officer })
  }

  /** @param form the whole form as it is to be */
  supplement(
    key: string,
    dossierId: string,
    form: Readonly<Record<string, unknown>>,
  ): Promise<Answer | null> {
    const { id: caller, token } = this.service
    return this.#call({ kind: 'supplement', key, caller }, token, `/dossiers/${dossierId}/supplements`, {
      form,
    })
  }

  correct(dossierId: string, ground: string): Promise<Answer | null> {
    const { id: caller, token } = this.service
    const act = { kind: 'correct', key: `correct-${dossierId}`, caller } as const
    return this.#call(act, token, `/dossiers/${dossierId}/corrections`, { ground })
  }

  /** Sends a file of a paper; not in the history, whose checks are about filings and decisions. */
  async upload(dossierId: string, kind: string, { key, content }: { key: string; content: string }) {
    const form = new FormData()
    form.set('file', new File([content], 'quét.pdf'))
    try {
      const response = await fetch(new URL(`/dossiers/${dossierId}/papers/${kind}`, this.url()), {
        method: 'POST',
        headers: { authorization: `Bearer ${this.service.token}`, 'idempotency-key': key },
        body: form,
        signal: AbortSignal.timeout(answerWithinMs),
      })
      const answer: Answer = { status: response.status, body: bodySchema.parse(await response.json()) }
      return answer
    } catch {
      return null
    }
  }

  /** Claims a task; not in the history, as a claim decides nothing. */
  async claim(officer: Caller, task: string): Promise<Answer | null> {
    try {
      const response = await fetch(new URL(`/tasks/${task}/claim`, this.url()), {
        method: 'POST',
        headers: { authorization: `Bearer ${officer.token}` },
        signal: AbortSignal.timeout(answerWithinMs),
      })
      return { status: response.status, body: bodySchema.parse(await response.json()) }
    } catch {
      return null
    }
  }

  async read(path: string, caller: Caller = this.service): Promise<Answer> {
    const response = await fetch(new URL(path, this.url()), {
      headers: { authorization: `Bearer ${caller.token}` },
      signal: AbortSignal.timeout(answerWithinMs),
    })
    return { status: response.status, body: bodySchema.parse(await response.json()) }
  }

  async #call(
    act: Pick<Operation, 'kind' | 'key' | 'caller' | 'task' | 'outcome'>,
    token: string,
    path: string,
    body: object,
  ): Promise<Answer | null> {
    this.history.invoke(act)
    try {
      const response = await fetch(new URL(path, this.url()), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': act.key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerWithinMs),
      })
      const answer: Answer = { status: response.status, body: bodySchema.parse(await response.json()) }
      this.history.end(act.key, phaseOf(answer.status), answer)
      return answer
    } catch {
      // No answer, or half of one.
      this.history.end(act.key, 'unknown')
      return null
    }
  }
}

const phaseOf = (status: number): 'ok' | 'fail' | 'unknown' =>
  status < 300 ? 'ok' : status === 429 || status >= 500 ? 'unknown' : 'fail'

/** Sends the same request under the same key until its outcome is known, as a careful client does. */
export async function untilKnown(send: () => Promise<Answer | null>): Promise<Answer> {
  const end = Date.now() + giveUpAfterMs
  for (;;) {
    const answer = await send()
    if (answer !== null && phaseOf(answer.status) !== 'unknown') return answer
    if (Date.now() > end)
      throw new Error(`no outcome in ${giveUpAfterMs} ms; last answer ${answer?.status ?? 'none'}`)
    await pause(repeatAfterMs)
  }
}
