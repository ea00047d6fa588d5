import { afterEach, expect, test, vi } from 'vitest'
import { changesBetween, processState } from './process-state.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

test('a process that a test file leaves as it was shows no change', () => {
  expect(changesBetween(processState(), processState())).toEqual([])
})

test('a process shows as changes a variable set, changed or removed, another folder, fake timers and an exit code', () => {
  vi.stubEnv('THONG_SUOT_A', 'a')
  vi.stubEnv('THONG_SUOT_B', 'b')
  const before = processState()
  vi.stubEnv('THONG_SUOT_A', undefined)
  vi.stubEnv('THONG_SUOT_B', 'c')
  vi.stubEnv('THONG_SUOT_C', 'c')
  vi.useFakeTimers()
  const after = { ...processState(), folder: '/elsewhere', exitCode: 3 }
  expect(changesBetween(before, after)).toEqual([
    ...['A', 'B', 'C'].map((name) => `environment variable THONG_SUOT_${name}`),
    'current folder',
    'timers',
    'exit code',
  ])
})
