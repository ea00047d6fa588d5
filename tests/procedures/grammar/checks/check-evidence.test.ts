import { describe, it } from 'vitest'
import { notFound } from '../../../../procedures/grammar/checks/evidence.ts'
import { document } from '../../../../procedures/grammar/definition/basis.ts'
import { feeNotFound, free } from '../../../../procedures/kit/fees.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { type Broken, expectFound, listed } from './broken-definition.ts'

const broken: readonly Broken[] = [
  ['gapUnsaid', 'papers that nobody asks for', { ...registration, papers: {} }, null],
  ['gapUnsaid', 'a fee that nobody knows', { ...registration, feeDong: feeNotFound }, null],
  ['gapUnsaid', 'a time that is assumed in silence', { ...listed, assumed: [] }, null],
  ['gapFilled', 'a gap that is none', { ...registration, assumed: [notFound.papers] }, null],
  ['unsourced', 'a paper filled in beside a list', { ...listed, papers: registration.papers }, null],
  ['unsourced', 'a fee filled in beside a list', { ...listed, feeDong: free }, null],
  ['assumedTime', 'an assumed time on steps of its own', { ...listed, route: undefined }, null],
  [
    'tacitOnGaps',
    'consent by silence where the papers are not known',
    { ...silentConsultation, papers: {}, assumed: [notFound.papers] },
    'ask',
  ],
  ['paysOnGaps', 'money where the papers are not known', { ...payout, papers: {} }, 'pay'],
  ['basisInForce', 'a law that has lapsed', { ...registration, basis: [document('45/2013/QH13')] }, null],
  ['basisInForce', 'a decree of a later year', { ...registration, basis: [document('18/2026/NĐ-CP')] }, null],
]

describe('the check of what the sources of a definition leave open', () => {
  it.each(broken)('%s: finds %s', (...definition) => expectFound(definition))
})
