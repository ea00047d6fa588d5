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
  /** The scenario that catches it, with the arguments it needs; or a test file, where what it breaks needs no processes. */
  caughtBy: readonly string[]
  /**
   * What that scenario must find: an invariant or check, whole. Of a test file: the title of the test that must fail, or of
   * its group, or both (`group: title`). Caught by something else only, it is missed.
   */
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
    const by = isTestFile(build)
      ? await failuresIn(tree, build)
      : await violationsIn(tree, build, { seed, loaded })
    return { caught: isCaught(build, by), by }
  } finally {
    await rm(tree, { recursive: true, force: true })
  }
}

/** Whether it is caught by a test file, and not by a scenario. */
export const isTestFile = ({ caughtBy }: Pick<KnownBadBuild, 'caughtBy'>): boolean =>
  caughtBy[0]?.startsWith('tests/') ?? false

async function violationsIn(
  tree: string,
  build: KnownBadBuild,
  { seed, loaded }: { seed: number; loaded?: string | undefined },
): Promise<readonly string[]> {
  const [scenario = '', ...extra] = build.caughtBy
  const args = ['--import', 'tsx', 'tests/faults/run-command.ts', '--json', '--seed', String(seed)]
  args.push('--settle-within', '5', '--only', scenario, ...extra)
  if (loaded !== undefined) args.push('--loaded', loaded)
  const stdout = await failing(tree, build, args)
  const reports: readonly Report[] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]')
  return reports.flatMap(violationsOf)
}

/** What vitest writes of a run, as far as it is read here. */
interface TestRun {
  testResults: readonly {
    /** Why the file could not be run. */
    message: string
    assertionResults: readonly {
      ancestorTitles: readonly string[]
      title: string
      status: string
      failureMessages: readonly string[] | null
    }[]
  }[]
}

async function failuresIn(tree: string, build: KnownBadBuild): Promise<readonly string[]> {
  const outputFile = join(tree, 'test-run.json')
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  // A machine that is busy starts its servers late.
  const patient = ['--hookTimeout=300000', '--testTimeout=120000']
  const report = ['--reporter=json', `--outputFile=${outputFile}`]
  await failing(tree, build, [vitest, 'run', ...build.caughtBy, ...patient, ...report])
  const ran: TestRun = JSON.parse(await readFile(outputFile, 'utf8'))
  const failures = ran.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ ancestorTitles, title, failureMessages }) => ({
      title: [...ancestorTitles, title].join(': '),
      why: failureMessages?.[0]?.split('\n')[0] ?? '',
    }))
  // Anything at all can keep a test from its end: that says nothing about the mistake.
  const found = failures.filter(({ why }) => !why.includes(timedOut))
  const notRun = ran.testResults.find(({ message }) => message !== '')
  if (found.length === 0 && notRun !== undefined)
    throw new Error(`${build.id} did not run: ${notRun.message}`)
  return found.map(({ title, why }) => `${title}: ${why}`)
}

/** What vitest (4.1) writes in place of the words of a time-out. */
const timedOut = 'STACK_TRACE_ERROR'

/** Runs Node in the copy, and answers what it wrote. @throws where the copy did not even run: 0 and 1 say that it did */
async function failing(tree: string, { id }: KnownBadBuild, args: readonly string[]): Promise<string> {
  const options = { cwd: tree, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, TZ: 'UTC' } }
  return await run(process.execPath, [...args], options).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; code?: number; stderr?: string }) => {
      if (error.code !== 1) throw new Error(`${id} did not run: ${error.stderr?.slice(-2_000)}`)
      return error.stdout ?? ''
    },
  )
}

async function copyTree(to: string): Promise<void> {
  const left = new Set(['node_modules', '.git', '.data'])
  await cp(root, to, { recursive: true, filter: (source) => !left.has(relative(root, source)) })
  await symlink(join(root, 'node_modules'), join(to, 'node_modules'))
}
