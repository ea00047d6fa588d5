/** What is being sent: whole on this machine's disk before anything is said of it, and gone when the request ends. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromFile } from 'file-type'
import { isPaperFileType, type PaperFileType } from '../domain/dossier/paper-file.ts'
import { DomainError } from '../domain/errors.ts'

/** A file that has come whole. */
export interface Incoming {
  path: string
  sizeBytes: number
  sha256: Buffer
  /** By its content; null where it is none of those a paper may have. */
  type: PaperFileType | null
}

/** Longer than any request may take: what is older was left by a process that was killed. */
const leftBehindMs = 60 * 60_000

/**
 * Writes `content` to a new file in `folder`, counting and hashing, calls `judge`, and removes the file.
 * @throws whatever `content` throws: then nothing is left of it
 */
export async function withIncoming<T>(
  folder: string,
  content: AsyncIterable<Uint8Array>,
  judge: (incoming: Incoming) => Promise<T>,
): Promise<T> {
  const path = join(folder, randomUUID())
  try {
    return await judge({ path, ...(await writeDown(folder, path, content)), type: await typeOf(path) })
  } finally {
    // What cannot be removed now is cleared within the hour; it must not hide why the request failed.
    await rm(path, { force: true }).catch(() => undefined)
  }
}

async function writeDown(
  folder: string,
  path: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Pick<Incoming, 'sizeBytes' | 'sha256'>> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Opened before and closed after: a stream may still be opening its file when its failure is reported.
    const file = await open(path, 'wx', 0o600)
    try {
      for await (const chunk of content) {
        hash.update(chunk)
        sizeBytes += chunk.length
        await file.writeFile(chunk)
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    // A full or absent disk is the server's failure; anything else came with the content.
    const syscall = error instanceof Error && 'syscall' in error ? error.syscall : null
    if (syscall === 'mkdir' || syscall === 'open' || syscall === 'write' || syscall === 'close') {
      throw new DomainError('storeUnavailable', {}, { cause: error })
    }
    throw error
  }
  return { sizeBytes, sha256: hash.digest() }
}

async function typeOf(path: string): Promise<PaperFileType | null> {
  // What breaks the reader of a format is not of that format.
  const found = await fileTypeFromFile(path).catch(() => undefined)
  return found !== undefined && isPaperFileType(found.mime) ? found.mime : null
}

/** Removes what killed processes left in the folder; several may share it. */
export async function clearIncoming(folder: string, nowMs: number): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let cleared = 0
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found === null || found.mtimeMs > nowMs - leftBehindMs) continue
    await rm(path, { force: true })
    cleared += 1
  }
  return cleared
}
