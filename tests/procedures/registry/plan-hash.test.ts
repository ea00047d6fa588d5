import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../domain/time/duration.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../../procedures/registry/plan-hash.ts'
import { payout } from '../invented/payout.ts'

const plan = planOf(payout)

describe('the hash of a plan', () => {
  it('is SHA-256 in hex', () => {
    expect(planHash(plan)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is the same for a plan that a column has given back with its keys in another order', () => {
    const reversed = Object.fromEntries(Object.entries(plan.steps).reverse())
    expect(Object.keys(reversed)).not.toEqual(Object.keys(plan.steps))
    expect(planHash({ ...plan, steps: reversed })).toBe(planHash(plan))
  })

  it('is another as soon as the plan says something else', () => {
    expect(planHash({ ...plan, total: workingDays(7) })).not.toBe(planHash(plan))
  })
})
