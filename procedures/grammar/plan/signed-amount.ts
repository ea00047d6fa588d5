import type { Dong } from '../../../domain/money.ts'
import { amountBy } from './amount-rules.ts'
import { type EngineWork, type Plan, type Route, skippedSteps } from './plan.ts'

/**
 * What a signature has paid by what its form says, đồng: the payouts on the way from it to the next signature, as each payout pays what was
 * signed last before it. Null where it pays nothing.
 * @throws RangeError, TypeError where the form does not tell the amount
 */
export function signedAmount(
  plan: Plan,
  stepId: string,
  form: Readonly<Record<string, unknown>>,
): Dong | null {
  const skipped = skippedSteps(plan, form)
  const passed = new Set([stepId])
  let amount: Dong | null = null
  let route: Route | undefined = plan.steps[stepId]?.kind === 'sign' ? plan.steps[stepId].next : undefined
  while (route !== undefined && 'to' in route && !passed.has(route.to)) {
    const { to } = route
    passed.add(to)
    const step = plan.steps[to]
    if (!skipped.includes(to)) {
      if (step?.kind === 'sign') break
      const rule = amountRuleOf(step?.does ?? null)
      if (rule !== undefined) amount = (amount ?? 0n) + amountBy(rule, form)
    }
    route = step?.next
  }
  return amount
}

function amountRuleOf(does: EngineWork | null): string | undefined {
  if (does?.work === 'payout') return does.amount
  return does?.work === 'byHand' ? does.pays : undefined
}
