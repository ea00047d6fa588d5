/** For services that file dossiers and follow them, and for officers' programs that decide: typed by the API itself. */
import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

export {
  type DossierEvent,
  ForgedEventError,
  type UnitEvent,
  verifyEvent,
  type WebhookEvent,
} from './verify-event.ts'

type Json<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never
type Query<Operation> = Operation extends { parameters: { query?: infer Asked } } ? NonNullable<Asked> : never
type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Filing = Json<paths['/dossiers']['post']>
export type Receipt = components['schemas']['Receipt']
export type Dossier = Answer<paths['/dossiers/{id}']['get']>
export type Filter = Query<paths['/dossiers']['get']>
export type Person = Json<paths['/dossiers/search']['post']>
export type Found = components['schemas']['FoundDossier']
export type Supplement = Json<paths['/dossiers/{id}/supplements']['post']>
export type Withdrawal = Json<paths['/dossiers/{id}/withdrawal']['post']>
export type Desk = Query<paths['/inbox']['get']>
export type InboxItem = components['schemas']['InboxItem']
export type Decision = Json<paths['/tasks/{id}/decisions']['post']>
export type Applied = components['schemas']['Applied']
export type ItemAnswer = components['schemas']['ItemAnswer']
export type RequestStatus = components['schemas']['Decision']
export type Papers = Answer<paths['/dossiers/{id}/papers']['get']>
export type PaperFile = components['schemas']['PaperFile']
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
  /** A function is called for each request, since tokens expire. */
  token: string | (() => string | Promise<string>)
  /** How long a request is sent again while the API says that it has to wait. @defaultValue 60_000 */
  patienceMs?: number
  fetch?: (request: Request) => Promise<Response>
}

/** Under one key a request is done once, however often it is sent; keep it where your own record of the case is. */
interface Keyed {
  key?: string
}

interface Deciding extends Keyed {
  /** Called with the id of a request that is on disk and not applied yet, so that its outcome can be read later. */
  onPending?: (request: string) => void
}

export interface Client {
  /** @throws {ProblemError} why it was not filed */
  file(filing: Filing, options?: Keyed): Promise<Receipt>
  /** By id, or by the code on the receipt. @throws {ProblemError} */
  read(dossier: string): Promise<Dossier>
  /** Gives the dossier as it is, and again after each change, until it is closed. @throws {ProblemError} */
  follow(dossier: string, options?: { everyMs?: number }): AsyncGenerator<Dossier, void, void>
  /** Every dossier of the caller's business by code or filter, or of a person. @throws {ProblemError} */
  find(wanted: Filter | Person): AsyncGenerator<Found, void, void>
  /** Resolves when it is applied. @throws {ProblemError} why it was refused, or that this is not known yet */
  supplement(dossier: string, supplement: Supplement, options?: Deciding): Promise<Applied>
  /** As `supplement`. */
  withdraw(dossier: string, withdrawal?: Withdrawal, options?: Deciding): Promise<Applied>
  /** Every task at the desks of an officer, by due time. @throws {ProblemError} */
  inbox(desk?: Desk): AsyncGenerator<InboxItem, void, void>
  /** As `supplement`. */
  decide(task: string, decision: Decision, options?: Deciding): Promise<Applied>
  /** Each for itself, in the order given; ask for those that are `pending` with `awaitOutcome`. @throws {ProblemError} */
  decideAll(
    decisions: readonly (Decision & { task: string })[],
    options?: Keyed,
  ): Promise<readonly ItemAnswer[]>
  /** What became of a request; still `pending` where patience ended first. @throws {ProblemError} */
  awaitOutcome(request: string, options?: { everyMs?: number }): Promise<RequestStatus>
  /** What is required, there, missing or replaced by a database, with every file. @throws {ProblemError} */
  papers(dossier: string): Promise<Papers>
  /** Adds a file of a paper, or the next version of it. @throws {ProblemError} why it was not taken */
  upload(dossier: string, paper: string, file: File, options?: Keyed & { part?: number }): Promise<PaperFile>
  /** A version of a file, by its id. @throws {ProblemError} */
  download(file: string): Promise<Blob>
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
  const awaitOutcome = awaitingBy(http, patienceMs)
  return { http, awaitOutcome, ...readsBy(http), ...papersBy(http), ...requestsBy(http, awaitOutcome) }
}

type Http = FetchClient<paths>

function awaitingBy(http: Http, patienceMs: number): Client['awaitOutcome'] {
  return async (id, { everyMs = 1_000 } = {}) => {
    for (const end = Date.now() + patienceMs; ; await pause(everyMs)) {
      const request = answered(await http.GET('/decisions/{id}', { params: { path: { id } } }))
      if (request.status !== 'pending' || Date.now() + everyMs > end) return request
    }
  }
}

