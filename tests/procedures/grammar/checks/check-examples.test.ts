import { describe, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { type Broken, expectFound, within } from './broken-definition.ts'

const broken: readonly Broken[] = [
  [
    'example',
    'an example that ends otherwise',
    { ...registration, examples: [{ path: 'receive:rejected', ends: 'issued', spent: within }] },
    null,
  ],
  [
    'endingWithoutExample',
    'no refusal shown',
    { ...registration, examples: registration.examples.filter(({ ends }) => ends !== 'refused') },
    null,
  ],
  [
    'stepWithoutExample',
    'a step nobody goes through',
    {
      ...registration,
      examples: [{ path: 'receive:rejected', ends: 'notReceived', spent: workingDays(0.5) }],
    },
    'issue',
  ],
  [
    'wayWithoutExample',
    'a way back nobody takes',
    { ...consultation, examples: consultation.examples.slice(0, 2) },
    'sign',
  ],
  [
    'wayWithoutExample',
    'a silence nobody keeps',
    {
      ...silentConsultation,
      examples: silentConsultation.examples.filter(({ path }) => !path.includes('silent')),
    },
    'ask',
  ],
  [
    'conditionWithoutExample',
    'a step nobody is spared',
    { ...notice, examples: notice.examples.slice(0, 1) },
    'publish',
  ],
]

describe('the check of the examples', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))
})
