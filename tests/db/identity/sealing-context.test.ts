import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVault, VaultError } from '../../../db/identity/identity-vault.ts'
import {
  accountContext,
  formContext,
  identityContext,
  nameContext,
  secretContext,
  unboundContext,
} from '../../../db/identity/sealing-context.ts'

const key = () => randomBytes(32).toString('base64')
const vault = createVault({ current: 'a', keys: { a: key() }, lookup: key() })

const contexts = fc.oneof(
  fc
    .tuple(fc.uuid(), fc.constantFrom('account', 'identity', 'identity2'))
    .map(([id, f]) => formContext(id, f)),
  fc
    .tuple(fc.uuid(), fc.constantFrom(identityContext, secretContext, accountContext, nameContext))
    .map(([id, of]) => of(id)),
)

test('a sealed value opens in its own field of its own row, and in no other', () => {
  fc.assert(
    fc.property(contexts, contexts, fc.string(), (own, other, plain) => {
      const { cipher, keyId } = vault.seal(plain, own)
      expect(vault.open(cipher, keyId, own)).toBe(plain)
      for (const context of [...(other === own ? [] : [other]), unboundContext(own)]) {
        expect(() => vault.open(cipher, keyId, context)).toThrow(VaultError)
      }
    }),
  )
})

test('two rows have no context in common', () => {
  const [one, two] = ['0197b0a0-0000-7000-8000-000000000001', '0197b0a0-0000-7000-8000-000000000002']
  const of = (id: string) => [
    ...[formContext(id, 'account'), identityContext(id), secretContext(id)],
    ...[accountContext(id), nameContext(id)],
  ]
  expect(new Set([...of(one), ...of(two)]).size).toBe(10)
})
