import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileOf, runCommandLine } from '../bin/run-command.ts'
import { aMonday, machineNow } from '../clock.ts'
import { shown } from '../domain/local-time.ts'
import { leftOut } from './leave-out.ts'
import { otherDays, startOf } from './other-days.ts'
import { runDay } from './run-day.ts'

describe('the days of a run at other days', () => {
  test('are twelve, each once, with the reason why each is there', () => {
    expect(new Set(otherDays.map(({ day }) => day)).size).toBe(12)
    expect(otherDays.filter(({ why }) => why === '')).toEqual([])
  })

  test('come after the Monday that tests take as past', () => {
    expect(otherDays.filter(({ day }) => startOf(day) <= aMonday)).toEqual([])
  })

  test('begin at ten in the morning, or at their minute, in Viet Nam', () => {
    expect(shown(startOf('2027-02-06'))).toBe('2027-02-06 10:00')
    expect(shown(startOf('2027-06-30T23:55'))).toBe('2027-06-30 23:55')
  })

  test.each(['2027-02-30', '2027-2-6', 'tomorrow', '2027-02-06T24:30'])('%s is none', (day) => {
    expect(() => startOf(day)).toThrow(`--day ${day}`)
  })
})

/** See CONTRIBUTING.md: the clock is shifted by a library that is compiled here. */
const canShift = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0

test('what is left out at other days is a test of its file', async () => {
  for (const { file, test: title } of leftOut)
    expect(await readFile(fileOf(file), 'utf8')).toContain(`test('${title}'`)
})

test.runIf(canShift)('the command runs the named files at a day, and counts', async () => {
  const { code, stdout } = await runCommandLine(
    'tests/days/run-command.ts --day 2027-02-06 tests/domain/money.test.ts',
    {},
  )
  expect(stdout).toMatch(/^2027-02-06: \d+ passed, 0 failed \(first day of Tết.*\)\n$/)
  expect(code).toBe(0)
})

test('the command does not run at a day that is none', async () => {
  const { code, stdout, stderr } = await runCommandLine('tests/days/run-command.ts --day 2027-02-30', {})
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('--day 2027-02-30')
})

test.runIf(canShift)('any other command runs at a day, and ends as it would', async () => {
  const atLeapDay = (code: string) => runCommandLine(`tests/days/at-day.ts 2028-02-29 node -e ${code}`, {})
  expect(await atLeapDay('console.log(Date())')).toMatchObject({
    ...{ code: 0, stdout: expect.stringContaining('Feb 29 2028') },
  })
  expect(await atLeapDay('process.exit(3)')).toMatchObject({ code: 3 })
  expect(await runCommandLine('tests/days/at-day.ts 2028-02-29', {})).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('No command is named') },
  })
})

describe.runIf(canShift)('at another day', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'thong-suot-other-day-'))
    await symlink(fileOf('node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** What a test file with this text results in on 29 February 2028. */
  async function leapDay(file: string, text: string) {
    await writeFile(
      join(folder, file),
      `import { expect, test } from 'vitest'\nimport { machineNow } from '${fileOf('tests/clock.ts')}'\n${text}`,
    )
    return await runDay('2028-02-29', ['--root', folder, file])
  }

  test('a test that depends on its day fails and is named', async () => {
    const { passed, failures } = await leapDay(
      'depends.test.ts',
      `test('is before tomorrow', () => { expect(machineNow()).toBeLessThan(${machineNow() + 86_400_000}) })
       test('holds on every day', () => { expect(machineNow()).toBeGreaterThan(0) })`,
    )
    expect(passed).toBe(1)
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatch(/depends\.test\.ts: is before tomorrow: .*expected \d+ to be less than/)
  })

  test('a file that can not be loaded fails', async () => {
    const { failures } = await leapDay('broken.test.ts', "throw new Error('of no use')")
    expect(failures).toEqual([expect.stringMatching(/broken\.test\.ts: .*of no use/)])
  })

  test('threads, contexts, and processes with an environment of their own have its clock; durations are as before', async () => {
    const { failures } = await leapDay(
      'reached.test.ts',
      `import { execFile } from 'node:child_process'
       import { setTimeout as pause } from 'node:timers/promises'
       import { promisify } from 'node:util'
       import { runInNewContext } from 'node:vm'
       import { Worker } from 'node:worker_threads'
       const isLeapDay = (at) => expect(new Date(at).toISOString()).toMatch(/^2028-02-29T03:0/)
       test('here', () => isLeapDay(machineNow()))
       test('context', () => isLeapDay(runInNewContext('Date.now()')))
       test('thread', async () => {
         const thread = new Worker("require('node:worker_threads').parentPort.postMessage(Date.now())", { eval: true })
         isLeapDay(await new Promise((resolve) => thread.once('message', resolve)))
       })
       test('process', async () => {
         const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'Date.now()'], { env: {} })
         isLeapDay(Number(stdout))
       })
       test('pause', async () => {
         const begun = machineNow()
         await pause(100)
         expect(machineNow() - begun).toBeLessThan(60_000)
       })`,
    )
    expect(failures).toEqual([])
  })
})
