import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what the run shares: see shared-server.ts. */
    sharedServersUrl: string
  }
}

/** Something that the test files of a run share; it is stopped when the run ends. */
export interface Shared {
  /** What a test file needs to use it: a URL, an address, a path. */
  value: string
  stop(): Promise<void>
}

// Imported where asked for: a run of pure files loads neither the Temporal SDK nor the database.
const starts = {
  /** URL of the template that every test database is copied from; nobody connects to it. */
  templateUrl: async () => (await import('./database-server.ts')).startTemplate(),
  /** Address of the run's Temporal server. */
  temporalAddress: async () => (await import('./engine-server.ts')).startEngine(),
  /** Path of the workflows, bundled once for the run. */
  workflowBundle: async () => (await import('./engine-server.ts')).bundleOnce(),
  /** Path of the server whose time can be skipped; each file that needs one starts its own. */
  timeSkippingServer: async () => (await import('./engine-server.ts')).timeSkippingServer(),
} satisfies Record<string, () => Promise<Shared>>

export type SharedName = keyof typeof starts

const isShared = (name: string): name is SharedName => Object.hasOwn(starts, name)

/** Starts no server by itself: the first test file that asks for one has it started, the others wait for the same. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<SharedName, Promise<Shared>>()
  const shared = (name: SharedName): Promise<Shared> => {
    const running = started.get(name) ?? starts[name]()
    started.set(name, running)
    return running
  }
  const desk = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    if (!isShared(name)) answer(response, 404, `no test shares «${name}»`)
    else {
      shared(name).then(
        ({ value }) => answer(response, 200, value),
        (error: unknown) => answer(response, 500, error instanceof Error ? (error.stack ?? '') : `${error}`),
      )
    }
  })
  const port = await new Promise<number>((resolve) => {
    desk.listen(0, '127.0.0.1', () => resolve((desk.address() as AddressInfo).port))
  })
  project.provide('sharedServersUrl', `http://127.0.0.1:${port}`)
  return async () => {
    desk.close()
    desk.closeAllConnections()
    const running = await Promise.allSettled(started.values())
    for (const one of running.reverse()) if (one.status === 'fulfilled') await one.value.stop()
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
