import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundleWorkflows } from '../activities/start-worker.ts'
import { timeSkippingServerBinary } from '../embedded/temporal-binary.ts'
import { startTemporalServer } from '../embedded/temporal-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's Temporal server. */
    temporalAddress: string
    /** The workflows, bundled once for the run. */
    workflowBundle: string
    /** Program of the server whose time can be skipped; each file that needs one starts its own. */
    timeSkippingServer: string
  }
}

/** One Temporal server for the whole run and the workflows bundled once; test files have namespaces of their own. */
export async function provideEngine(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-engine-'))
  const bundlePath = join(dataDir, 'workflows.js')
  const [server, bundle, timeSkipping] = await Promise.all([
    startTemporalServer({ dataDir, uiPort: false, namespace: 'default' }),
    bundleWorkflows(),
    timeSkippingServerBinary(),
  ])
  await writeFile(bundlePath, bundle.code)
  project.provide('temporalAddress', server.address)
  project.provide('workflowBundle', bundlePath)
  project.provide('timeSkippingServer', timeSkipping)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
