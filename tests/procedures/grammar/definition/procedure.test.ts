import { describe, expect, it } from 'vitest'
import { workingDays } from '../../../../domain/time/duration.ts'
import { accountNumber, dong, text, yesNo } from '../../../../procedures/grammar/definition/field.ts'
import { DefinitionError, procedure } from '../../../../procedures/grammar/definition/procedure.ts'
import { notice } from '../../invented/notice.ts'
import { registration } from '../../invented/registration.ts'

const { steps: _, ...rest } = registration
const within = workingDays(1)
const receive = { do: 'receive', by: 'oneStop', within } as const
const pay = {
  do: 'payout',
  by: 'accountant',
  within,
  benefit: 'deathLumpSum',
  amount: 'deathLumpSum',
} as const

describe('a definition', () => {
  it('has its conditions as data after load', () => {
    expect(notice.steps.publish?.when).toEqual({ field: 'households', atLeast: 2 })
  })

  it('is frozen deeply: what runs cannot be changed', () => {
    expect(Object.isFrozen(registration.steps.sign)).toBe(true)
    expect(Object.isFrozen(registration.examples[0])).toBe(true)
  })
})

describe('a definition is refused at load', () => {
  const refused: readonly (readonly [string, () => unknown, string])[] = [
    [
      'for a code that is none',
      () => procedure({ ...rest, code: '1.2', steps: { receive } }),
      'national code',
    ],
    [
      'for a name that is not NFC',
      () => procedure({ ...rest, name: 'Đăng ký'.normalize('NFD'), steps: { receive } }),
      'NFC',
    ],
    [
      'for internal business of another field',
      () => procedure({ ...rest, internal: true, steps: { receive } }),
      'Nội bộ together',
    ],
    [
      'for the internal field without the word',
      () => procedure({ ...rest, field: 'Nội bộ', steps: { receive } }),
      'Nội bộ together',
    ],
    [
      'for a step with the name of an applicant’s act',
      () => procedure({ ...rest, steps: { receive, withdraw: { do: 'issue', result: 'x' } } }),
      'step withdraw',
    ],
    [
      'for a step whose id every object has',
      () => procedure({ ...rest, steps: { receive, constructor: { do: 'issue', result: 'x' } } }),
      'step constructor',
    ],
    [
      'for a step id that would not fit into a task key',
      () => procedure({ ...rest, steps: { receive, 'sign.again': { do: 'issue', result: 'x' } } }),
      'step sign.again',
    ],
    [
      'for a consultation of nobody',
      () => procedure({ ...rest, steps: { receive, ask: { do: 'consult', bodies: {}, within } } }),
      'step ask',
    ],
    [
      'for a field that no object should have',
      () => procedure({ ...rest, form: { toString: yesNo('x') }, examples: [], steps: { receive } }),
      'field toString',
    ],
    [
      'for a payout to a field that is no account',
      () =>
        procedure({
          ...rest,
          form: {
            account: text('Tài khoản'),
            monthlyAllowanceDong: dong('x'),
            monthlySupplementDong: dong('x'),
          },
          examples: [],
          steps: { receive, pay: { ...pay, account: 'account' } },
        }),
      'no account number',
    ],
    [
      'for a payout whose rule reads what the form lacks',
      () =>
        procedure({
          ...rest,
          form: { account: accountNumber('Tài khoản'), monthlyAllowanceDong: dong('x') },
          examples: [],
          steps: { receive, pay: { ...pay, account: 'account' } },
        }),
      'monthlySupplementDong',
    ],
  ]

  it.each(refused)('%s', (_, define, message) => {
    expect(define).toThrow(DefinitionError)
    expect(define).toThrow(message)
  })
})
