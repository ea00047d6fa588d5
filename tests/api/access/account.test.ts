import { expect, test } from 'vitest'
import { withAccounts } from '../../../api/access/account.ts'
import type { Caller } from '../../../api/access/auth.ts'

const caller = (id: string, role: Caller['role'] = 'officer'): Caller => ({ id, role, unitId: null })

test('an officer acts under the account of the identity provider, one without an account under the name in the token', async () => {
  const asked: string[] = []
  const kept = [caller('an@hanoi'), caller('can-bo:x'), caller('an@hanoi', 'service')]
  const verify = withAccounts(
    async (token) => kept[Number(token)] ?? caller('nobody'),
    async (subject) => {
      asked.push(subject)
      return subject === 'an@hanoi' ? 'can-bo:so-noi-vu:1' : null
    },
  )
  expect((await verify('0')).id).toBe('can-bo:so-noi-vu:1')
  expect((await verify('1')).id).toBe('can-bo:x')
  expect((await verify('2')).id).toBe('an@hanoi')
  await verify('0')
  expect(asked).toEqual(['an@hanoi', 'can-bo:x'])
})

test('an account that could not be looked up is looked up again at the next request', async () => {
  let away = true
  const kept = caller('an@hanoi')
  const verify = withAccounts(
    async () => kept,
    async () => {
      if (away) throw new Error('away')
      return 'can-bo:1'
    },
  )
  await expect(verify('x')).rejects.toThrow('away')
  away = false
  expect((await verify('x')).id).toBe('can-bo:1')
})
