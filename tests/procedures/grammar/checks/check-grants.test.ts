import { describe, expect, it } from 'vitest'
import { benefitCheck } from '../../../../bin/checks/check-benefits.ts'
import { readBenefitFiles } from '../../../../db/load/benefit-rates.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { optional } from '../../../../procedures/grammar/definition/field.ts'
import type { LoadedStep, Procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { allowance } from '../../invented/allowance.ts'
import { type Broken, expectFound, without } from './broken-definition.ts'

const { number, ...withoutNumber } = allowance.form
if (number === undefined) throw new Error('the form has no number')

/** Its issue grants something else. */
const granting = (changed: object): Procedure => {
  const { issue } = allowance.steps
  if (issue?.do !== 'issue' || issue.grants === undefined) throw new Error('it grants nothing')
  const step: LoadedStep = { ...issue, grants: { ...issue.grants, ...changed } }
  return { ...allowance, steps: { ...allowance.steps, issue: step } }
}

const broken: readonly Broken[] = [
  ['grantField', 'nobody to whom it is granted', { ...allowance, form: withoutNumber }, 'issue'],
  [
    'grantField',
    'a number that may be left out',
    { ...allowance, form: { ...allowance.form, number: optional(number) } },
    'issue',
  ],
  ['grantField', 'a month that is in no field', granting({ from: { monthOf: 'decidedOn' } }), 'issue'],
  ['grantField', 'a date that is none', granting({ from: { monthOf: 'name' } }), 'issue'],
  [
    'grantOption',
    'an option that means nothing',
    granting({ benefit: { choice: 'group', means: { hero: 'anh-hung' } } }),
    'issue',
  ],
  ['unsignedGrant', 'a grant that nobody signed', without(allowance, 'sign'), 'issue'],
  ['grantPlace', 'the place of a thing', { ...allowance, connecting: 'object' }, 'issue'],
]

describe('the check of what a result grants', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))

  it('is silent of one that says to whom, what and from when', () => {
    expect(check(allowance)).toEqual([])
  })

  it('finds a benefit that the catalogue has not, or not yet, on the first day of the edition', async () => {
    const judge = benefitCheck(await readBenefitFiles())
    const found = (one: Procedure) => judge(one, 'file').map(({ what }) => what)
    expect(found(allowance)).toEqual([])
    expect(found(granting({ benefit: 'tro-cap-xa-hoi' }))).toEqual([
      'grants the benefit tro-cap-xa-hoi, which has no amount on 2025-07-01',
    ])
    expect(found({ ...allowance, edition: '2020-01-01' })).toHaveLength(2)
  })
})
