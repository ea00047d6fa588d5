import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of this test's own, removed with it; other accounts may pass through, as PostgreSQL under root must. */
export function temporaryFolder(): string {
  const folder = closedFolder()
  chmodSync(folder, 0o755)
  return folder
}

/** As `temporaryFolder`, but only this account may enter. */
export function closedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thong-suot-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
