import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { bankFileOf, readReturnFile } from './bank-file.ts'
import { type FileGateway, GatewayConflict } from './gateway.ts'

/** A bank that fetches its files from a folder. They have account numbers: only the owner can read them. */
export function fileGateway({ folder }: { folder: string }): { kind: 'file' } & FileGateway {
  return {
    kind: 'file',
    async writeBatch(batch) {
      const file = bankFileOf(batch)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      if (!(await putOnce(folder, file.fileName, file.content))) {
        throw new GatewayConflict(
          'conflict',
          `Batch ${batch.batchKey} has a file with another content; compare both with the bank before anything else`,
        )
      }
      return file
    },
    readReturn: readReturnFile,
  }
}

/**
 * Puts a file in place as a whole: a reader sees all of it or nothing, also after a kill or a loss of power.
 * @returns false where one of this name has another content; it stays
 */
async function putOnce(folder: string, name: string, content: string): Promise<boolean> {
  const path = join(folder, name)
  const draft = join(folder, `.${name}.${randomUUID()}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return (await readFile(path, 'utf8')) === content
  } finally {
    await unlink(draft)
  }
  await syncFolder(folder)
  return true
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
