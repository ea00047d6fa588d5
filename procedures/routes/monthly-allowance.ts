import type { Basis } from '../grammar/definition/basis.ts'
import type { accountNumber, Field, identityNumber, text } from '../grammar/definition/field.ts'
import type { StandardRoute } from '../grammar/definition/standard-route.ts'
import { communeThenDepartment } from './commune-then-department.ts'
import type { OfTwoTiers } from './two-tiers.ts'

/** What the form of an allowance has to ask for its result to grant it. */
type OfAllowance = Readonly<{
  subjectName: ReturnType<typeof text>
  subjectIdentityNumber: ReturnType<typeof identityNumber>
  group: Extract<Field, { kind: 'choice' }>
  guardianName: ReturnType<typeof text>
  guardianIdentityNumber: ReturnType<typeof identityNumber>
  payeeAccount: ReturnType<typeof accountNumber>
}>

/**
 * As `communeThenDepartment`: the result grants what the group means that the form names, and to whom. A group that has no monthly benefit, as where
 * the law has one sum, means none.
 */
export function monthlyAllowance(
  of: OfTwoTiers & { means: Readonly<Record<string, readonly string[]>>; basis: Basis },
): StandardRoute<'receive' | 'verify' | 'forward' | 'assess' | 'decide' | 'issue', OfAllowance> {
  const { means, basis, ...tiers } = of
  const { steps, ...route } = communeThenDepartment(tiers)
  return {
    ...route,
    steps: {
      ...steps,
      issue: {
        do: 'issue',
        result: of.result,
        grants: {
          benefit: { choice: 'group', means },
          beneficiary: { name: 'subjectName', number: 'subjectIdentityNumber' },
          ground: 'dossier',
          from: 'monthOfIssue',
          payee: { name: 'guardianName', number: 'guardianIdentityNumber', role: 'guardian' },
          account: 'payeeAccount',
          basis,
        },
      },
    },
  }
}
