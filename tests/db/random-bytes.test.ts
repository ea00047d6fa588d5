import { expect, test } from 'vitest'
import { drawRandom } from '../../db/random-bytes.ts'

test('no random bytes are drawn twice, across refills of the pool', () => {
  const drawn = Array.from({ length: 3000 }, () => drawRandom(12))
  expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(3000)
  expect(drawn.every(({ length }) => length === 12)).toBe(true)
})

test('random bytes that were drawn stay as they are when the pool is filled again', () => {
  const first = drawRandom(16)
  const then = first.toString('hex')
  for (let i = 0; i < 1000; i += 1) drawRandom(16)
  expect(first.toString('hex')).toBe(then)
})

test('a request for more random bytes than the pool holds is refused', () => {
  expect(() => drawRandom(4097)).toThrow(RangeError)
})
