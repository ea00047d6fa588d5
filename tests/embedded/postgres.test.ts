import { execFile } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import postgres from 'postgres'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { StartUpError } from '../../domain/start-up-error.ts'
import { type Postgres, type PostgresOptions, startPostgres } from '../../embedded/postgres.ts'
import { processIdentity } from '../../embedded/process-identity.ts'
import { closedFolder, temporaryFolder } from './temporary-folder.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const asRoot = process.getuid?.() === 0

describe('the embedded PostgreSQL', () => {
  test('keeps its rows and its address when it is stopped and started again', async () => {
    const dataDir = temporaryFolder()
    const first = await start({ dataDir })
    await query(first, (sql) => sql`create table note (words text)`)
    await query(first, (sql) => sql`insert into note values ('hồ sơ')`)
    await first.stop()
    expect(processIdentity(first.pid)).toBeUndefined()

    const second = await start({ dataDir })
    expect(second.url).toBe(first.url)
    expect(await query(second, (sql) => sql`select words from note`)).toEqual([{ words: 'hồ sơ' }])
  })

  test('keeps what was committed when the server is killed, and starts again at once', async () => {
    const dataDir = temporaryFolder()
    const first = await start({ dataDir, durable: true })
    const sql = postgres(first.url, { max: 3, onnotice: () => {} })
    onTestFinished(() => sql.end({ timeout: 5 }))
    await sql`create table note as select 'hồ sơ' as words`
    first.kill()

    const second = await start({ dataDir, durable: true })
    expect(await query(second, (again) => again`select words from note`)).toEqual([{ words: 'hồ sơ' }])
  })

  test('is set up alike on every machine: Vietnamese letters, UTC, this machine only, safe on disk', async () => {
    const server = await start({ dataDir: temporaryFolder(), durable: undefined })
    const [row] = await query(
      server,
      (sql) => sql`
        select lower('ĐẶNG') as lower, 'Z' < 'a' as by_code_point, current_setting('server_encoding') as encoding,
               current_setting('timezone') as zone, current_setting('listen_addresses') as listens_on,
               current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`,
    )
    expect(row).toEqual({
      lower: 'đặng',
      by_code_point: true,
      encoding: 'UTF8',
      zone: 'UTC',
      listens_on: '127.0.0.1',
      fsync: 'on',
      synchronous_commit: 'on',
    })
  })

  test('gives up safety only when asked to', async () => {
    const server = await start({ dataDir: temporaryFolder(), durable: false })
    expect(await query(server, (sql) => sql`select current_setting('fsync') as fsync`)).toEqual([
      { fsync: 'off' },
    ])
  })

  test('leads a process group of its own, so that Ctrl-C in our terminal does not reach it', async () => {
    const server = await start({ dataDir: temporaryFolder() })
    // A negative number means the group that this process leads; there is an error when it leads none.
    expect(process.kill(-server.pid, 0)).toBe(true)
  })

  test('leaves no connection open: its database can be cloned as a template', async () => {
    const server = await start({ dataDir: temporaryFolder() })
    const sql = postgres(server.url.replace(/thong_suot$/, 'postgres'), { max: 1 })
    onTestFinished(() => sql.end())
    await sql`create database copy template thong_suot`
    expect(await sql`select 1 as found from pg_database where datname = 'copy'`).toEqual([{ found: 1 }])
  })

  test('has a password of its own, which only the owner of the folder can read', async () => {
    const dataDir = temporaryFolder()
    const server = await start({ dataDir })
    const file = join(dataDir, 'password')
    expect(new URL(server.url).password).toBe(readFileSync(file, 'utf8').trim())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const wrong = server.url.replace(/:[0-9a-f]{32}@/, ':wrong@')
    await expect(query({ ...server, url: wrong }, (sql) => sql`select 1`)).rejects.toThrow(/password/)
  })

  test('writes no value of a row into its log when a statement fails', async () => {
    const dataDir = temporaryFolder()
    const server = await start({ dataDir })
    await query(server, (sql) => sql`create table person (name text primary key)`)
    await query(server, (sql) => sql`insert into person values ('Nguyễn Văn An')`)
    const again = query(server, (sql) => sql`insert into person values ('Nguyễn Văn An')`)
    await expect(again).rejects.toThrow(/duplicate key/)
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('Nguyễn')
  })
})

