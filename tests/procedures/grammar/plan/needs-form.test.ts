import { expect, test } from 'vitest'
import khaiTu from '../../../../procedures/definitions/ho-tich/1.000656-dang-ky-khai-tu.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { needsForm } from '../../../../procedures/grammar/plan/plan.ts'
import { allowance } from '../../invented/allowance.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'

test('a dossier that was taken over needs its form where somebody is paid or granted a benefit by it, not where a death is recorded', () => {
  expect([allowance, payout, registration, khaiTu].map((one) => needsForm(planOf(one)))).toEqual([
    ...[true, true, false, false],
  ])
})
