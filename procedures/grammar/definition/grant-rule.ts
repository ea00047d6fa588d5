import type { PayeeRole } from '../../../domain/benefits/fact.ts'
import type { Basis } from './basis.ts'
import type { Field } from './field.ts'

// Type aliases, not interfaces: a plan is compared value by value, and an interface has no index signature.

/** The fields of a form that name a person. `K`: the fields there are. */
export type PersonFields<K extends string = string> = {
  name: K
  /** Of the identity number, by which the person is found again. */
  number: K
}

/**
 * What the issue of a result grants: an entitlement, written with the issue, from the form that was signed. Where the person is paid is the
 * area of the dossier.
 */
export type GrantRule<K extends string = string> = {
  /** A code of the catalogue of benefits, or what each option of a choice of the form means: a code, or a list of any number of them. */
  benefit: string | { choice: K; means: Readonly<Record<string, string | readonly string[]>> }
  beneficiary: PersonFields<K>
  /** What tells it from another entitlement of the person to that benefit: the dossier, or the field that names the martyr. */
  ground: 'dossier' | { martyr: K }
  /** The first month: that of a date of the form, the month after it, or the month of the issue or after it. */
  from: { monthOf: K } | { monthAfter: K } | 'monthOfIssue' | 'monthAfterIssue'
  /** Who is paid for the beneficiary, where the form names somebody; all of the sum. */
  payee?: PersonFields<K> & { role: Exclude<PayeeRole, 'self'> }
  /** The account of who is paid; without it the entitlement has no channel yet. */
  account?: K
  basis: Basis
}

/**
 * A death that the issue of a result records: what follows for the entitlements of the person is proposed, and nothing ends by itself. Where the
 * form leaves number or day empty, nothing is.
 */
export type DeathRule<K extends string = string> = {
  person: PersonFields<K>
  diedOn: K
  basis: Basis
}

/** What an issue does to entitlements; absent from plans of an older build. */
export type IssueEffects<K extends string = string> = {
  grants?: GrantRule<K>
  death?: DeathRule<K>
}

/** Of something that has more; nothing is there for what is absent. */
export const issueEffectsOf = ({ grants, death }: IssueEffects): IssueEffects => ({
  ...(grants === undefined ? {} : { grants }),
  ...(death === undefined ? {} : { death }),
})

export interface FieldNeeded {
  field: string
  kind: Field['kind']
  /** Where it may be left empty, nobody knows to whom, for what or from when. */
  always: boolean
}

/** The fields of the form that the effects read. */
export function fieldsNeeded({ grants, death }: IssueEffects): readonly FieldNeeded[] {
  const need = (field: string, kind: Field['kind'], always = true): FieldNeeded => ({ field, kind, always })
  const person = ({ name, number }: PersonFields, always = true) => [
    need(name, 'text', always),
    need(number, 'identityNumber', always),
  ]
  const ofDeath =
    death === undefined ? [] : [...person(death.person, false), need(death.diedOn, 'date', false)]
  if (grants === undefined) return ofDeath
  const { benefit, beneficiary, ground, from, payee, account } = grants
  return [
    ...ofDeath,
    ...person(beneficiary),
    ...(typeof benefit === 'string' ? [] : [need(benefit.choice, 'choice')]),
    ...(ground === 'dossier' ? [] : [need(ground.martyr, 'text')]),
    ...(typeof from === 'string' ? [] : [need('monthOf' in from ? from.monthOf : from.monthAfter, 'date')]),
    ...(payee === undefined ? [] : person(payee, false)),
    ...(account === undefined ? [] : [need(account, 'accountNumber', false)]),
  ]
}

/** The codes that a rule may grant, each once. */
export const benefitsMeant = ({ benefit }: GrantRule): readonly string[] =>
  typeof benefit === 'string' ? [benefit] : [...new Set(Object.values(benefit.means).flat())]
