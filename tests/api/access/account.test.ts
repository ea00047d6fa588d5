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
      return { officerId: subject === 'an@hanoi' ? 'can-bo:so-noi-vu:1' : null, changesAt: null }
    },
    () => 0,
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
      return { officerId: 'can-bo:1', changesAt: null }
    },
    () => 0,
  )
  await expect(verify('x')).rejects.toThrow('away')
  away = false
  expect((await verify('x')).id).toBe('can-bo:1')
})

test('an account that passes on is the next officer at that instant, though the same token is kept', async () => {
  const kept = caller('chu-tich@hanoi')
  let now = 10
  const asked: number[] = []
  const verify = withAccounts(
    async () => kept,
    async (_subject, at) => {
      asked.push(at)
      return at < 20 ? { officerId: 'can-bo:1', changesAt: 20 } : { officerId: 'can-bo:2', changesAt: null }
    },
    () => now,
  )
  const at = async (instant: number) => {
    now = instant
    return (await verify('x')).id
  }
  expect([await at(10), await at(19), await at(20), await at(30)]).toEqual([
    ...['can-bo:1', 'can-bo:1', 'can-bo:2', 'can-bo:2'],
  ])
  expect(asked).toEqual([10, 20])
})
