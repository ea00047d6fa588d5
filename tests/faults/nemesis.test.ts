import { describe, expect, test } from 'vitest'
import { Random } from '../../harness/random.ts'
import { schedule } from './nemesis.ts'

const names = ['worker', 'link', 'bank']
const options = { faults: 9, everyMs: [100, 200], lastsMs: [10, 20] } as const

describe('a schedule of faults', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(schedule(new Random(7), names, options)).toEqual(schedule(new Random(7), names, options))
    expect(schedule(new Random(8), names, options)).not.toEqual(schedule(new Random(7), names, options))
  })

  test('has one fault at a time, and each kind before any comes again', () => {
    const planned = schedule(new Random(7), names, options)
    for (const [n, { atMs }] of planned.entries()) {
      const before = planned[n - 1]
      expect(atMs).toBeGreaterThanOrEqual((before?.atMs ?? 0) + (before?.lastsMs ?? 0) + 100)
    }
    for (const from of [0, 3, 6]) {
      expect(new Set(planned.slice(from, from + 3).map(({ fault }) => fault))).toEqual(new Set(names))
    }
  })
})
