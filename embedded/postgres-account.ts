import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { StartUpError } from '../domain/start-up-error.ts'
import { hasCode } from './process-identity.ts'

/** The account PostgreSQL runs as when we are root. */
export type Account = { uid: number; gid: number }

// Where data and programs go when root runs us from a folder that only root may enter.
const OPEN_TO_ALL = '/var/lib/thong-suot'

/**
 * PostgreSQL refuses to run as root. Ordinary users run it as themselves: undefined. For root it is the system
 * account `postgres`, created when missing.
 *
 * @throws StartUpError when the account cannot be created.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found = lookUpAccount()
  if (found !== undefined) return found
  let cause: unknown
  try {
    const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
    execFileSync('useradd', args, { stdio: 'pipe' })
  } catch (error) {
    // Another process of this program may have created it a moment ago; only the second look-up tells.
    cause = error
  }
  const created = lookUpAccount()
  if (created !== undefined) return created
  throw new StartUpError({
    what: 'There is no system account `postgres`, and it could not be created with useradd.',
    why: 'We run as root, and PostgreSQL refuses to run as root.',
    remedy:
      'Run as an ordinary user, create an account named postgres, or set DATABASE_URL to a PostgreSQL of yours.',
    cause,
  })
}

function lookUpAccount(): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/**
 * The folder that really holds the database for `dataDir`: the folder itself, or, when the account cannot enter
 * one of its parents (root's own home is closed to others), a folder under /var/lib/thong-suot, noted in the
 * file `moved-to`; `log` says so. The modes of other folders are not changed.
 */
export function reachableHome(
  dataDir: string,
  account: Account | undefined,
  log: (line: string) => void,
): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  accessSync(dataDir, constants.W_OK)
  if (account === undefined) return dataDir
  chmodSync(dataDir, 0o711)
  if (isReachable(dataDir, account)) return dataDir
  const note = join(dataDir, 'moved-to')
  try {
    const home = readFileSync(note, 'utf8').trim()
    if (existsSync(home)) return home
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
  mkdirSync(OPEN_TO_ALL, { recursive: true })
  chmodSync(OPEN_TO_ALL, 0o755)
  const home = mkdtempSync(join(OPEN_TO_ALL, 'data-'))
  chmodSync(home, 0o711)
  writeFileSync(note, `${home}\n`)
  log(`The account postgres may not enter ${dataDir}; the database is kept in ${home}.`)
  return home
}

/**
 * The folder of PostgreSQL's programs and libraries that the account can run: `native` itself or a copy of it.
 * `version` names the copy.
 */
export function reachablePrograms(native: string, version: string, account: Account | undefined): string {
  if (account === undefined || isReachable(native, account)) return native
  const copy = join(OPEN_TO_ALL, `postgres-${version}`)
  if (existsSync(copy)) return copy
  mkdirSync(OPEN_TO_ALL, { recursive: true })
  chmodSync(OPEN_TO_ALL, 0o755)
  const draft = mkdtempSync(join(OPEN_TO_ALL, 'copying-'))
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  chmodSync(draft, 0o755)
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // A second process that copied at the same time was first; its copy is as good.
    if (!existsSync(copy)) throw error
  }
  return copy
}

function isReachable(path: string, { uid, gid }: Account): boolean {
  const { mode, uid: owner, gid: group } = statSync(path)
  const mayEnter = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  if ((mode & mayEnter) === 0) return false
  return dirname(path) === path || isReachable(dirname(path), { uid, gid })
}
