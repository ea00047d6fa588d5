import { createServer, type ServerResponse } from 'node:http'

/** Something that the test files of a run share; it is stopped when the run ends. */
export interface Shared {
  /** What a test file needs to use it: a URL, an address, a path. */
  value: string
  stop(): Promise<void>
}

export interface OnDemand {
  /** `<url>/<name>` answers with the value, once it is started. */
  url: string
  /** Stops what was started, the last first. */
  stop(): Promise<void>
}

/** Starts nothing by itself: the first who asks for a name has it started, all others wait for the same. */
export async function serveOnDemand(
  starts: Readonly<Record<string, () => Promise<Shared>>>,
): Promise<OnDemand> {
  const started = new Map<string, Promise<Shared>>()
  const shared = (name: string): Promise<Shared> | undefined => {
    const running = started.get(name) ?? (Object.hasOwn(starts, name) ? starts[name]?.() : undefined)
    if (running !== undefined) started.set(name, running)
    return running
  }
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const asked = shared(name)
    if (asked === undefined) return answer(response, 404, `nothing of the name «${name}» is shared`)
    asked.then(
      ({ value }) => answer(response, 200, value),
      (error: unknown) => answer(response, 500, error instanceof Error ? `${error.stack}` : `${error}`),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port for what tests share')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
      const running = await Promise.allSettled(started.values())
      for (const one of running.reverse()) if (one.status === 'fulfilled') await one.value.stop()
    },
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
