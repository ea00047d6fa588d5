/** Where files of papers lie: one disk of flydrive, whichever driver is set. */
import { open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { DomainError } from '../domain/errors.ts'

/**
 * Files by key; a key is a day and a number (`2026-11-25/…`), and is never used twice. Whatever the driver cannot do is a
 * `storeUnavailable`: its own message would name paths.
 */
export interface PaperStore {
  /** Takes a file of this machine. Once it resolves, the file is there after any crash. */
  keep(key: string, path: string): Promise<void>
  read(key: string): Promise<Readable>
  /** Null where it is not there. */
  sizeOf(key: string): Promise<number | null>
  /** What is not there is gone already. */
  remove(key: string): Promise<void>
  days(): Promise<readonly string[]>
  keysOf(day: string): AsyncIterable<string>
}

/** The day (UTC) under which a file of an instant (ms) lies. */
export const storeDayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

export const storeKeyOf = (id: string, at: number): string => `${storeDayOf(at)}/${id}`

/** The store, and the folder of this machine where what is being sent waits until it is whole. */
export interface Papers {
  store: PaperStore
  incoming: string
}

/** Files below a folder of this machine, or of one that every API mounts. */
export function diskStore(folder: string): PaperStore {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
  return {
    ...storeOn(disk),
    keep: (key, path) =>
      reaching(async () => {
        const kept = join(folder, key)
        try {
          await disk.copyFromFs(path, key)
          // The driver leaves the bytes, and the names in their folders, to the system's cache.
          for (const written of [kept, dirname(kept), folder]) await sync(written)
        } catch (error) {
          // Half of a file would go on filling a disk that is full.
          await rm(kept, { force: true }).catch(() => undefined)
          throw error
        }
      }),
  }
}

/** Files of any driver that answers only when they are safe. */
export function storeOn(disk: Disk): PaperStore {
  return {
    keep: (key, path) => reaching(() => disk.copyFromFs(path, key)),
    read: (key) => reaching(() => disk.getStream(key)),
    sizeOf: (key) =>
      reaching(async () => ((await disk.exists(key)) ? (await disk.getMetaData(key)).contentLength : null)),
    remove: (key) => reaching(() => disk.delete(key)),
    days: () =>
      reaching(async () => {
        const days: string[] = []
        for await (const object of listed(disk, '', false)) if (object.isDirectory) days.push(object.name)
        return days.toSorted()
      }),
    async *keysOf(day) {
      for await (const object of listed(disk, day, true)) if (object.isFile) yield object.key
    },
  }
}

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new DomainError('storeUnavailable', {}, { cause })
  }
}

type Listed = Awaited<ReturnType<Disk['listAll']>>['objects'] extends Iterable<infer Item> ? Item : never

async function* listed(disk: Disk, prefix: string, recursive: boolean): AsyncGenerator<Listed> {
  for (let paginationToken: string | undefined; ; ) {
    const page = await disk.listAll(prefix, {
      recursive,
      ...(paginationToken === undefined ? {} : { paginationToken }),
    })
    yield* page.objects
    paginationToken = page.paginationToken
    if (paginationToken === undefined) return
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
