import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

/** Another system that is sent events: keeps every request as it came, headers and all. */
export class EventReceiver {
  readonly received: string[] = []
  readonly #server: Server

  /** @param careless what it says in a 500 at `/careless`, as a server that quotes what it knows */
  constructor(careless: string) {
    this.#server = createServer(async (request, response) => {
      this.received.push(`${JSON.stringify(request.headers)} ${await text(request)}`)
      if (request.url === '/careless') response.writeHead(500).end(careless)
      else response.writeHead(204).end()
    })
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('listens at no port')
    return `http://127.0.0.1:${address.port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
