import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

function tryOut(input: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bin/procedure-try.ts', ...args],
    { cwd: root, encoding: 'utf8', input, timeout: 150_000 },
  )
  return { status, stdout, stderr }
}

describe('npm run procedure:try', () => {
  it('takes a dossier to its end by words, numbers and empty lines', { timeout: 160_000 }, () => {
    const { status, stdout, stderr } = tryOut('late\naccepted\n\n3\n', '1.000894')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^Tiếp nhận hồ sơ \(receive\.1\): Bộ phận Một cửa, .+; due \d\d:\d\d ngày .+, late$/m,
    )
    expect(stdout.match(/^ {2}→ .+$/gm)).toEqual(['  → late', '  → accepted', '  → approved', '  → refused'])
    expect(stdout).toContain('Ended: Từ chối giải quyết (refused)')
    const slip = /^Its slip, to print: (.+)$/m.exec(stdout)?.[1] ?? ''
    expect(readFileSync(slip, 'utf8')).toContain('<html')
    rmSync(slip)
  })

  it('says that a code is not known before it starts anything', () => {
    const { status, stdout, stderr } = tryOut('', '9.999999')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('No procedure has the code “9.999999”.')
  })
})
