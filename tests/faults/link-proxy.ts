/** A TCP proxy that does to a connection what networks do. Everything it listens on is 127.0.0.1. */
import { createServer, type Server, Socket } from 'node:net'

export type Fault =
  | { is: 'none' }
  /** Nobody listens; what was open is reset. */
  | { is: 'refuse' }
  /** What is open is closed in good order, as by a server that ends; new connections pass. */
  | { is: 'hangUp' }
  /** Nothing passes and nobody hears of it; when it ends, what was held goes on its way, late. */
  | { is: 'blackHole' }
  | { is: 'delay'; ms: number; jitterMs: number }
  /** The request arrives and is carried out; at its reply (the first that fits) the connection is reset. */
  | { is: 'cutReply'; fits?: (reply: Buffer) => boolean; times: number }
  /** Requests arrive and are carried out; replies vanish while the connection stays up. */
  | { is: 'dropReplies' }
  /**
   * Bytes of one direction vanish, those of the other pass; both ends hold a connection that is open, and neither is sent
   * FIN or RST. When this ends, a connection that lost bytes is reset.
   */
  | { is: 'halfOpen'; silent: Direction }

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down'

interface Pair {
  client: Socket
  server: Socket
  /** Instant, in ms, before which nothing more goes out: what is delayed keeps its order. */
  free: { up: number; down: number }
  deaf: boolean
  /** Bytes, or the end of a direction, were swallowed: it cannot go on. */
  gap: boolean
}

export class LinkProxy {
  readonly #target: () => number
  readonly #random: () => number
  readonly #pairs = new Set<Pair>()
  #server: Server | null = null
  #fault: Fault = { is: 'none' }
  #cuts = 0
  port = 0

  /** @param target the port on this machine that it forwards to; read for every connection */
  constructor(target: () => number, random: () => number = () => 0.5) {
    this.#target = target
    this.#random = random
  }

  async open(): Promise<this> {
    await this.#listen()
    return this
  }

  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Replies that were cut off since the last fault was set. */
  get cuts(): number {
    return this.#cuts
  }

  async set(fault: Fault): Promise<void> {
    const before = this.#fault
    this.#fault = fault
    this.#cuts = 0
    if (before.is === 'refuse' && fault.is !== 'refuse') await this.#listen()
    if (fault.is === 'refuse') await this.#deafen()
    if (fault.is === 'hangUp') for (const { server, client } of this.#pairs) server.end(() => client.end())
    // A connection with a gap in it can never be understood again: the other end resets it at the next packet.
    for (const pair of this.#pairs) if ((pair.deaf || pair.gap) && fault !== before) this.#reset(pair)
    for (const { client, server } of this.#pairs) {
      if (fault.is === 'blackHole') {
        client.pause()
        server.pause()
      } else {
        client.resume()
        server.resume()
      }
    }
  }

  async close(): Promise<void> {
    await this.#deafen()
  }

  #listen(): Promise<void> {
    const server = createServer({ pauseOnConnect: true }, (client) => this.#accept(client))
    this.#server = server
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address()
        if (address !== null && typeof address === 'object') this.port = address.port
        resolve()
      })
    })
  }

  #deafen(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const pair of this.#pairs) this.#reset(pair)
    return new Promise((resolve) => (server === null ? resolve() : server.close(() => resolve())))
  }

  #accept(client: Socket): void {
    const server = new Socket()
    const pair: Pair = { client, server, free: { up: 0, down: 0 }, deaf: false, gap: false }
    this.#pairs.add(pair)
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
    }
    client.on('error', () => this.#failed(pair, 'up'))
    server.on('error', () => this.#failed(pair, 'down'))
    client.on('close', () => this.#closed(pair, 'up'))
    server.on('close', () => this.#closed(pair, 'down'))
    client.on('data', (chunk) => this.#pass(pair, 'up', chunk))
    server.on('data', (chunk) => this.#pass(pair, 'down', chunk))
    server.connect(this.#target(), '127.0.0.1')
    if (this.#fault.is === 'blackHole') server.pause()
    else client.resume()
  }

  #pass(pair: Pair, way: Direction, chunk: Buffer): void {
    const fault = this.#fault
    if (pair.deaf) return
    if (this.#isSilent(way)) {
      pair.gap = true
      return
    }
    if (way === 'down' && fault.is === 'dropReplies') {
      pair.deaf = true
      return
    }
    if (
      way === 'down' &&
      fault.is === 'cutReply' &&
      this.#cuts < fault.times &&
      (fault.fits?.(chunk) ?? true)
    ) {
      this.#cuts += 1
      this.#reset(pair)
      return
    }
    const delayMs = fault.is === 'delay' ? fault.ms + (this.#random() * 2 - 1) * fault.jitterMs : 0
    const at = Math.max(pair.free[way], Date.now() + delayMs)
    pair.free[way] = at
    if (at <= Date.now()) this.#write(pair, way, chunk)
    else setTimeout(() => this.#write(pair, way, chunk), at - Date.now())
  }

  #write(pair: Pair, way: Direction, chunk: Buffer): void {
    const to = way === 'up' ? pair.server : pair.client
    if (!to.destroyed) to.write(chunk)
  }

  #isSilent(way: Direction): boolean {
    return this.#fault.is === 'halfOpen' && this.#fault.silent === way
  }

  /** The end that sends in a direction closed its socket: on a silent direction the other end does not hear of it. */
  #closed(pair: Pair, way: Direction): void {
    if (this.#isSilent(way)) {
      pair.gap = true
      return
    }
    if (pair.deaf && way === 'down') return
    this.#pairs.delete(pair)
    const other = way === 'up' ? pair.server : pair.client
    other.end()
  }

  #failed(pair: Pair, way: Direction): void {
    if (this.#isSilent(way)) pair.gap = true
    else this.#reset(pair)
  }

  #reset(pair: Pair): void {
    this.#pairs.delete(pair)
    for (const socket of [pair.client, pair.server]) if (!socket.destroyed) socket.resetAndDestroy()
  }
}
