import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { acquireLock } from '../../embedded/lock.ts'
import { processIdentity } from '../../embedded/process-identity.ts'
import { temporaryFolder } from './temporary-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

const noLog = () => {}

describe('the lock of a data folder', () => {
  test('is given, refused to a second, and free again after release', () => {
    const file = join(temporaryFolder(), 'lock')
    const lock = acquireLock({ file, log: noLog })
    expect(() => acquireLock({ file, log: noLog })).toThrow(`Process ${process.pid} already runs`)
    lock.release()
    lock.release()
    expect(existsSync(file)).toBe(false)
    acquireLock({ file, log: noLog }).release()
  })

  test('says to the refused who holds it and what to do', () => {
    const file = join(temporaryFolder(), 'lock')
    const lock = acquireLock({ file, log: noLog })
    expect(() => acquireLock({ file, log: noLog })).toThrow(
      expect.objectContaining({
        what: expect.stringContaining(file),
        why: expect.stringContaining('same files'),
        remedy: expect.stringContaining(`kill ${process.pid}`),
      }),
    )
    lock.release()
  })

  test('is taken over from a process that has ended, with a line that says so', async () => {
    const file = join(temporaryFolder(), 'lock')
    const child = spawn(process.execPath, ['--eval', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    await once(child, 'spawn')
    const pid = child.pid ?? 0
    writeFileSync(file, JSON.stringify({ pid, identity: processIdentity(pid) }))
    child.stdin?.end()
    await once(child, 'exit')

    const lines: string[] = []
    acquireLock({ file, log: (line) => lines.push(line) })
    expect(lines).toEqual([expect.stringContaining(`process ${pid}, no longer runs`)])
  })

  test('is taken over when its number now belongs to another process', () => {
    const file = join(temporaryFolder(), 'lock')
    writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'a process of before the restart' }))
    const lines: string[] = []
    acquireLock({ file, log: (line) => lines.push(line) })
    expect(lines).toHaveLength(1)
  })

  test('is taken over when its file holds nothing one can read', () => {
    const file = join(temporaryFolder(), 'lock')
    writeFileSync(file, '')
    const lines: string[] = []
    acquireLock({ file, log: (line) => lines.push(line) })
    expect(lines).toEqual([expect.stringContaining('process unknown')])
  })

  test('goes to one of several that find the same stale lock', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'lock')
    writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'a process of before the restart' }))
    const answers = await Promise.all([1, 2, 3].map(() => firstLine(startContender(file))))
    expect(answers.sort()).toEqual(['held', 'refused', 'refused'])
    expect(readdirSync(folder)).toEqual(['lock'])
  })
})

function startContender(file: string): ChildProcess {
  const fixture = join(import.meta.dirname, 'fixtures/take-lock.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    child.stdin?.end()
    await ended
  })
  return child
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the contender has no output')
  const [chunk] = await once(child.stdout, 'data')
  return String(chunk).trim()
}
