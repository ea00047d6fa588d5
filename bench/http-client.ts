import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  body: string
  /** Of a refusal that may be sent again. */
  retryAfterSeconds: number | null
}

/** Requests over kept connections; the load of both sides of a ratio comes through this one. */
export function httpClient(
  baseUrl: string,
  connections: number,
): {
  post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer>
  get(path: string, headers: Record<string, string>): Promise<Answer>
  close(): void
} {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    text: string,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const length = text === '' ? {} : { 'content-length': Buffer.byteLength(text) }
      const call = request(
        `${baseUrl}${path}`,
        { agent, method, headers: { ...length, ...headers } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
              retryAfterSeconds: secondsOf(response.headers['retry-after']),
            }),
          )
        },
      )
      call.on('error', reject)
      call.end(text)
    })
  return {
    post: (path, body, headers) =>
      send('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
    get: (path, headers) => send('GET', path, headers, ''),
    close: () => agent.destroy(),
  }
}

const secondsOf = (header: string | undefined): number | null =>
  header === undefined ? null : Number(header)
