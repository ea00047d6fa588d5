import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyHash } from '../../../api/server/body-hash.ts'

const hash = (value: unknown) => bodyHash(value).toString('hex')

test('the hash of a body is the same for any order of its keys, at any depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(hash(reversed(value))).toBe(hash(value))
    }),
  )
})

test('the hash of a body is another for any other difference', () => {
  expect(hash({ a: 1 })).not.toBe(hash({ a: '1' }))
  expect(hash([1, 2])).not.toBe(hash([2, 1]))
  expect(hash({ a: { b: 1 } })).not.toBe(hash({ a: 1, b: 1 }))
  expect(hash({ a: null })).not.toBe(hash({}))
  expect(hash({ 'a":1,"b': 2 })).not.toBe(hash({ a: 1, b: 2 }))
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
