/** For services that file dossiers and follow them, and for officers' programs that decide: typed by the API itself. */
import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

type Json<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never
type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Filing = Json<paths['/dossiers']['post']>
export type Receipt = components['schemas']['Receipt']
export type Dossier = Answer<paths['/dossiers/{id}']['get']>
export type Decision = Json<paths['/tasks/{id}/decisions']['post']>
export type Applied = components['schemas']['Applied']
export type Problem = components['schemas']['Problem']

/** What the API answered instead: `problem.code` is of the closed set in docs/errors.md. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`)
  }
}

export interface ClientOptions {
  url: string
  /** Asked anew for each request where it is a function: tokens end. */
  token: string | (() => string | Promise<string>)
  /** How long a request is sent again while the API says that it has to wait. @defaultValue 60_000 */
  patienceMs?: number
  fetch?: (request: Request) => Promise<Response>
}

/** Under one key a request is done once, however often it is sent; keep it where your own record of the case is. */
interface Keyed {
  key?: string
}

export interface Client {
  /** @throws {ProblemError} why it was not filed */
  file(filing: Filing, options?: Keyed): Promise<Receipt>
  /** By id, or by the code on the receipt. @throws {ProblemError} */
  read(dossier: string): Promise<Dossier>
  /** Gives the dossier as it is, and again after each change, until it is closed. @throws {ProblemError} */
  follow(dossier: string, options?: { everyMs?: number }): AsyncGenerator<Dossier, void, void>
  /** Resolves when the decision is applied. @throws {ProblemError} why it was refused, or that it is not known yet */
  decide(task: string, decision: Decision, options?: Keyed): Promise<Applied>
  /** Every other route, typed. */
  http: FetchClient<paths>
}

export function createClient({
  url,
  token,
  patienceMs = 60_000,
  fetch = globalThis.fetch,
}: ClientOptions): Client {
  const http = createFetchClient<paths>({ baseUrl: url, fetch: patient(fetch, patienceMs) })
  http.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`)
      return request
    },
  })
  const read: Client['read'] = async (id) =>
    answered(await http.GET('/dossiers/{id}', { params: { path: { id } } }))
  return {
    http,
    read,
    async file(body, { key = crypto.randomUUID() } = {}) {
      return answered(await http.POST('/dossiers', { params: { header: { 'idempotency-key': key } }, body }))
    },
    async decide(id, body, { key = crypto.randomUUID() } = {}) {
      const params = { path: { id }, header: { 'idempotency-key': key } }
      return answered(await http.POST('/tasks/{id}/decisions', { params, body }))
    },
    async *follow(id, { everyMs = 30_000 } = {}) {
      let seen = -1
      for (;;) {
        const dossier = await read(id)
        if (dossier.revision !== seen) yield dossier
        if (dossier.status === 'closed') return
        seen = dossier.revision
        await pause(everyMs)
      }
    },
  }
}

function answered<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (data !== undefined) return data
  if (isProblem(error)) throw new ProblemError(error)
  throw new Error(`${response.url} answered ${response.status} and no problem of the API; is it the API?`)
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error
}

const waiting = [429, 503]
const firstPauseMs = 500

/**
 * Sends a request again, under its own key, while the API says that it has to wait, or nobody answers. Every route may be
 * asked twice: those that would do something twice want a key.
 */
function patient(fetch: (request: Request) => Promise<Response>, patienceMs: number) {
  return async (request: Request): Promise<Response> => {
    const end = Date.now() + patienceMs
    for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
      const answer = await fetch(request.clone()).catch((error: unknown) => error)
      const response = answer instanceof Response ? answer : null
      if (response !== null && !waiting.includes(response.status)) return response
      // A proxy before the API may give a date instead.
      const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN)
      const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : pauseMs
      if (Date.now() + waitMs > end) {
        if (response !== null) return response
        throw answer
      }
      await response?.body?.cancel()
      await pause(waitMs)
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