function readsBy(http: Http): Pick<Client, 'read' | 'follow' | 'find' | 'inbox'> {
  const read: Client['read'] = async (id) =>
    answered(await http.GET('/dossiers/{id}', { params: { path: { id } } }))
  return {
    read,
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
    find: (wanted) =>
      pages(async (after) =>
        isPerson(wanted)
          ? answered(await http.POST('/dossiers/search', { body: { ...wanted, after } }))
          : answered(await http.GET('/dossiers', { params: { query: { ...wanted, after } } })),
      ),
    inbox: (desk) =>
      pages(async (after) => answered(await http.GET('/inbox', { params: { query: { ...desk, after } } }))),
  }
}

function papersBy(http: Http): Pick<Client, 'papers' | 'upload' | 'download'> {
  return {
    async papers(id) {
      return answered(await http.GET('/dossiers/{id}/papers', { params: { path: { id } } }))
    },
    async upload(id, kind, file, { part = 1, ...key } = {}) {
      const params = { path: { id, kind }, query: { part }, header: keyed(key) }
      const form = new FormData()
      form.set('file', file)
      const body = { file: file.name }
      return answered(
        await http.POST('/dossiers/{id}/papers/{kind}', { params, body, bodySerializer: () => form }),
      )
    },
    async download(id) {
      return answered(await http.GET('/papers/{id}', { params: { path: { id } }, parseAs: 'blob' }))
    },
  }
}

function requestsBy(
  http: Http,
  awaitOutcome: Client['awaitOutcome'],
): Pick<Client, 'file' | 'supplement' | 'withdraw' | 'decide' | 'decideAll'> {
  /** Sent again under its key when it is applied or refused, it answers with its outcome. */
  const applied = async (send: () => Promise<Sent<Applied>>, onPending?: (id: string) => void) => {
    const first = await send()
    const id = recordedAs(first.error)
    if (id === null) return answered(first)
    onPending?.(id)
    return answered((await awaitOutcome(id)).status === 'pending' ? first : await send())
  }
  return {
    async file(body, options) {
      return answered(await http.POST('/dossiers', { params: { header: keyed(options) }, body }))
    },
    async supplement(id, body, options) {
      const params = { path: { id }, header: keyed(options) }
      const send = () => http.POST('/dossiers/{id}/supplements', { params, body })
      return await applied(send, options?.onPending)
    },
    async withdraw(id, body = {}, options) {
      const params = { path: { id }, header: keyed(options) }
      const send = () => http.POST('/dossiers/{id}/withdrawal', { params, body })
      return await applied(send, options?.onPending)
    },
    async decide(id, body, options) {
      const params = { path: { id }, header: keyed(options) }
      const send = () => http.POST('/tasks/{id}/decisions', { params, body })
      return await applied(send, options?.onPending)
    },
    async decideAll(decisions, options) {
      const body = { items: [...decisions] }
      return answered(await http.POST('/tasks/decisions', { params: { header: keyed(options) }, body })).items
    },
  }
}

const keyed = ({ key = crypto.randomUUID() }: Keyed = {}) => ({ 'idempotency-key': key })

const isPerson = (wanted: Filter | Person): wanted is Person =>
  'name' in wanted || 'phone' in wanted || 'identityNumber' in wanted

async function* pages<T>(
  page: (after: string | undefined) => Promise<{ items: readonly T[]; next: string | null }>,
): AsyncGenerator<T, void, void> {
  for (let after: string | null | undefined; after !== null; ) {
    const { items, next } = await page(after)
    yield* items
    after = next
  }
}

interface Sent<T> {
  data?: T
  error?: unknown
  response: Response
}

function answered<T>({ data, error, response }: Sent<T>): T {
  if (data !== undefined) return data
  if (isProblem(error)) throw new ProblemError(error)
  throw new Error(`${response.url} answered ${response.status} and no problem of the API; is it the API?`)
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error
}

const waiting = [429, 503]
const firstPauseMs = 500

/** The id of a request that is on disk, though it is not known yet what becomes of it. */
const recordedAs = (error: unknown): string | null =>
  isProblem(error) && waiting.includes(error.status) ? (error.id ?? null) : null

/** The outcome of a request on disk is read; it is not sent again. */
async function hasToWait(response: Response): Promise<boolean> {
  if (!waiting.includes(response.status)) return false
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  return recordedAs(said) === null
}

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
      if (response !== null && !(await hasToWait(response))) return response
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
