import { expect, test } from 'vitest'
import {
  dateInWords,
  durationInWords,
  instantInShort,
  instantInWords,
  shareInWords,
} from '../../../domain/time/date-words.ts'

test('an instant is worded in local time, with its weekday', () => {
  expect(instantInWords(Date.parse('2026-11-24T10:00:00Z'))).toBe(
    '17 giờ 00 phút, thứ Ba, ngày 24 tháng 11 năm 2026',
  )
  expect(instantInWords(Date.parse('2026-01-31T17:05:00Z'))).toBe(
    '00 giờ 05 phút, Chủ nhật, ngày 01 tháng 02 năm 2026',
  )
})

test('a date is worded as official papers write it', () => {
  expect(dateInWords(Date.parse('2026-03-05T00:00:00+07:00'))).toBe('ngày 05 tháng 3 năm 2026')
})

test('a time limit keeps its unit', () => {
  expect(durationInWords({ workingDays: 1.5 })).toBe('1,5 ngày làm việc')
  expect(durationInWords({ workingHours: 4 })).toBe('4 giờ làm việc')
  expect(durationInWords({ days: 30 })).toBe('30 ngày')
})

test('the share of a step is worded without fractions', () => {
  expect(shareInWords({ workingDays: 3.25 })).toBe('3 ngày 2 giờ làm việc')
  expect(shareInWords({ workingHours: 1.5 })).toBe('1 giờ 30 phút làm việc')
  expect(shareInWords({ workingDays: 0 })).toBe('0 ngày làm việc')
  expect(shareInWords({ days: 5 })).toBe('5 ngày')
})

test('a message tells an instant in short, in local time', () => {
  expect(instantInShort(Date.parse('2026-01-31T17:05:00Z'))).toBe('00:05 ngày 01/02/2026')
})
