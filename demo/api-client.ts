import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

export interface Answer {
  status: number
  body: unknown
}

const problem = z.object({ code: z.string(), id: z.string().optional() })
/** What an error answer says, as far as the demo reads it. */
export type Problem = z.infer<typeof problem>

/** The HTTP API as a service or an officer calls it, under one token. */
export class ApiClient {
  readonly #url: string
  readonly #headers: Record<string, string>

  constructor(url: string, token: string) {
    this.#url = url
    this.#headers = { authorization: `Bearer ${token}` }
  }

  /** @throws Error on any status but 200 */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#send(path, { headers: this.#headers })
    if (response.status === 200) return schema.parse(await response.json())
    throw new Error(`GET ${path} was answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
  }

  /** @param key names the request: sent again with the same key it is done once */
  async post(path: string, key: string, body: unknown): Promise<Answer> {
    const response = await this.#send(path, {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  /** A day told in a minute asks more of the API than a day does: what was too much is asked again. */
  async #send(path: string, init: RequestInit): Promise<Response> {
    for (;;) {
      const response = await fetch(`${this.#url}${path}`, init)
      if (response.status !== 429) return response
      const { code } = problem.parse(await response.clone().json())
      if (code !== 'tooManyRequests') return response
      await pause(Number(response.headers.get('retry-after') ?? 1) * 1_000)
    }
  }
}

export const problemOf = ({ body }: Answer): Problem => problem.safeParse(body).data ?? { code: 'unreadable' }
