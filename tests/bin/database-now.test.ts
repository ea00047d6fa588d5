/** A command whose machine has a wrong clock writes and is judged by the clock of the database. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { closedFolder } from '../embedded/temporary-folder.ts'
import { codeOf, sourceFiles } from '../source-files.ts'
import { fileOf, runCommandLine } from './run-command.ts'

const slowMs = 600_000

test('on a machine that is slow, no reorganisation is proposed for an instant that has passed', async () => {
  const database = await testDatabase()
  const clock = `data:text/javascript,const now = Date.now; Date.now = () => now() - ${slowMs}`
  const env = {
    ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1', THONG_SUOT_DATA: closedFolder() },
    NODE_OPTIONS: `--import ${encodeURI(clock)}`,
  }
  const passed = new Date((await database.clockMs()) - slowMs / 2).toISOString()
  const proposes = `bin/reorganisation.ts propose offices-2027-01-01 --by an --at ${passed}`
  const { code, stderr } = await runCommandLine(proposes, env)
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('instant') })
  expect(await database.sql`select 1 from reorganisation_step where kind = 'proposed'`).toHaveLength(0)
}, 240_000)

/** Files that take the time of their machine, and why. */
const byTheMachine: Readonly<Record<string, string>> = {
  'bin/procedure-try.ts': 'asks no database: it plays a procedure on its own',
  'bin/reorganisation.ts': '`go` shows how far the clock of the machine is off',
  'bin/process/when-it-answers.ts': 'a patience, while no database answers',
  'bin/process/serve/listen-api.ts': 'the age of files that this machine has written',
  'bin/process/rehearsal/rehearsal-place.ts': 'how old a rehearsal is, also of one whose database is gone',
}

test('no other command takes the time of its machine', async () => {
  const commands = (await sourceFiles()).filter(
    ({ path }) => path.startsWith('bin/') && !path.endsWith('demo.ts'),
  )
  expect(commands.length).toBeGreaterThan(40)
  const taken = commands
    .filter((file) => /\bDate\.now\b|new Date\(\)/.test(codeOf(file.text)))
    .map(({ path }) => path)
  expect(taken.sort()).toEqual(Object.keys(byTheMachine).sort())
  const [reorganisation = ''] = [await readFile(fileOf('bin/reorganisation.ts'), 'utf8')]
  expect(reorganisation.match(/Date\.now/g)).toHaveLength(1)
})
