import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Intention } from '../../demo/intentions.ts'
import { intentionsFor } from '../demo/good-day.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

function demo(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bin/demo.ts', ...args],
    { cwd: root, encoding: 'utf8', timeout: 500_000 },
  )
  return { status, stdout, stderr }
}

describe('npm run demo', () => {
  it('brings every dossier to its end through the end of the districts and the loss of worker and engine', {
    timeout: 520_000,
  }, async () => {
    const { status, stdout, stderr } = demo('--dossiers', '16', '--json')
    const meant = await intentionsFor(16)
    const number = (of: (intention: Intention) => boolean) => meant.filter(of).length
    expect(stderr).toBe('')
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    const day = JSON.parse(stdout)
    expect(day).toMatchObject({ seed: 42, dossiers: 16, restarts: 2, mismatches: 0, differences: 0 })
    expect(day).toMatchObject({
      late: number(({ late }) => late),
      paperFilings: number(({ body }) => body.channel !== 'online'),
      enteredLater: number(({ body }) => body.received !== undefined),
      placements: number(({ split }) => split !== null),
    })
    for (const some of [day.late, day.enteredLater, day.placements]) expect(some).toBeGreaterThan(0)
    expect(day).toMatchObject({ procedures: 12, routes: { own: 16 } })
    expect(day.completed + day.refused + day.withdrawn + day.lapsed).toBe(16)
    expect(day.filedMeanwhile).toBeGreaterThanOrEqual(4)
    expect(day.substitutions).toBeGreaterThan(0)
    expect(day.bulk).toBeGreaterThan(1)
    expect(day.orders).toBeGreaterThan(0)
    expect(day.bankDong).toBe(day.paidDong)
    const { cutover } = day
    expect(cutover.importedRows).toBe(128)
    expect(cutover.quarantined).toBeGreaterThan(0)
    // How many had ended before is for the speed of the machine to say; each by its name is one of the findings.
    const { open, stays, newDesk, toPlace, waits, closedMeanwhile } = cutover
    expect(open).toBe(stays + newDesk + toPlace + waits + closedMeanwhile)
    expect(newDesk).toBeGreaterThan(0)
    expect(cutover).toMatchObject({ missing: 0, doubled: 0, deskless: 0 })
    expect(day.routed).toBeGreaterThan(0)
    expect(status).toBe(0)
  })

  it('says which number it cannot take', () => {
    const { status, stderr } = demo('--dossiers', 'many')
    expect(status).toBe(2)
    expect(stderr).toContain('--dossiers is "many".')
    expect(stderr).toContain('Give a whole number')
  })
})
