import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import postgres from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Stack, type StackOptions, startStack } from '../../embedded/stack.ts'
import { temporaryFolder } from './temporary-folder.ts'

// The first run on a machine fetches Temporal.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

test('the embedded stack starts PostgreSQL and Temporal, stops both, and starts the same two again', async () => {
  const dataDir = temporaryFolder()
  const first = await start({ dataDir })
  await useBoth(first)
  await first.stop()
  await first.stop()
  await expect(useBoth(first)).rejects.toThrow(/ECONNREFUSED/)
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)

  const second = await start({ dataDir })
  await useBoth(second)
  expect(second).toMatchObject({ databaseUrl: first.databaseUrl, temporalAddress: first.temporalAddress })
})

test('the embedded stack uses the database and the Temporal that it is given, and touches no folder', async () => {
  const dataDir = join(temporaryFolder(), 'never-made')
  const env = { DATABASE_URL: 'postgres://db.example/thong_suot', TEMPORAL_ADDRESS: 'temporal.example:7233' }
  const stack = await start({ dataDir, env })
  expect(stack).toMatchObject({
    databaseUrl: 'postgres://db.example/thong_suot',
    temporalAddress: 'temporal.example:7233',
    temporalUiUrl: undefined,
  })
  expect(existsSync(dataDir)).toBe(false)
})

test('the embedded stack starts only the server that it is not given', async () => {
  const dataDir = temporaryFolder()
  const stack = await start({ dataDir, env: { TEMPORAL_ADDRESS: 'temporal.example:7233' } })
  expect(stack.temporalAddress).toBe('temporal.example:7233')
  const sql = postgres(stack.databaseUrl, { max: 1 })
  expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
  await sql.end()
  expect(existsSync(join(dataDir, 'temporal'))).toBe(false)
})

test('the embedded stack is refused while another runs on the same folder, which goes on undisturbed', async () => {
  const dataDir = temporaryFolder()
  const first = await start({ dataDir })
  await expect(start({ dataDir })).rejects.toThrow(`Process ${process.pid} already runs on this data folder`)
  await useBoth(first)
})

test('the embedded stack takes over the lock of a process that has ended, and says so', async () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.pid, identity: 'before the restart' }))
  const lines: string[] = []
  await start({
    dataDir,
    log: (line) => lines.push(line),
    env: { TEMPORAL_ADDRESS: 'temporal.example:7233' },
  })
  expect(lines).toEqual([expect.stringContaining('Took over the lock')])
})

test('the embedded stack stops the other server where one cannot start, and the folder is free again', async () => {
  const dataDir = temporaryFolder()
  const { port, release } = await occupyPort()
  const env = { THONG_SUOT_TEMPORAL_PORT: String(port) }
  await expect(start({ dataDir, env })).rejects.toMatchObject({
    what: expect.stringContaining(`Port ${port} on 127.0.0.1, wanted for Temporal`),
    remedy: expect.stringContaining('THONG_SUOT_TEMPORAL_PORT'),
  })
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  expect(existsSync(join(dataDir, 'postgres/postgres.pid'))).toBe(false)

  await release()
  const stack = await start({ dataDir, env })
  expect(stack.temporalAddress).toBe(`127.0.0.1:${port}`)
})

test('the embedded stack names a data folder that cannot be written to, with what to do', async () => {
  const file = join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  await expect(start({ dataDir: join(file, 'data') })).rejects.toMatchObject({
    name: 'StartUpError',
    what: expect.stringContaining(join(file, 'data')),
    remedy: expect.stringContaining('write permission'),
  })
})

test('the embedded stack names a port that is not valid, with what to do', async () => {
  const env = { THONG_SUOT_POSTGRES_PORT: 'five' }
  await expect(start({ dataDir: temporaryFolder(), env })).rejects.toMatchObject({
    what: 'THONG_SUOT_POSTGRES_PORT is "five", which is no port.',
    remedy: expect.stringContaining('unset it'),
  })
})

test('the embedded stack says so when a server ends on its own', async () => {
  const lines: string[] = []
  const dataDir = temporaryFolder()
  const env = { TEMPORAL_ADDRESS: 'temporal.example:7233' }
  const stack = await start({ dataDir, env, log: (line) => lines.push(line) })
  const sql = postgres(stack.databaseOwnerUrl, { max: 1, onnotice: () => {} })
  onTestFinished(() => sql.end({ timeout: 5 }))
  const [row] = await sql<{ pid: number }[]>`
    select (string_to_array(pg_read_file('postmaster.pid'), E'\n'))[1]::int as pid`
  process.kill(row?.pid ?? Number.NaN, 'SIGKILL')
  await vi.waitFor(
    () => expect(lines).toEqual([expect.stringContaining('PostgreSQL ended unexpectedly')]),
    10_000,
  )
})

async function start(options: Omit<StackOptions, 'log'> & { log?: StackOptions['log'] }): Promise<Stack> {
  const stack = await startStack({ durable: false, log: () => {}, env: {}, ...options })
  onTestFinished(() => stack.stop())
  return stack
}

async function useBoth(stack: Stack): Promise<void> {
  const sql = postgres(stack.databaseUrl, { max: 1 })
  try {
    expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
  } finally {
    await sql.end({ timeout: 5 })
  }
  const connection = await Connection.connect({ address: stack.temporalAddress, connectTimeout: 5_000 })
  await connection.close()
}

async function occupyPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const release = () => new Promise<void>((resolve) => other.close(() => resolve()))
  onTestFinished(release)
  return { port: address.port, release }
}
