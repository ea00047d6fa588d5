import { describe, expect, test } from 'vitest'
import { asReceived, RECEIVED_FROM, RECEIVED_UNTIL } from '../../../procedures/registry/as-received.ts'
import { registryOf } from '../../../procedures/registry/registry.ts'
import { registration } from '../invented/registration.ts'

const registry = registryOf([registration])
const { code } = registration

describe('dossiers received before 1 July 2025 have an edition of their own', () => {
  test('with the steps of the first edition that is known, and marked as assumed', () => {
    const received = registry.asReceived(code)
    expect(received).toMatchObject({ code, edition: RECEIVED_FROM, until: RECEIVED_UNTIL })
    expect(received?.steps).toBe(registration.steps)
    expect(received?.assumed?.at(-1)).toContain('trước 01/7/2025')
  })

  test('which is found by its date and compiled with the rules of the day of receipt', () => {
    const received = registry.edition(code, RECEIVED_FROM)
    expect(received).toBe(registry.asReceived(code))
    if (received === undefined) throw new Error('it is there')
    const { plan, planHash } = registry.compiled(received, '2025-06-02')
    expect(plan).toMatchObject({ procedure: code, edition: RECEIVED_FROM, first: 'receive' })
    expect(planHash).not.toBe(registry.compiled(registration).planHash)
  })

  test('which is never offered for filing', () => {
    expect(registry.inForce(code, '2025-06-02')).toBeUndefined()
    expect(registry.byCode(code)).toEqual([registration])
    expect(registry.procedures).toEqual([registration])
  })

  test('which is derived only where no edition of that time is defined', () => {
    expect(asReceived({ ...registration, edition: '2025-01-01' })).toBeNull()
  })
})
