import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { postgresAccount, reachableHome, reachablePrograms } from '../../embedded/postgres-account.ts'
import { closedFolder, temporaryFolder } from './temporary-folder.ts'

const asRoot = process.getuid?.() === 0

test('an ordinary user runs PostgreSQL as itself, with the programs where they are', () => {
  const folder = closedFolder()
  expect(reachableHome(join(folder, 'postgres'), undefined, () => {})).toBe(join(folder, 'postgres'))
  expect(reachablePrograms(folder, 'any', undefined)).toBe(folder)
})

describe.runIf(asRoot)('for root the programs of PostgreSQL', () => {
  test('stay where they are if the other account can reach them', () => {
    const folder = temporaryFolder()
    expect(reachablePrograms(folder, 'any', postgresAccount())).toBe(folder)
  })

  test('are copied once where the other account cannot reach them', () => {
    const native = closedFolder()
    mkdirSync(join(native, 'bin'))
    writeFileSync(join(native, 'bin/postgres'), 'program')
    const version = `test-${process.pid}`
    const copy = reachablePrograms(native, version, postgresAccount())
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    expect(copy).not.toBe(native)
    expect(readFileSync(join(copy, 'bin/postgres'), 'utf8')).toBe('program')
    expect(reachablePrograms(copy, 'any', postgresAccount())).toBe(copy)
    rmSync(native, { recursive: true })
    mkdirSync(native, { mode: 0o700 })
    expect(reachablePrograms(native, version, postgresAccount())).toBe(copy)
    expect(existsSync(join(copy, 'bin/postgres'))).toBe(true)
  })
})
