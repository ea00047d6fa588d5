import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rename, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { StartUpError } from '../../domain/start-up-error.ts'
import { machineNow } from '../clock.ts'

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/**
 * Environment of a process whose clock begins at an instant and then goes on, and of all that it starts. The machine's clock stays
 * as it is.
 * @throws StartUpError without a C compiler
 */
export async function shiftedClock(startMs: number): Promise<Readonly<Record<string, string>>> {
  const library = await compiled()
  // This process can be one of a run at another day itself.
  const now = machineNow() - Number(process.env.TEST_CLOCK_AHEAD_MS ?? 0)
  return {
    LD_PRELOAD: library,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require="${beside('other-day.cjs')}"`.trim(),
    TEST_CLOCK_AHEAD_MS: String(startMs - now),
    TEST_CLOCK_SINCE_MS: String(now),
    // Caches there expire by date: other runs on this machine keep theirs.
    TMPDIR: await folder(),
  }
}

/** Under root PostgreSQL runs as another account, which must read the library and pass to its files. */
async function folder(): Promise<string> {
  const shifted = process.env.TEST_CLOCK_AHEAD_MS !== undefined
  const path = shifted ? tmpdir() : join(tmpdir(), `thong-suot-days-${userInfo().uid}`)
  await mkdir(path, { recursive: true })
  await chmod(path, 0o755)
  return path
}

/** Path of the library that `shifted-clock.c` makes; compiled once for each text. */
async function compiled(): Promise<string> {
  const source = beside('shifted-clock.c')
  const digest = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
  const path = join(await folder(), `shifted-clock-${digest.slice(0, 16)}.so`)
  if (await stat(path).catch(() => null)) return path
  // Renamed when it is whole: two runs can begin at once.
  const draft = `${path}.${process.pid}`
  try {
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', draft, source, '-ldl'])
  } catch (cause) {
    throw new StartUpError({
      what: 'A run at another day could not shift its clock.',
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: 'It needs Linux with glibc, and a C compiler called cc (Debian: apt install gcc libc6-dev).',
      cause,
    })
  }
  await rename(draft, path)
  return path
}
