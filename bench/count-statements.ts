/** A door before PostgreSQL that counts what goes through it, by the name of the process: no extension, nothing in the product. */
import { connect, createServer, type Socket } from 'node:net'

export interface StatementCounter {
  /** The given address, with this door's port. */
  url: string
  /** Statements since the last call by application name, `begin` and `commit` among them. */
  take(): Readonly<Record<string, number>>
  close(): void
}

/** @param url of PostgreSQL, without TLS */
export async function countStatements(url: string): Promise<StatementCounter> {
  const to = new URL(url)
  const counts = new Map<string, number>()
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(to.port), to.hostname)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket.setNoDelay(true))
      socket.on('error', () => other.destroy())
      socket.on('close', () => sockets.delete(socket))
      socket.pipe(other)
    }
    const count = messageReader((application) => counts.set(application, (counts.get(application) ?? 0) + 1))
    client.on('data', count)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the counter has no port')
  const through = new URL(url)
  through.port = String(address.port)
  return {
    url: through.href,
    take() {
      const taken = Object.fromEntries(counts)
      counts.clear()
      return taken
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Reads the frontend's messages (PostgreSQL's protocol 3.0): the first has no type, Execute and Query are a statement each. */
function messageReader(onStatement: (application: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let application: string | null = null
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const typed = application === null ? 0 : 1
      if (rest.length < typed + 4) return
      const end = typed + rest.readInt32BE(typed)
      if (rest.length < end) return
      if (application === null) application = applicationOf(rest.subarray(0, end))
      else if (rest[0] === EXECUTE || rest[0] === QUERY) onStatement(application)
      rest = rest.subarray(end)
    }
  }
}

const [EXECUTE, QUERY] = [0x45, 0x51]

/** From the start-up message: names and values, each ended by a zero. */
function applicationOf(startUp: Buffer): string {
  const words = startUp.subarray(8).toString().split('\0')
  return words[words.indexOf('application_name') + 1] ?? 'unnamed'
}
