import { runPath } from '../../../../procedures/grammar/checks/examples.ts'
import type { Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import type { Plan } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import type { DossierEvent, DossierState } from '../../../../procedures/grammar/run/event.ts'
import type { Transition } from '../../../../procedures/grammar/run/transition.ts'

/** An event without its key and instant. */
export type Happening = DossierEvent extends infer I
  ? I extends DossierEvent
    ? Omit<I, 'key' | 'at'>
    : never
  : never

export const decided = (task: string, outcome: string): Happening => ({ kind: 'decide', task, outcome })
export const came = (task: string): Happening => ({ kind: 'due', task })
export const supplement: Happening = { kind: 'supplement', skips: [] }

/** The state after a path, written as in an example. */
export function stateAfter(
  procedure: Procedure,
  path: string,
  given = {},
): { plan: Plan; state: DossierState } {
  const plan = planOf(procedure)
  return { plan, state: runPath(plan, path, given).state }
}

export function answer({ plan, state }: { plan: Plan; state: DossierState }, happening: Happening) {
  return advance(plan, state, { ...happening, key: 'k', at: 0 })
}

export function accepted(where: { plan: Plan; state: DossierState }, happening: Happening): Transition {
  const next = answer(where, happening)
  if ('refused' in next) throw new Error(`refused as ${next.refused}`)
  return next
}
