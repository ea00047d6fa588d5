import { expect, test } from 'vitest'
import { z } from 'zod'
import { uuid7 } from '../../domain/uuid7.ts'

const bytes = (...given: number[]) => Uint8Array.from({ length: 10 }, (_, i) => given[i] ?? 0)

test('a time-ordered id is that of the example of RFC 9562, A.6', () => {
  const random = bytes(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
  expect(uuid7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('a time-ordered id has version and variant whatever the random bytes are', () => {
  for (const filled of [0, 0xff]) {
    const id = uuid7(1_796_000_000_000, new Uint8Array(10).fill(filled))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(z.uuid({ version: 'v7' }).safeParse(id).success).toBe(true)
  }
})

test('a time-ordered id is ordered by its instant, and leaves the random bytes as they were given', () => {
  const random = bytes(0xff, 0xff, 0xff)
  expect(uuid7(1, random) < uuid7(2, bytes())).toBe(true)
  expect(random).toEqual(bytes(0xff, 0xff, 0xff))
})

test.each([-1, 1.5, Number.NaN, 2 ** 48])('a time-ordered id is not made of an instant like %s', (at) => {
  expect(() => uuid7(at, bytes())).toThrow(RangeError)
})

test('a time-ordered id is not made of fewer than ten random bytes', () => {
  expect(() => uuid7(0, new Uint8Array(9))).toThrow('ten random bytes')
})
