import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'

export interface Received {
  id: string
  timestamp: string
  signature: string
  body: string
}

/** A receiver whose behaviour a test changes as it goes. */
export class Receiver {
  readonly received: Received[] = []
  answer: (response: ServerResponse, got: Received) => void = (response) => response.writeHead(204).end()
  readonly #server: Server
  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response))
  }
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/events`
  }
  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const header = (name: string) => String(request.headers[name])
    const got = {
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signature: header('webhook-signature'),
      body: Buffer.concat(chunks).toString(),
    }
    this.received.push(got)
    this.answer(response, got)
  }
  get types(): string[] {
    return this.received.map(({ body }) => z.object({ type: z.string() }).parse(JSON.parse(body)).type)
  }
  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
