import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { StartUpError } from '../domain/start-up-error.ts'
import { hasCode, processIdentity } from './process-identity.ts'

/** Held by one process at a time; `release` gives it back and may be called twice. */
export type Lock = { release(): void }

type Holder = { pid: number; identity: string }

/**
 * Takes the lock file `file` for this process. A lock whose holder no longer runs is taken over, and `log` says so.
 *
 * @throws StartUpError when a live process holds it.
 */
export function acquireLock({ file, log }: { file: string; log: (line: string) => void }): Lock {
  const mine: Holder = { pid: process.pid, identity: processIdentity(process.pid) ?? 'unknown' }
  const draft = `${file}.${process.pid}`
  const text = JSON.stringify(mine)
  writeFileSync(draft, text)
  try {
    while (!tryLink(draft, file)) removeIfStale(file, log)
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    release() {
      if (read(file) === text) rmSync(file, { force: true })
    },
  }
}

// A hard link appears whole or not at all: no other process can read a lock that is not written yet.
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

function removeIfStale(file: string, log: (line: string) => void): void {
  const seen = read(file)
  if (seen === undefined) return
  const holder = parseHolder(seen)
  if (holder !== undefined && processIdentity(holder.pid) === holder.identity) {
    throw new StartUpError({
      what: `Process ${holder.pid} already runs on this data folder (lock file ${file}).`,
      why: 'Two sets of servers on the same files would destroy them.',
      remedy: `Stop process ${holder.pid} first (Ctrl-C in its terminal, or kill ${holder.pid}), or give this one another data folder.`,
    })
  }
  // Two processes may find the same stale lock at once: each moves away what is there and looks at what it got.
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (read(aside) !== seen) tryLink(aside, file)
  else log(`Took over the lock ${file}: its holder, process ${holder?.pid ?? 'unknown'}, no longer runs.`)
  rmSync(aside, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('pid' in value) || typeof value.pid !== 'number') return undefined
    if (!('identity' in value) || typeof value.identity !== 'string') return undefined
    return { pid: value.pid, identity: value.identity }
  } catch {
    return undefined
  }
}
