/** Builds with one mistake each. A checker that lets them pass proves nothing. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Report } from './run.ts'
import { violationsOf } from './run.ts'

export interface KnownBadBuild {
  id: string
  title: string
  /** The scenario that catches it, with the arguments it needs. */
  caughtBy: readonly string[]
  /** What that scenario must find: an invariant or check, whole. Caught by something else only, it is missed. */
  violation: string
  patchFile: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const patches = fileURLToPath(new URL('./known-bad', import.meta.url))
const run = promisify(execFile)
/** A patch that has grown stale must fail: with fuzz it lands somewhere else, and its mistake is never made. */
const exactly = ['--strip=1', '--fuzz=0']

/** Each patch begins with `Title:`, `Caught by:` and `Violation:`. */
export async function knownBadBuilds(): Promise<readonly KnownBadBuild[]> {
  const files = (await readdir(patches)).filter((file) => file.endsWith('.patch')).sort()
  return await Promise.all(
    files.map(async (file) => {
      const patchFile = join(patches, file)
      const text = await readFile(patchFile, 'utf8')
      const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1]
      const [title, caughtBy, violation] = [header('Title'), header('Caught by'), header('Violation')]
      if (title === undefined || caughtBy === undefined || violation === undefined)
        throw new Error(`${file} lacks Title:, Caught by: or Violation:`)
      return { id: file.replace('.patch', ''), title, caughtBy: caughtBy.split(' '), violation, patchFile }
    }),
  )
}

/** Whether a patch still says what it changes: looks, and changes nothing. @throws with what patch says */
export async function fits({ patchFile }: KnownBadBuild): Promise<void> {
  await run('patch', [...exactly, '--dry-run', '--input', patchFile], { cwd: root })
}

/** Whether what was found is what the build names. */
export const isCaught = ({ violation }: Pick<KnownBadBuild, 'violation'>, by: readonly string[]): boolean =>
  by.some((found) => found.startsWith(`${violation}: `))

/**
 * Runs the scenario in a patched copy of the tree; `by` tells what it found.
 * @param options.loaded what `loadedFiles` gave, for a build that does not change what is loaded
 */
export async function runKnownBad(
  build: KnownBadBuild,
  { seed = 1, loaded }: { seed?: number; loaded?: string } = {},
): Promise<{ caught: boolean; by: readonly string[] }> {
  const tree = await mkdtemp(join(tmpdir(), 'thong-suot-known-bad-'))
  try {
    await copyTree(tree)
    await run('patch', [...exactly, '--no-backup-if-mismatch', '--input', build.patchFile], { cwd: tree })
    const [scenario = '', ...extra] = build.caughtBy
    const args = [
      '--import',
      'tsx',
      'tests/faults/run-command.ts',
      '--json',
      '--seed',
      String(seed),
      '--settle-within',
      '5',
    ]
    if (loaded !== undefined) args.push('--loaded', loaded)
    const options = { cwd: tree, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, TZ: 'UTC' } }
    const { stdout, code } = await run(
      process.execPath,
      [...args, '--only', scenario, ...extra],
      options,
    ).then(
      (done) => ({ ...done, code: 0 }),
      (error: { stdout?: string; code?: number; stderr?: string }) => {
        // 1 is a violation; anything else says that the copy did not even run.
        if (error.code !== 1) throw new Error(`${build.id} did not run: ${error.stderr?.slice(-2_000)}`)
        return { stdout: error.stdout ?? '', code: 1 }
      },
    )
    const reports: readonly Report[] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]')
    const by = reports.flatMap(violationsOf)
    return { caught: code === 1 && isCaught(build, by), by }
  } finally {
    await rm(tree, { recursive: true, force: true })
  }
}

async function copyTree(to: string): Promise<void> {
  const left = new Set(['node_modules', '.git', '.data', 'docs', 'bench'])
  await cp(root, to, { recursive: true, filter: (source) => !left.has(relative(root, source)) })
  await symlink(join(root, 'node_modules'), join(to, 'node_modules'))
}
