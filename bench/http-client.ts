import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  body: string
}

/** Requests over kept connections; the load of both sides of a ratio comes through this one. */
export function httpClient(
  baseUrl: string,
  connections: number,
): {
  post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer>
  close(): void
} {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post(path, body, headers) {
      const text = JSON.stringify(body)
      return new Promise((resolve, reject) => {
        const call = request(
          `${baseUrl}${path}`,
          {
            agent,
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
              ...headers,
            },
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
            )
          },
        )
        call.on('error', reject)
        call.end(text)
      })
    },
    close: () => agent.destroy(),
  }
}
