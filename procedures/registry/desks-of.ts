import type { Procedure } from '../grammar/definition/procedure.ts'
import { planOf } from '../grammar/plan/compile-plan.ts'
import type { Desk } from '../grammar/plan/plan.ts'
import type { Registry } from './registry.ts'

/** Every desk that a procedure names, each once, with what decides which unit's it is. */
export function desksOf(
  procedure: Procedure,
): readonly (Pick<Desk, 'tier' | 'power' | 'role'> & { procedureCode: string; field: string })[] {
  const { code: procedureCode, field } = procedure
  const desks = Object.values(planOf(procedure).steps).flatMap((step) => step.desks)
  const named = new Map(
    desks.map(({ tier, power, role }) => [
      [tier, power, role].join(' '),
      { procedureCode, field, tier, power, role },
    ]),
  )
  return [...named.values()]
}

/** Of every edition that citizens or the government file under. */
export const desksOfRegistry = ({ procedures, internal }: Pick<Registry, 'procedures' | 'internal'>) =>
  [...procedures, ...internal].flatMap(desksOf)
