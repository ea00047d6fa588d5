import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

function check(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'bin/check.ts'), ...args],
    { cwd: root, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('npm run check', () => {
  let dir = ''

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'check-'))
    await mkdir(join(dir, 'ho-tich'))
    const registration = join(root, 'tests/procedures/invented/registration.ts')
    const unsourced = `import { registration } from '${registration}'
      export default Object.freeze({ ...registration, field: 'Hộ tịch', basis: [], assumed: undefined })`
    await writeFile(join(dir, 'ho-tich/9.000001-khong-can-cu.ts'), unsourced)
    await writeFile(join(dir, 'ho-tich/9.000000-hong.ts'), 'export default 1')
  })

  afterAll(() => rm(dir, { recursive: true }))

  it('passes the definitions of this repository', () => {
    expect(check()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^\d+ procedures \(\d+ fully known, \d+ in part, \d+ by name only\), 0 findings\n$/,
      ),
    })
  })

  it('fails on findings, and names file, rule, reason and remedy', () => {
    const { status, stdout } = check(dir)
    expect(status).toBe(1)
    expect(stdout).toContain(
      'ho-tich/9.000001-khong-can-cu.ts [basis]\n  has neither a basis nor an assumption\n  why:',
    )
    expect(stdout).toContain('ho-tich/9.000000-hong.ts [loads]\n  does not load: has no default export')
    expect(stdout).toContain(
      'ho-tich/9.000001-khong-can-cu.ts [gapUnsaid]\n  lacks its basis and does not say so',
    )
    expect(stdout).toMatch(/2 procedures \(0 fully known, 1 in part, 0 by name only\), 3 findings\n$/)
  })

  it('prints the same for machines', () => {
    const { status, stdout } = check('--json', dir)
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      procedures: 2,
      findings: 3,
      evidence: { full: 0, partial: 1, nameOnly: 0 },
      list: [
        { rule: 'loads', file: 'ho-tich/9.000000-hong.ts' },
        { rule: 'basis', file: 'ho-tich/9.000001-khong-can-cu.ts', step: null },
        { rule: 'gapUnsaid', file: 'ho-tich/9.000001-khong-can-cu.ts', step: null },
      ],
    })
  })
})
