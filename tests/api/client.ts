/** A caller of the API under test, who can also send what the typed client could not. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

export interface Answer {
  status: number
  headers: Readonly<Record<string, unknown>>
  body: unknown
}

/**
 * One caller, who sends what a test tells it to, also what the typed client could not; each request under a key of its own
 * unless a test names one.
 */
export interface Client {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, key?: string): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Sends a file as a browser's form does. */
  upload(path: string, file: UploadedFile, key?: string): Promise<Answer>
}

export interface UploadedFile {
  name: string
  content: Uint8Array | string
  /** How the body is changed before it is sent. */
  spoil?: (body: Buffer) => Buffer
}

/** A caller with this token. */
export function clientOf(app: FastifyInstance, token: string): Client {
  const send = async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.statusCode, headers: answer.headers, body: parsed(answer.body) }
  }
  return {
    upload: (path, file, key) => upload(app, token, path, file, key),
    get: (path) => send('GET', path),
    post: (path, body, key) => send('POST', path, body, key),
    delete: (path) => send('DELETE', path),
  }
}

async function upload(
  app: FastifyInstance,
  token: string,
  url: string,
  { name, content, spoil = (body) => body }: UploadedFile,
  key: string = randomUUID(),
): Promise<Answer> {
  const form = new FormData()
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  const encoded = new Response(form)
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: spoil(Buffer.from(await encoded.arrayBuffer())),
  })
  return { status: answer.statusCode, headers: answer.headers, body: parsed(answer.body) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
