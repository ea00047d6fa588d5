import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleWorkflows } from '../activities/start-worker.ts'
import { timeSkippingServerBinary } from '../embedded/temporal-binary.ts'
import { startTemporalServer } from '../embedded/temporal-server.ts'
import type { Shared } from './serve-on-demand.ts'

/** One Temporal server for the whole run; test files have namespaces of their own. */
export async function startEngine(): Promise<Shared> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thong-suot-engine-'))
  const server = await startTemporalServer({ dataDir, uiPort: false, namespace: 'default', durable: false })
  return {
    value: server.address,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The workflows, bundled once for the run: to bundle takes seconds. */
export async function bundleOnce(): Promise<Shared> {
  const dir = await mkdtemp(join(tmpdir(), 'thong-suot-bundle-'))
  const path = join(dir, 'workflows.js')
  await writeFile(path, (await bundleWorkflows()).code)
  return { value: path, stop: () => rm(dir, { recursive: true, force: true }) }
}

export const timeSkippingServer = async (): Promise<Shared> => ({
  value: await timeSkippingServerBinary(),
  stop: async () => {},
})
