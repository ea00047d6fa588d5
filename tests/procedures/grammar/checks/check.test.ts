import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { check } from '../../../../procedures/grammar/checks/check.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'
import { listed } from './broken-definition.ts'

describe('the check of a definition', () => {
  it.each([registration, consultation, silentConsultation, notice, payout, byHand, listed])(
    'finds nothing wrong with $code',
    (definition) => {
      expect(check(definition)).toEqual([])
    },
  )

  it('names to the author the place, the reason and the remedy', () => {
    const [finding] = check({ ...registration, total: workingDays(2.5) }, 'thu-nghiem/dang-ky.ts')
    expect(finding).toEqual({
      rule: 'total',
      file: 'thu-nghiem/dang-ky.ts',
      step: null,
      what: 'takes longer than its statutory 2.5 working days: receive review sign issue takes 3 working days',
      why: 'officers who keep their share would still be late by law',
      remedy: 'Shorten the shares of its steps, or correct the total',
    })
  })
})
