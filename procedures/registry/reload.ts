import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { Procedure } from '../grammar/definition/procedure.ts'
import {
  type DefinitionFile,
  definitionsFolder,
  isDefinitionFile,
  loadDefinitionFile,
  loadDefinitionFiles,
  type Registry,
  registryOfFiles,
} from './registry.ts'

export interface ReloadingRegistry {
  /** Answers each question by the definitions as they are when it is asked. */
  registry: Registry
  stop(): void
}

/** Files that were taken up; or why those before go on. */
export type Reload = { files: readonly string[] } | { error: unknown }

/** An editor writes a file several times over. */
const quietMs = 200

/**
 * Takes up definitions as their files are written, for an author beside a running system: dossiers filed from then on
 * have them, open ones keep their plan. A definition's own file alone is read again, not what it imports.
 * @throws DefinitionError or RegistryError if the definitions cannot be loaded together at first
 */
export async function reloadingProcedures(
  tell: (reload: Reload) => void,
  dir: string = definitionsFolder,
): Promise<ReloadingRegistry> {
  const files = new Map((await loadDefinitionFiles(dir)).map((of) => [of.file, of] as const))
  // A request may still hold a definition that has been replaced: its own registry knows its plan.
  const owner = new WeakMap<Procedure, Registry>()
  const own = (registry: Registry): Registry => {
    for (const procedure of [...registry.procedures, ...registry.internal]) {
      owner.set(procedure, registry)
      const received = registry.asReceived(procedure.code)
      if (received !== undefined) owner.set(received, registry)
    }
    return registry
  }
  let current = own(registryOfFiles([...files.values()]))
  let versions = 0
  const takeUp = async (changed: readonly string[]): Promise<void> => {
    try {
      versions += 1
      for (const file of changed) await replace(files, dir, file, `?version=${versions}`)
      current = own(registryOfFiles([...files.values()]))
      tell({ files: changed })
    } catch (error) {
      tell({ error })
    }
  }
  const stop = watchFiles(dir, takeUp)
  const registry: Registry = {
    get procedures() {
      return current.procedures
    },
    get internal() {
      return current.internal
    },
    inForce: (code, localDate) => current.inForce(code, localDate),
    internalInForce: (code, localDate) => current.internalInForce(code, localDate),
    byCode: (code) => current.byCode(code),
    asReceived: (code) => current.asReceived(code),
    edition: (code, date) => current.edition(code, date),
    compiled: (procedure, on) => (owner.get(procedure) ?? current).compiled(procedure, on),
  }
  return { registry, stop }
}

async function replace(
  files: Map<string, DefinitionFile>,
  dir: string,
  file: string,
  version: string,
): Promise<void> {
  if (existsSync(join(dir, file))) files.set(file, await loadDefinitionFile(dir, file, version))
  else files.delete(file)
}

/** Each folder by itself: what watches a whole tree loses a file that an editor puts in the place of another. */
function watchFiles(dir: string, changed: (files: readonly string[]) => Promise<void>): () => void {
  const waiting = new Set<string>()
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined
  let before = Promise.resolve()
  const note = (file: string): void => {
    if (!isDefinitionFile(file)) return
    waiting.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = [...waiting]
      waiting.clear()
      before = before.then(() => changed(files))
    }, quietMs)
  }
  const watchFolders = (): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const folder = entry.name
      if (!entry.isDirectory() || watchers.has(folder)) continue
      watchers.set(
        folder,
        watch(join(dir, folder), (_, name) => note(`${folder}/${name}`)),
      )
    }
  }
  watchFolders()
  const root = watch(dir, () => {
    const known = new Set(watchers.keys())
    watchFolders()
    for (const folder of watchers.keys()) {
      if (known.has(folder)) continue
      for (const name of readdirSync(join(dir, folder))) note(`${folder}/${name}`)
    }
  })
  return () => {
    clearTimeout(timer)
    for (const watcher of [root, ...watchers.values()]) watcher.close()
  }
}
