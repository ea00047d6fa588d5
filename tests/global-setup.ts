import type { TestProject } from 'vitest/node'
import type { startTemplate } from './database-server.ts'
import { type Shared, serveOnDemand } from './serve-on-demand.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what the run shares: see shared-server.ts. */
    sharedServersUrl: string
  }
}

type Template = Awaited<ReturnType<typeof startTemplate>>
let started: Promise<Template> | undefined
const template = (): Promise<Template> => {
  started ??= import('./database-server.ts').then(({ startTemplate }) => startTemplate())
  return started
}

// Imported when needed: a run of pure files loads neither the Temporal SDK nor the database.
const starts = {
  /** URL of the template that every test database is copied from; nobody connects to it. */
  templateUrl: () => template(),
  /** URL of the same server as the role that runs the product. */
  runtimeUrl: async () => ({ value: (await template()).runtimeUrl, stop: async () => {} }),
  /** Folder of a stopped PostgreSQL that is loaded, for files that kill one of their own. */
  loadedPostgres: async () => (await import('./faults/servers.ts')).loadedFiles(),
  /** Folder of the processes that files of faults start and kill. */
  faultPrograms: async () => (await import('./faults/servers.ts')).programsOnce(),
  /** Address of the run's Temporal server. */
  temporalAddress: async () => (await import('./engine-server.ts')).startEngine(),
  /** Path of the workflows, bundled once for the run. */
  workflowBundle: async () => (await import('./engine-server.ts')).bundleOnce(),
  /** Path of the server whose time can be skipped; each file that needs one starts its own. */
  timeSkippingServer: async () => (await import('./engine-server.ts')).timeSkippingServer(),
} satisfies Record<string, () => Promise<Shared>>

export type SharedName = keyof typeof starts

/** A run starts a server when a test file first asks for it, and stops at its end what it started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await serveOnDemand(starts)
  project.provide('sharedServersUrl', servers.url)
  return servers.stop
}
