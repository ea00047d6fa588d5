import { expect, test } from 'vitest'
import { timelinessOf } from '../../../domain/time/timeliness.ts'
import { at } from '../local-time.ts'

test('a result is early before its due day, on time on it until the due instant, late after it', () => {
  const due = at('2026-11-25 11:00')
  expect(timelinessOf(at('2026-11-24 23:59'), due)).toBe('early')
  expect(timelinessOf(at('2026-11-25 00:00'), due)).toBe('onTime')
  expect(timelinessOf(due, due)).toBe('onTime')
  expect(timelinessOf(due + 1, due)).toBe('late')
})
