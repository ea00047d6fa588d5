import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes the file where there is none. Two processes may both start for the first time: a hard link appears whole and once, and both
 * read the same file.
 * @param content is read only where the file has to be made
 */
export async function writeOnce(
  file: string,
  content: () => string | Promise<string>,
  mode = 0o600,
): Promise<void> {
  if (await exists(file)) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const text = await content()
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', mode)
  try {
    await handle.writeFile(text)
    await handle.sync()
    await link(draft, file)
  } catch (error) {
    if (!(await exists(file))) throw error
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}

/** Windows has no such modes. */
export const othersMayRead = async (file: string): Promise<boolean> =>
  process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