describe('the embedded PostgreSQL refuses to start', () => {
  test('on a port in use, and names the variable that changes it', async () => {
    const port = await occupyPort()
    await expect(start({ dataDir: temporaryFolder(), port })).rejects.toMatchObject({
      name: 'StartUpError',
      what: expect.stringContaining(String(port)),
      remedy: expect.stringContaining('THONG_SUOT_POSTGRES_PORT'),
    })
  })

  test('on the files of another major version', async () => {
    const dataDir = temporaryFolder()
    await (await start({ dataDir })).stop()
    writeFileSync(join(dataDir, 'cluster/PG_VERSION'), '15\n')
    await expect(start({ dataDir })).rejects.toThrow(/made by PostgreSQL 15; this is PostgreSQL 18/)
  })

  test('on files whose password is gone', async () => {
    const dataDir = temporaryFolder()
    await (await start({ dataDir })).stop()
    rmSync(join(dataDir, 'password'))
    await expect(start({ dataDir })).rejects.toThrow(StartUpError)
  })

  test('a second time on the same files, and leaves the first alone', async () => {
    const dataDir = temporaryFolder()
    const first = await start({ dataDir })
    await expect(start({ dataDir })).rejects.toThrow(
      `process ${first.pid}, started by process ${process.pid}`,
    )
    expect(await query(first, (sql) => sql`select 1 as alive`)).toEqual([{ alive: 1 }])
  })
})

test('a PostgreSQL that outlived its killed parent is stopped before the next starts, with a line that says so', async () => {
  const dataDir = temporaryFolder()
  const orphan = await abandonPostgres(dataDir)
  expect(processIdentity(orphan)).toBeDefined()
  const lines: string[] = []
  const server = await start({ dataDir, log: (line) => lines.push(line) })
  expect(lines).toEqual([expect.stringContaining(`(process ${orphan}) outlived`)])
  expect(processIdentity(orphan)).toBeUndefined()
  expect(await query(server, (sql) => sql`select 1 as alive`)).toEqual([{ alive: 1 }])
})

describe.runIf(asRoot)('started as root', () => {
  test('PostgreSQL runs as another account, which owns its files', async () => {
    const dataDir = temporaryFolder()
    await start({ dataDir })
    expect(statSync(join(dataDir, 'cluster')).uid).not.toBe(0)
  })

  test('a data folder in a place that only root may enter works too, kept elsewhere', async () => {
    const dataDir = join(closedFolder(), 'postgres')
    const lines: string[] = []
    const first = await start({ dataDir, log: (line) => lines.push(line) })
    const home = readFileSync(join(dataDir, 'moved-to'), 'utf8').trim()
    onTestFinished(() => rmSync(home, { recursive: true, force: true }))
    expect(lines).toEqual([expect.stringContaining(home)])
    await query(first, (sql) => sql`create table note as select 1 as kept`)
    await first.stop()
    const second = await start({ dataDir })
    expect(await query(second, (sql) => sql`select kept from note`)).toEqual([{ kept: 1 }])
    await second.stop()
  })
})

async function start(options: PostgresOptions): Promise<Postgres> {
  const server = await startPostgres({ durable: false, ...options })
  onTestFinished(() => server.stop())
  return server
}

async function query<T>(server: Postgres, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}

function occupyPort(): Promise<number> {
  const other = createServer()
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())))
  return new Promise((resolve, reject) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      if (address !== null && typeof address === 'object') resolve(address.port)
      else reject(new Error('no port'))
    })
  })
}

function abandonPostgres(dataDir: string): Promise<number> {
  const fixture = join(import.meta.dirname, 'fixtures/abandon-postgres.ts')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', 'tsx', fixture, dataDir], (error, stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve(Number(stdout))
      else reject(new Error(`the fixture was not killed: ${stderr}`))
    })
  })
}
