/** Commands and services end, with the exit code that the page says, also where something they need is not there. */
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { urlOf, withServer } from '../database-server.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'
import { sharedServer } from '../shared-server.ts'
import { type Ended, fileOf, runCommandLine } from './run-command.ts'

const key = randomBytes(32).toString('base64')

const run = async (command: string, databaseUrl: string, temporalAddress = '127.0.0.1:1'): Promise<Ended> =>
  await runCommandLine(command, {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    IDENTITY_KEYS: JSON.stringify({ current: 'k', keys: { k: key }, lookup: key }),
    THONG_SUOT_DATA: temporaryFolder(),
  })

const instant = '2025-07-01T00:00:00+07:00'

const listening: Server[] = []
afterAll(() => {
  for (const server of listening) server.close()
})

/** Address of a server that takes connections and never says a word. */
async function silent(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  listening.push(server)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port was wanted')
  return `127.0.0.1:${address.port}`
}

/** A file to import, and a folder with two editions of a procedure. */
async function filesOfCommands(): Promise<{ csv: string; editions: string }> {
  const folder = temporaryFolder()
  const csv = join(folder, 'rows.csv')
  const editions = join(folder, 'editions')
  await mkdir(join(editions, 'thu-nghiem'), { recursive: true })
  await writeFile(csv, 'x\n')
  const invented = fileOf('tests/procedures/invented/registration.ts')
  for (const [slug, changes] of [
    ['cu', "until: '2025-12-31'"],
    ['moi', "edition: '2026-01-01', transitionPolicy: byDecree(article('118/2025/NĐ-CP', 41))"],
  ] as const) {
    await writeFile(
      join(editions, 'thu-nghiem', `9.000001-${slug}.ts`),
      `import { registration } from '${invented}'
      import { article, byDecree } from '${fileOf('procedures/kit/kit.ts')}'
      export default Object.freeze({ ...registration, ${changes} })`,
    )
  }
  return { csv, editions }
}

/** Each loads the whole system, and then waits. */
async function fourAtATime<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let i = 0; i < all.length; i += 4) results.push(...(await Promise.all(all.slice(i, i + 4).map(work))))
  return results
}

describe('a command ends', () => {
  const commands: readonly (readonly [code: number, command: string])[] = [
    [2, 'bin/reconcile.ts'],
    [2, 'bin/keys.ts rotate'],
    [2, 'bin/keys.ts verify'],
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

  const others: readonly (readonly [code: number, command: string])[] = [
    [2, `bin/certificate.ts --at ${instant} --until ${instant} --known-at ${instant}`],
    [2, `bin/freeze-runs.ts --at ${instant}`],
    [2, 'bin/verify.ts --journal'],
    [2, 'bin/import.ts backlog FILE.csv --source mot-cua-quan'],
    [2, 'bin/import.ts staff FILE.csv --source so-noi-vu'],
    [2, 'bin/payout.ts dry-run --periods 2025-06'],
    [1, 'bin/rehearsal.ts list'],
    [1, 'bin/reorganisation.ts show'],
    [2, 'bin/reorganisation-preview.ts hanoi-2025-07-01'],
    [1, 'bin/procedure-adopt.ts 9.000001 2026-01-01 --folder EDITIONS'],
    [1, 'bin/procedure-diff.ts 9.000001 2025-07-01 2026-01-01 --folder EDITIONS --open'],
  ]

  // Its port is open: a firewall, or a machine that is stopped, takes connections and says nothing.
  test('with its code where PostgreSQL never answers', async () => {
    const { csv, editions } = await filesOfCommands()
    const nothing = `postgres://nobody@${await silent()}/nothing`
    const codes = await fourAtATime(others, async ([, command]) => {
      const line = command.replace('FILE.csv', csv).replace('EDITIONS', editions)
      return [(await run(line, nothing)).code, command]
    })
    expect(codes).toEqual(others)
  }, 240_000)

  test('with code 2 where Temporal is away: reconcile', async () => {
    const { url } = await testDatabase()
    expect(await run('bin/reconcile.ts', url)).toMatchObject({ code: 2 })
  }, 90_000)

  test('with its code where Temporal never answers', async () => {
    const asked: readonly (readonly [code: number, command: string])[] = [
      [2, 'bin/reconcile.ts'],
      // The list is frozen from the rows.
      [0, 'bin/freeze-runs.ts --at 2999-07-01T00:00:00+07:00'],
      [1, 'bin/rehearsal.ts erase 20261130_fd9b4c'],
    ]
    const { url } = await testDatabase()
    const temporal = await silent()
    const codes = await fourAtATime(asked, async ([, command]) => [
      (await run(command, url, temporal)).code,
      command,
    ])
    expect(codes).toEqual(asked)
  }, 240_000)

  test('as each command is shown to, except those that bring their own servers or need none', async () => {
    const shown = [...commands, ...others].map(([, command]) => command.split(' ')[0])
    const all = (await readdir(fileOf('bin'))).filter((file) => file.endsWith('.ts'))
    const missing = all.filter((file) => !shown.includes(`bin/${file}`))
    expect(missing.map((file) => file.replace('.ts', '')).sort()).toEqual([
      // They wait a minute for a database that is away: a supervisor starts them with it.
      ...['api'],
      ...['client-generate', 'demo', 'gateway-simulator'],
      // Tried above, apart from those that need a schema.
      ...['migrate'],
      ...['procedure-new', 'procedure-show', 'procedure-try'],
      ...['relay', 'start', 'worker'],
    ])
  })
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
  try {
    await runs
    service.kill('SIGTERM')
    expect(await Promise.race([once(service, 'exit'), pause(30_000, 'it still runs')])).toEqual([1, null])
  } finally {
    service.kill('SIGKILL')
  }
  expect(said).toContain('did not stop in time')
  expect(said).toContain('"Timeout":')
}, 300_000)
