/** Commands and services end, with the exit code that the page says, also where something they need is not there. */
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { urlOf, withServer } from '../database-server.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'
import { sharedServer } from '../shared-server.ts'
import { type Ended, fileOf, runCommandLine } from './run-command.ts'

const key = randomBytes(32).toString('base64')

const run = async (command: string, databaseUrl: string): Promise<Ended> =>
  await runCommandLine(command, {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    IDENTITY_KEYS: JSON.stringify({ current: 'k', keys: { k: key }, lookup: key }),
    THONG_SUOT_DATA: temporaryFolder(),
  })

describe('a command ends', () => {
  const commands: readonly (readonly [code: number, command: string])[] = [
    [2, 'bin/reconcile.ts'],
    [2, 'bin/keys.ts rotate'],
    [2, 'bin/papers.ts'],
    [1, 'bin/calendar.ts'],
    [1, 'bin/calendar.ts --preview'],
    [1, 'bin/token.ts --role officer --unit new:00004 --as oneStop'],
    [2, 'bin/check.ts --territory'],
    [2, 'bin/check.ts --rows'],
  ]

  test.each(commands)(
    'with code %i on a database without a schema, and says to migrate: %s',
    async (code, command) => {
      const name = `thong_suot_empty_${randomUUID().slice(0, 8)}`
      const server = urlOf(await sharedServer('templateUrl'), 'postgres')
      await withServer(server, (sql) => sql`create database ${sql(name)}`)
      try {
        const ended = await run(command, urlOf(server, name))
        expect(ended).toMatchObject({ code, stderr: expect.stringContaining('npm run migrate') })
      } finally {
        await withServer(server, (sql) => sql`drop database ${sql(name)} with (force)`)
      }
    },
    90_000,
  )

  test.each([...commands, [1, 'bin/migrate.ts'] as const])(
    'with code %i where PostgreSQL is away: %s',
    async (code, command) => {
      expect(await run(command, 'postgres://nobody@127.0.0.1:1/nothing')).toMatchObject({ code })
    },
    90_000,
  )

  test('with code 2 where Temporal is away: reconcile', async () => {
    const { url } = await testDatabase()
    expect(await run('bin/reconcile.ts', url)).toMatchObject({ code: 2 })
  }, 90_000)
})

describe('a command that is refused', () => {
  test.each([
    ['bin/reorganisation.ts arm offices-2027-01-01 --by an', 'declared', 'reorganisationStatus'],
    ['bin/reorganisation.ts show khong-co', 'offices-2027-01-01', 'notFound'],
  ])(
    'says what happened, why and what to do, and exits with code 1: %s',
    async (command, why, code) => {
      const { url } = await testDatabase()
      const ended = await run(command, url)
      expect(ended).toMatchObject({ code: 1, stdout: '' })
      expect(ended.stderr).toMatch(new RegExp(`\\(${code}\\)\\.\n  Why: .*${why}.*\n  What to do: \\w`))
      expect(ended.stderr).not.toMatch(/"level":|^ +at /m)
    },
    90_000,
  )
})

test('a service that does not stop in time exits with code 1, and says what was left', async () => {
  const service = spawn(process.execPath, ['--import', 'tsx', fileOf('tests/bin/never-stops.ts')])
  let said = ''
  const runs = new Promise<void>((resolve) => {
    service.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('runs')) resolve()
    })
  })
  await runs
  service.kill('SIGTERM')
  expect(await once(service, 'exit')).toEqual([1, null])
  expect(said).toContain('did not stop in time')
  expect(said).toContain('"Timeout":')
}, 60_000)
