import { expect, test } from 'vitest'
import { isFreezeDue } from '../../../../domain/territory/reorganisation/freeze-due.ts'
import { aMonday as T } from '../../../clock.ts'

const minute = 60_000
const due = (now: number, frozenAt: number | null) => isFreezeDue({ effectiveAt: T, now, frozenAt })

test('no list is frozen earlier than ten minutes before the instant, and none from the instant on', () => {
  expect(due(T - 10 * minute - 1, null)).toBe(false)
  expect(due(T - 10 * minute, null)).toBe(true)
  expect(due(T - 1, null)).toBe(true)
  expect(due(T, null)).toBe(false)
})

test('a list frozen ten minutes before is followed by one in the last two minutes, and by no other', () => {
  const first = T - 9 * minute
  expect(due(T - 8 * minute, first)).toBe(false)
  expect(due(T - 2 * minute, first)).toBe(true)
  expect(due(T - minute, T - 2 * minute)).toBe(false)
})

test('a list that was frozen long before does not stand in for the one that is due', () => {
  expect(due(T - 5 * minute, T - 60 * minute)).toBe(true)
})

test('before an instant that is set less than two minutes ahead a list is due at once, and no other after it', () => {
  expect(due(T - 15_000, null)).toBe(true)
  expect(due(T - 1_000, T - 15_000)).toBe(false)
})
