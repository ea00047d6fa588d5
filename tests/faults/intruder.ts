/** Requests as no client would send them, and what they may have left behind. */
import { z } from 'zod'
import type { CallerRole } from '../../domain/dossier/dossier.ts'
import { type Document, type Made, readDocument, wrongWith } from '../api/fuzz.ts'
import type { Run } from './run.ts'
import { commune, filingOf, type Site } from './site.ts'
import { type Loop, withStall } from './stall.ts'

/** Also what is no text. */
export type Sendable = Omit<Made, 'payload'> & { payload?: string | Uint8Array }

export interface Answered {
  /** 0 where the connection ended without an answer: what is far too large is cut off. */
  status: number
  type: string | null
  body: string
  ms: number
}

/** What callers alone write: elsewhere relay and worker go on meanwhile. */
const written = [
  ...[
    'dossier',
    'party',
    'dossier_party',
    'place',
    'dossier_form',
    'paper',
    'filing_key',
    'decision_request',
  ],
  ...['note', 'placement', 'mandate', 'subscription', 'external_code', 'paper_file'],
]
const cutOffBytes = 1_000_000

export class Intruder {
  constructor(private readonly site: Site) {}

  async document(): Promise<Document> {
    return readDocument(await (await fetch(`${this.site.apiUrl}/openapi.json`)).json())
  }

  /** A token of each role: an officer and a supervisor of the commune where these tests file. */
  async tokens(): Promise<Readonly<Record<CallerRole, string>>> {
    const { callerAs } = this.site
    const [service, officer, supervisor, operator] = await Promise.all([
      callerAs('intruder', 'service'),
      callerAs(`can-bo:${commune}:oneStop:1`, 'officer', commune),
      callerAs('intruder', 'supervisor', commune),
      callerAs('intruder', 'operator'),
    ])
    return {
      service: service.token,
      officer: officer.token,
      supervisor: supervisor.token,
      operator: operator.token,
    }
  }

  async send(
    {
      method,
      url,
      headers,
      payload,
    }: Omit<Made, 'payload' | 'broken' | 'route'> & { payload?: string | Uint8Array },
    token: string,
  ): Promise<Answered> {
    const began = performance.now()
    const init = { method, headers: { ...headers, authorization: `Bearer ${token}` }, body: payload ?? null }
    const answer = await fetch(`${this.site.apiUrl}${url}`, init).catch(() => null)
    const body = answer === null ? '' : await answer.text()
    return {
      status: answer?.status ?? 0,
      type: answer?.headers.get('content-type') ?? null,
      body,
      ms: performance.now() - began,
    }
  }

  /** Sends it and notes what does not hold of the answer, of the tables and of the event loop. */
  async try(run: Run, made: Sendable, token: string, bearableMs: number): Promise<Answered> {
    const what = `${made.route}, ${made.broken}`
    const before = await this.rows()
    const { answer, stallMs } = await withStall(this.loop, () => this.send(made, token), bearableMs)
    const { status, type, body } = answer
    const cutOff = status === 0 && (made.payload?.length ?? 0) > cutOffBytes
    // Of an address longer than Node reads nobody knows yet what it asks.
    const below = cutOff || status === 431
    const wrong = below ? null : status === 0 ? 'was not answered' : wrongWith(status, type, body)
    run.check('no failure of the API, and closed codes', wrong === null, `${what}: ${wrong}`)
    run.check(
      'nobody is kept waiting',
      stallMs <= bearableMs,
      `${what}: ${Math.round(stallMs)} ms of ${Math.round(bearableMs)}`,
    )
    if (cutOff || (status >= 400 && status < 500)) {
      const [was, is] = [JSON.stringify(before), JSON.stringify(await this.rows())]
      run.check('what is refused leaves no row', was === is, `${what}: ${was} became ${is}`)
    }
    return answer
  }

  async rows(): Promise<Readonly<Record<string, number>>> {
    const { sql } = this.site.database
    const counted = written.map((name) => `select '${name}' as name, count(*)::int as n from "${name}"`)
    const rows = await sql.unsafe<{ name: string; n: number }[]>(counted.join(' union all '))
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
  }

  /** The loop of the API's own process. */
  get loop(): Loop {
    const ask = async () =>
      z.object({ longestMs: z.number() }).parse(await (await fetch(`${this.site.apiUrl}/stall`)).json())
        .longestMs
    return { reset: async () => void (await ask()), longestMs: ask }
  }

  /** A filing that fits, with changes. */
  filing(changes: object = {}): Sendable {
    const number = this.site.nextNumber()
    const body = { channel: 'online', papers: [], ...filingOf(this.site, 'registration', number), ...changes }
    return {
      ...{ method: 'POST', route: 'POST /dossiers', url: '/dossiers', broken: 'nothing' },
      headers: { 'content-type': 'application/json', 'idempotency-key': `intruder-${number}` },
      payload: JSON.stringify(body),
    }
  }
}
