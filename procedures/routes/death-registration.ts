import { article } from '../grammar/definition/basis.ts'
import type { date, identityNumber, text } from '../grammar/definition/field.ts'
import type { DeathRule } from '../grammar/definition/grant-rule.ts'
import type { RouteTime, StandardRoute } from '../grammar/definition/standard-route.ts'
import { commune } from './commune.ts'

/** What the form of a death has to ask for its result to propose what follows for benefits. */
type OfDeath = Readonly<{
  deceasedName: ReturnType<typeof text>
  deceasedIdentityNumber: ReturnType<typeof identityNumber>
  diedOn: ReturnType<typeof date>
}>

/** The death that the result records. Proposed is what the department decides by 131/2021/NĐ-CP. */
export const deathOfForm: DeathRule<keyof OfDeath> = {
  person: { name: 'deceasedName', number: 'deceasedIdentityNumber' },
  diedOn: 'diedOn',
  basis: article('131/2021/NĐ-CP', 121),
}

/** Within one commune, as `commune`: the result records a death. */
export function deathRegistration(
  of: RouteTime<'receive' | 'review' | 'sign'> & { result: string },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue', OfDeath> {
  const { steps, ...route } = commune({ ...of, by: 'civilStatus' })
  return { ...route, steps: { ...steps, issue: { do: 'issue', result: of.result, death: deathOfForm } } }
}
