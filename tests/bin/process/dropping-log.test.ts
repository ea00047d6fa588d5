import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { DroppingLog } from '../../../bin/process/dropping-log.ts'
import { until } from '../../../harness/until.ts'
import { temporaryFolder } from '../../embedded/temporary-folder.ts'

test('lines of the log are written whole and in their order', async () => {
  const file = join(await temporaryFolder(), 'log')
  const log = pino({}, new DroppingLog(openSync(file, 'w')))
  for (let n = 0; n < 1_000; n += 1) log.info({ n }, 'một dòng')
  const lines = await until('all are there', () => {
    const read = readFileSync(file, 'utf8').trim().split('\n')
    return read.length === 1_000 && read
  })
  expect(lines.map((line) => Number(/"n":(\d+)/.exec(line)?.[1]))).toEqual([...lines.keys()])
})

test('lines of the log are dropped and counted where the disk is full; the work goes on', async () => {
  const log = new DroppingLog(openSync('/dev/full', 'w'))
  log.write('first\n')
  await until('it is counted', () => log.dropped === 1)
  log.write('second\n')
  await until('it is counted', () => log.dropped === 2)
})

test('lines of the log that come faster than they are written take no more memory than is allowed', () => {
  const log = new DroppingLog(openSync('/dev/full', 'w'))
  const line = 'x'.repeat(100 * 1024)
  for (let n = 0; n < 30; n += 1) log.write(line)
  expect(log.dropped).toBeGreaterThan(0)
})
