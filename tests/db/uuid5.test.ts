import { expect, test } from 'vitest'
import { uuid5 } from '../../db/uuid5.ts'

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

test('a name-based id is that of the test vector of RFC 9562, appendix A.4', () => {
  expect(uuid5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('a name-based id is another for another name, and a namespace that is no UUID is refused', () => {
  expect(uuid5(dns, 'a/payout.1')).not.toBe(uuid5(dns, 'a/payout.2'))
  expect(() => uuid5('dns', 'www.example.com')).toThrow('is no UUID')
})
