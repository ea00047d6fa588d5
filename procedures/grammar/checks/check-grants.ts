import { fieldsNeeded, type GrantRule, issueEffectsOf } from '../definition/grant-rule.ts'
import type { CheckRule, Finding, Subject } from './finding.ts'

/** Rules on what the issue of a result does to benefits. What there is in the catalogue is looked up elsewhere: these are pure. */
export const grantRules: readonly CheckRule[] = [grantFields, signedBeforeEffects, grantPlace]

/** By step: what its issue does. */
const effectsIn = ({ procedure }: Pick<Subject, 'procedure'>) =>
  Object.entries(procedure.steps).flatMap(([step, loaded]) =>
    loaded.do === 'issue' ? [{ step, ...issueEffectsOf(loaded) }] : [],
  )

function grantFields(subject: Subject): Finding[] {
  const { form } = subject.procedure
  return effectsIn(subject).flatMap(({ step, ...effects }) => {
    const missing = fieldsNeeded(effects).filter(({ field, kind, always }) => {
      const found = form[field]
      return found?.kind !== kind || (always && found.optional)
    })
    return [
      ...missing.map(({ field, kind, always }) => ({
        rule: 'grantField',
        step,
        what: `needs the field ${field} as ${kind}${always ? ', never empty,' : ''} for what its issue does to benefits`,
        why: 'nobody would know who is entitled, to what, or from when, and the result could not be written',
        remedy: 'Add the field to the form, or take the rule out of the step',
      })),
      ...optionsWithoutBenefit(subject, step, effects.grants),
    ]
  })
}

function optionsWithoutBenefit(
  { procedure: { form } }: Subject,
  step: string,
  grants: GrantRule | undefined,
): Finding[] {
  if (grants === undefined || typeof grants.benefit === 'string') return []
  const { choice, means } = grants.benefit
  const field = form[choice]
  const options = field?.kind === 'choice' ? Object.keys(field.options) : []
  return options
    .filter((option) => means[option] === undefined)
    .map((option) => ({
      rule: 'grantOption',
      step,
      what: `grants no benefit where ${choice} is ${option}`,
      why: 'the result would be signed and could not be written',
      remedy: 'Say in `means` which benefit the option is',
    }))
}

function signedBeforeEffects(subject: Subject): Finding[] {
  const { plan, ways } = subject
  return effectsIn(subject).flatMap(({ step, grants, death }) => {
    if (grants === undefined && death === undefined) return []
    const unsigned = (ways ?? []).some(({ steps }) => {
      const at = steps.indexOf(step)
      return at >= 0 && !steps.slice(0, at).some((id) => plan.steps[id]?.kind === 'sign')
    })
    if (!unsigned) return []
    return [
      {
        rule: 'unsignedGrant',
        step,
        what: 'can do something to benefits before anybody has signed',
        why: 'money would be owed without a decision',
        remedy: 'Put a `sign` step before it that no form skips',
      },
    ]
  })
}

function grantPlace(subject: Subject): Finding[] {
  if (subject.procedure.connecting === 'residence') return []
  return effectsIn(subject)
    .filter(({ grants }) => grants !== undefined)
    .map(({ step }) => ({
      rule: 'grantPlace',
      step,
      what: 'grants a benefit where another place than the residence decides the area',
      why: 'the person would be paid by the commune of that place',
      remedy: 'Let the residence connect the procedure, or take the rule out of the step',
    }))
}
