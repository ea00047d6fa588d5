/** Servers of a demo or a trial that was killed outright, so that nobody was left to stop them: the next one does. */
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireLock, type Lock } from '../embedded/lock.ts'
import { stopOrphan } from '../embedded/server-process.ts'

/** How the folders of temporary servers begin. */
export const folderPrefix = 'thong-suot-demo-'
/** Held by the process that started them, as long as it runs. */
export const lockIn = (folder: string): Lock => acquireLock({ file: join(folder, 'lock'), log: () => {} })

const stopSignal = 'SIGTERM'
/** Those first that need the others. */
const servers = [
  ...['api.pid', 'relay.pid', 'worker.pid', 'bank.pid'].map((file) => ({ file, stopSignal }) as const),
  { file: 'temporal/temporal.pid', stopSignal },
  { file: 'postgres/postgres.pid', stopSignal: 'SIGINT' },
] as const

/** @throws StartUpError where a server that was left over does not stop */
export async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name)
    // Without its lock a folder is just being made.
    if (!name.startsWith(folderPrefix) || !existsSync(join(folder, 'lock')) || isHeld(folder)) continue
    for (const server of servers) {
      await stopOrphan(
        { name: server.file, pidFile: join(folder, server.file), stopSignal: server.stopSignal },
        () => {},
      )
    }
    await rm(folder, { recursive: true, force: true })
  }
}

/** Or belongs to another account, which will see to it. */
function isHeld(folder: string): boolean {
  try {
    lockIn(folder)
    return false
  } catch {
    return true
  }
}
