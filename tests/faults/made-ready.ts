import { sharedServer } from '../shared-server.ts'
import type { MadeReady } from './servers.ts'

/** Of the whole run, for servers of a test file's own. */
export async function madeReady(): Promise<MadeReady> {
  const [loaded, bundlePath, programs] = await Promise.all([
    sharedServer('loadedPostgres'),
    sharedServer('workflowBundle'),
    sharedServer('faultPrograms'),
  ])
  return { loaded, bundlePath, programs }
}
