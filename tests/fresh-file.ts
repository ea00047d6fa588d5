/**
 * Runs before each test file. Files share a process, so that Node loads the system once for many of them. Each begins with modules of
 * `tests/` that no other file has used, and leaves the process as it found it.
 */
import { afterAll, vi } from 'vitest'
import { changesBetween, processState } from './process-state.ts'

vi.resetModules()

const before = processState()

// The first hook to be registered, so the last to run: what a file puts back in its own afterAll is back.
afterAll(() => {
  vi.restoreAllMocks()
  const changes = changesBetween(before, processState())
  if (changes.length > 0)
    throw new Error(`This file changed for the next one, and did not put back: ${changes.join(', ')}`)
})
