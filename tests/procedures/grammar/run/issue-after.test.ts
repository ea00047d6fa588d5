import { describe, expect, it } from 'vitest'
import { runPath } from '../../../../procedures/grammar/checks/examples.ts'
import type { Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import type { DossierEvent } from '../../../../procedures/grammar/run/event.ts'
import { type IssueAfter, issueAfter } from '../../../../procedures/grammar/run/issue-after.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

/** The issue that an event leads to, after a path written as in an example. */
function issueOf(procedure: Procedure, path: string, event: DossierEvent): IssueAfter | null {
  const plan: Plan = planOf(procedure)
  const next = advance(plan, runPath(plan, path, {}).state, event)
  if ('refused' in next) throw new Error(`refused as ${next.refused}`)
  return issueAfter(plan, event, next, 7)
}

const decided = (task: string, outcome: string): DossierEvent => ({
  kind: 'decide',
  key: 'k',
  at: 0,
  task,
  outcome,
})

describe('the issue of a result follows at once', () => {
  it('from the last signature, as the revision after it', () => {
    const issue = issueOf(registration, 'receive review', decided('sign.1', 'signed'))
    expect(issue).toMatchObject({
      event: { kind: 'done', key: 'done:issue.1', at: 7, task: 'issue.1', outcome: 'issued' },
      next: { ending: 'issued', issues: 'Giấy chứng nhận', state: { revision: 5 } },
    })
  })

  it('from the payment that was made', () => {
    const paid: DossierEvent = { kind: 'done', key: 'k', at: 0, task: 'pay.1', outcome: 'paid' }
    expect(issueOf(payout, 'receive sign', paid)).toMatchObject({ next: { ending: 'issued' } })
  })

  it('from no decision that leads to a desk, to a payment or to a refusal', () => {
    expect(issueOf(registration, 'receive', decided('review.1', 'approved'))).toBeNull()
    expect(issueOf(payout, 'receive', decided('sign.1', 'signed'))).toBeNull()
    expect(issueOf(registration, 'receive review', decided('sign.1', 'refused'))).toBeNull()
  })
})
