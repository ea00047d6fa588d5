import { workingDays } from '../../domain/time/duration.ts'
import type { Basis } from '../grammar/definition/basis.ts'
import type { accountNumber, dong } from '../grammar/definition/field.ts'
import {
  examplesOf,
  type RouteTime,
  type StandardRoute,
  timesOf,
} from '../grammar/definition/standard-route.ts'
import type { CommuneRole } from './commune.ts'

/** What the form of a benefit has to ask for it to be paid. */
type Payable = Readonly<{
  lumpSumDong: ReturnType<typeof dong>
  payeeAccount: ReturnType<typeof accountNumber>
}>

/** A lump sum that the chair of a commune grants and the commune pays. For full evidence alone: money needs its law. */
export function benefit(
  of: RouteTime<'receive' | 'review' | 'sign' | 'pay'> & {
    by: CommuneRole
    result: string
    benefit: string
    basis: Basis
  },
): StandardRoute<'receive' | 'review' | 'sign' | 'issue' | 'pay', Payable> {
  const { time, within } = timesOf(of, workingDays(5), { receive: 1, review: 6, sign: 2, pay: 1 })
  return {
    route: 'benefit',
    ...time,
    steps: {
      receive: { do: 'receive', by: 'oneStop', within: within.receive },
      review: { do: 'review', by: of.by, within: within.review },
      sign: { do: 'sign', by: 'chair', within: within.sign, backTo: 'review', notBy: ['review'] },
      issue: { do: 'issue', result: of.result },
      pay: {
        do: 'payout',
        by: 'accountant',
        within: within.pay,
        benefit: of.benefit,
        amount: 'lumpSum',
        account: 'payeeAccount',
        basis: of.basis,
      },
    },
    examples: examplesOf(within, [
      ['receive review sign issue pay', 'issued'],
      ['receive review sign:returned review sign issue pay', 'issued'],
      ['receive review:incomplete supplement receive review sign issue pay', 'issued'],
      ['receive review:refused', 'refused'],
    ]),
  }
}
