import { vi } from 'vitest'

/** What a test file can change in its process, where the next file would find it. */
export interface ProcessState {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly fakeTimers: boolean
  readonly exitCode: typeof process.exitCode
}

export const processState = (): ProcessState => ({
  env: { ...process.env },
  folder: process.cwd(),
  fakeTimers: vi.isFakeTimers(),
  exitCode: process.exitCode,
})

/** What differs, in words; environment variables by name only. */
export function changesBetween(before: ProcessState, after: ProcessState): readonly string[] {
  const names = new Set([...Object.keys(before.env), ...Object.keys(after.env)])
  const changed = [...names].filter((name) => before.env[name] !== after.env[name]).sort()
  return [
    ...changed.map((name) => `environment variable ${name}`),
    ...(before.folder === after.folder ? [] : ['current folder']),
    ...(before.fakeTimers === after.fakeTimers ? [] : ['timers']),
    ...(before.exitCode === after.exitCode ? [] : ['exit code']),
  ]
}
